// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.WeirException;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;

/**
 * The files of checkpoints on this machine, by the JDK alone. Spark's own way starts a process for
 * each file, to set its permissions, which takes longer than a small batch. Thread-safe.
 *
 * <p>Public, for Spark makes it by name.
 */
public final class LocalCheckpoints implements CheckpointFileManager {
  private final Path root;
  private final RawLocalFileSystem files = new RawLocalFileSystem();

  /** Manages what is below a path of this machine. */
  public LocalCheckpoints(Path root, Configuration settings) {
    this.root = root;
    try {
      files.initialize(URI.create("file:///"), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  @Override
  public CancellableFSDataOutputStream createAtomic(Path path, boolean overwriteIfPossible) {
    return new Atomic(local(path), overwriteIfPossible);
  }

  /** A file that is there, whole, when it is closed. */
  private static final class Atomic extends CancellableFSDataOutputStream {
    private final java.nio.file.Path target;
    private final java.nio.file.Path temporary;
    private final boolean isReplacing;
    private boolean isDone;

    Atomic(java.nio.file.Path target, boolean isReplacing) {
      this(
          target,
          target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp"),
          isReplacing);
    }

    private Atomic(java.nio.file.Path target, java.nio.file.Path temporary, boolean isReplacing) {
      super(opened(temporary));
      this.target = target;
      this.temporary = temporary;
      this.isReplacing = isReplacing;
    }

    private static OutputStream opened(java.nio.file.Path file) {
      java.nio.file.Path directory = Objects.requireNonNull(file.getParent());
      try {
        Files.createDirectories(directory);
        return new BufferedOutputStream(
            new Written(directory, Files.newOutputStream(file)), 64 << 10);
      } catch (IOException e) {
        throw cannotWrite(directory, e);
      }
    }

    @Override
    public void close() throws IOException {
      if (isDone) {
        return;
      }
      isDone = true;
      try {
        super.close();
        if (!isReplacing && Files.exists(target)) {
          throw new FileAlreadyExistsException(target + " is there already");
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    }

    @Override
    public void cancel() {
      if (isDone) {
        return;
      }
      isDone = true;
      try {
        super.close();
      } catch (IOException | WeirException e) {
        // It is thrown away.
        return;
      } finally {
        delete(temporary);
      }
    }

    private static void delete(java.nio.file.Path file) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Tells that it is the checkpoint that could not be written. */
  static final class Written extends OutputStream {
    private final java.nio.file.Path directory;
    private final OutputStream file;

    Written(java.nio.file.Path directory, OutputStream file) {
      this.directory = directory;
      this.file = file;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      try {
        file.write(bytes, from, length);
      } catch (IOException e) {
        throw cannotWrite(directory, e);
      }
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        throw cannotWrite(directory, e);
      }
    }
  }

  private static WeirException cannotWrite(java.nio.file.Path directory, IOException e) {
    return WeirException.of(
        WeirException.Kind.FAILED,
        "Cannot write to %s, which belongs to the checkpoint: %s. Mend that, and the run goes on from its --checkpoint."
            .formatted(directory, WeirException.reason(e).replaceFirst("\\.$", "")),
        e);
  }

  @Override
  public FSDataInputStream open(Path path) {
    try {
      return files.open(path);
    } catch (IOException e) {
      throw sneaky(e);
    }
  }

  @Override
  public FileStatus[] list(Path path, PathFilter filter) {
    List<FileStatus> found = new ArrayList<>();
    try (Stream<java.nio.file.Path> all = Files.list(local(path))) {
      for (java.nio.file.Path each : all.toList()) {
        Path named = new Path("file", null, each.toString());
        if (filter.accept(named)) {
          found.add(status(named, each));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw sneaky(new FileNotFoundException(path + " is not there"));
    } catch (IOException e) {
      throw sneaky(e);
    }
    return found.toArray(FileStatus[]::new);
  }

  private static FileStatus status(Path named, java.nio.file.Path file) throws IOException {
    BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
    return new FileStatus(
        is.size(), is.isDirectory(), 1, 1 << 20, is.lastModifiedTime().toMillis(), named);
  }

  @Override
  public void mkdirs(Path path) {
    try {
      Files.createDirectories(local(path));
    } catch (IOException e) {
      throw cannotWrite(local(path), e);
    }
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(local(path));
  }

  @Override
  public void delete(Path path) {
    try (Stream<java.nio.file.Path> all = Files.walk(local(path))) {
      for (java.nio.file.Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (NoSuchFileException e) {
      // As it should be.
      return;
    } catch (IOException e) {
      throw sneaky(e);
    }
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public Path createCheckpointDirectory() {
    mkdirs(root);
    return new Path("file", null, local(root).toString());
  }

  /** Spark's interface, of Scala, names no exceptions, and its callers look for these. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E sneaky(IOException e) throws E {
    throw (E) e;
  }
}
