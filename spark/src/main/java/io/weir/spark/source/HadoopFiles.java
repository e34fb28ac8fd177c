// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import com.google.auto.service.AutoService;
import io.weir.input.ListedFile;
import io.weir.input.RemoteFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Files that Hadoop's file systems read: {@code hdfs://}, {@code s3a://} and whatever else the
 * class path has. Files of this machine are not among them, for Hadoop does not take all of their
 * names.
 */
@AutoService(RemoteFiles.class)
public final class HadoopFiles implements RemoteFiles {
  @Override
  public boolean reads(String scheme) {
    if (scheme.equals("file")) {
      return false;
    }
    try {
      return FileSystem.getFileSystemClass(scheme, HadoopSettings.here().configuration()) != null;
    } catch (UnsupportedFileSystemException e) {
      return false;
    } catch (IOException e) {
      // A file system that is there but cannot be loaded tells so when it is asked to list.
      return true;
    }
  }

  @Override
  public List<ListedFile> list(String address) throws IOException {
    HadoopSettings settings = HadoopSettings.here();
    Configuration configuration = settings.configuration();
    Path path;
    FileSystem system;
    try {
      path = new Path(address);
      system = path.getFileSystem(configuration);
    } catch (IllegalArgumentException e) {
      // An address that is none, or a host that nobody knows.
      throw new IOException(e.getMessage(), e);
    }
    List<ListedFile> files = new ArrayList<>();
    for (FileStatus found : matching(system, path)) {
      if (found.isFile()) {
        files.add(listed(found, settings));
      } else {
        addBelow(system, found.getPath(), settings, files);
      }
    }
    return files;
  }

  /**
   * What a path with wildcards stands for. Hadoop's own {@code globStatus} fails where a directory
   * has a name with a colon in it.
   */
  private static List<FileStatus> matching(FileSystem system, Path path) throws IOException {
    try {
      return List.of(system.getFileStatus(path));
    } catch (FileNotFoundException e) {
      List<FileStatus> found = new ArrayList<>();
      addMatching(system, path, found);
      if (found.isEmpty()) {
        throw e;
      }
      return found;
    }
  }

  /** Adds what matches a path, or nothing: parents are resolved before their children. */
  private static void addMatching(FileSystem system, Path path, List<FileStatus> found)
      throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      found.add(system.getFileStatus(path));
      return;
    }
    List<FileStatus> parents = new ArrayList<>();
    addMatching(system, parent, parents);
    GlobPattern name = new GlobPattern(path.getName());
    for (FileStatus directory : parents) {
      if (!name.hasWildcard()) {
        Path child = child(directory.getPath(), path.getName());
        if (system.exists(child)) {
          found.add(system.getFileStatus(child));
        }
      } else if (directory.isDirectory()) {
        for (FileStatus each : system.listStatus(directory.getPath())) {
          if (name.matches(each.getPath().getName())) {
            found.add(each);
          }
        }
      }
    }
  }

  /** {@code new Path(parent, name)} takes what is before a colon in the name for a scheme. */
  private static Path child(Path parent, String name) {
    URI address = parent.toUri();
    String directory = parent.isRoot() ? "" : address.getPath();
    return new Path(address.getScheme(), address.getAuthority(), directory + "/" + name);
  }

  private static void addBelow(
      FileSystem system, Path directory, HadoopSettings settings, List<ListedFile> files)
      throws IOException {
    String base = directory.toString();
    RemoteIterator<LocatedFileStatus> below = system.listFiles(directory, true);
    while (below.hasNext()) {
      LocatedFileStatus found = below.next();
      if (isVisible(found.getPath().toString().substring(base.length()))) {
        files.add(listed(found, settings));
      }
    }
  }

  private static boolean isVisible(String path) {
    for (String name : path.split("/", -1)) {
      if (name.startsWith(".") || name.startsWith("_")) {
        return false;
      }
    }
    return true;
  }

  private static ListedFile listed(FileStatus found, HadoopSettings settings) {
    String address = found.getPath().toString();
    return ListedFile.of(address, new HadoopStore(address, found.getLen(), settings));
  }
}
