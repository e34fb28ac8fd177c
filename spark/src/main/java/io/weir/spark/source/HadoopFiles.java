// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import com.google.auto.service.AutoService;
import io.weir.input.ListedFile;
import io.weir.input.RemoteFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
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
    Path path = new Path(address);
    FileSystem system = path.getFileSystem(configuration);
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

  private static FileStatus[] matching(FileSystem system, Path path) throws IOException {
    try {
      return new FileStatus[] {system.getFileStatus(path)};
    } catch (FileNotFoundException e) {
      FileStatus[] found = system.globStatus(path);
      if (found == null || found.length == 0) {
        throw e;
      }
      return found;
    }
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
