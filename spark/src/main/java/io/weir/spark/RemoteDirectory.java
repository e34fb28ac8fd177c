// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.WeirException;
import io.weir.model.engine.Engine.Acceptance;
import io.weir.model.engine.Engine.ExportFormat;
import io.weir.model.engine.Existing;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A directory of one of Hadoop's file systems, in which directories of rows appear whole: they are
 * written under a hidden name inside and renamed. Closed without {@link #publish}, or when the
 * process is told to end, what was written is deleted. Not thread-safe.
 */
final class RemoteDirectory implements Closeable {
  private static final String DAY = "day=";
  private static final String WRITTEN_DAY = Export.DIRECTORY_DAY + "=";

  private final FileSystem system;
  private final Path target;
  private final Path written;

  private RemoteDirectory(FileSystem system, Path target) throws IOException {
    this.system = system;
    this.target = target;
    this.written = new Path(target, "." + UUID.randomUUID() + ".part");
    system.mkdirs(written);
    system.deleteOnExit(written);
  }

  /** Prepares to write below an address; the directory is made where it is not there. */
  static RemoteDirectory at(SparkSession session, String address) {
    try {
      Path target = new Path(address);
      FileSystem system = target.getFileSystem(session.sparkContext().hadoopConfiguration());
      return new RemoteDirectory(system, target);
    } catch (UnsupportedFileSystemException | IllegalArgumentException e) {
      throw WeirException.usage("Cannot write to %s: %s.", address, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw failed(address, e);
    }
  }

  /**
   * Writes rows to an address: one file when it ends as the format's files do, else a directory of
   * files. It appears when it is whole, or never.
   *
   * @param acceptance asked before it appears
   * @param rows begins the query
   * @return rows written
   */
  static long write(
      SparkSession session,
      String address,
      ExportFormat format,
      Acceptance acceptance,
      Supplier<Dataset<Row>> rows)
      throws InterruptedException {
    int slash = address.lastIndexOf('/');
    String name = address.substring(slash + 1);
    String parent = address.substring(0, Math.max(slash, address.indexOf("://") + 3));
    boolean isFile = name.endsWith("." + Export.ending(format));
    try (RemoteDirectory directory = at(session, parent)) {
      Dataset<Row> asked = rows.get();
      long written = directory.add(name, isFile ? asked.coalesce(1) : asked, format);
      acceptance.check();
      if (isFile) {
        directory.publishFile(name);
      } else {
        directory.publish(Existing.REPLACE);
      }
      return written;
    } catch (IOException e) {
      throw failed(parent, e);
    }
  }

  /** The failure to write to an address, in words. */
  static WeirException failed(String address, IOException e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    String message = "Cannot write to %s: %s.".formatted(address, reason);
    return WeirException.of(WeirException.Kind.FAILED, message, e);
  }

  /** Writes rows into a directory of this name; their number. */
  long add(String name, Dataset<Row> rows, ExportFormat format) throws InterruptedException {
    return Export.save(rows, new Path(written, name).toString(), format);
  }

  /** Writes rows into a directory of this name, and in it one for each day; their number. */
  long addByDay(String name, Dataset<Row> rows, ExportFormat format) throws InterruptedException {
    return Export.saveByDay(rows, new Path(written, name).toString(), format);
  }

  /**
   * Gives each directory of files its name.
   *
   * @throws WeirException of kind USAGE when one is there already and that is refused
   */
  void publish(Existing existing) throws IOException {
    Set<Path> directories = directories();
    if (existing == Existing.REFUSE) {
      for (Path directory : directories) {
        if (system.exists(named(directory))) {
          String name = named(directory).toString().substring(target.toString().length() + 1);
          throw Existing.refusal(target.toString(), name);
        }
      }
    }
    for (Path directory : directories) {
      Path name = named(directory);
      if (existing == Existing.ADD && system.exists(name)) {
        add(directory, name);
      } else {
        replace(directory, name);
      }
    }
    close();
  }

  private Path named(Path directory) {
    String name = directory.toString().substring(written.toString().length() + 1);
    return new Path(target, name.replace("/" + WRITTEN_DAY, "/" + DAY));
  }

  /** Moves files beside others; Spark gives each a name that no other has. */
  private void add(Path directory, Path name) throws IOException {
    RemoteIterator<LocatedFileStatus> files = system.listFiles(directory, false);
    while (files.hasNext()) {
      Path file = files.next().getPath();
      if (isPart(file)) {
        replace(file, new Path(name, file.getName()));
      }
    }
  }

  /** Gives the only file of a directory a name beside it. */
  void publishFile(String name) throws IOException {
    RemoteIterator<LocatedFileStatus> files = system.listFiles(new Path(written, name), false);
    while (files.hasNext()) {
      Path file = files.next().getPath();
      if (isPart(file)) {
        replace(file, new Path(target, name));
        close();
        return;
      }
    }
    throw new IOException("Spark wrote no file");
  }

  private void replace(Path from, Path to) throws IOException {
    system.mkdirs(to.getParent());
    system.delete(to, true);
    if (!system.rename(from, to)) {
      throw new IOException("it cannot be given its name, " + to);
    }
  }

  private Set<Path> directories() throws IOException {
    Set<Path> directories = new LinkedHashSet<>();
    RemoteIterator<LocatedFileStatus> files = system.listFiles(written, true);
    while (files.hasNext()) {
      Path file = files.next().getPath();
      if (isPart(file)) {
        directories.add(file.getParent());
      }
    }
    return directories;
  }

  private static boolean isPart(Path file) {
    return file.getName().startsWith("part-");
  }

  @Override
  public void close() throws IOException {
    system.delete(written, true);
    system.cancelDeleteOnExit(written);
  }
}
