// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import io.weir.model.WeirException;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears under its name when it is whole, or never: it is written beside, under a
 * hidden name, and renamed. Closed without {@link #publish}, or when the process is told to end, it
 * is deleted. Not thread-safe.
 *
 * <p>What exists and is no regular file (a pipe, {@code /dev/null}) is written to directly.
 */
public final class WholeFile implements Closeable {
  private final Path target;
  private final Path written;
  private @Nullable OutputStream stream;
  private boolean published;

  private WholeFile(Path target, Path written) {
    this.target = target;
    this.written = written;
  }

  /**
   * Prepares to write a file; nothing is created before {@link #stream} or an engine does.
   *
   * @throws WeirException of kind USAGE when the place does not exist or is a directory
   */
  public static WholeFile at(Path file) {
    if (Files.isDirectory(file)) {
      throw WeirException.usage("Cannot write to %s: it is a directory. Name a file in it.", file);
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return new WholeFile(file, file);
    }
    Path target = followLink(file.toAbsolutePath());
    Path directory = target.resolveSibling("");
    if (!Files.isDirectory(directory)) {
      throw WeirException.usage(
          "Cannot write to %s: there is no directory %s. Make it first.", file, directory);
    }
    return new WholeFile(target, Unfinished.beside(target));
  }

  private static Path followLink(Path file) {
    try {
      return Files.isSymbolicLink(file) ? file.toRealPath() : file;
    } catch (IOException e) {
      return file;
    }
  }

  /** Where the bytes go until the file is whole, for an engine that writes them itself. */
  public Path written() {
    return written;
  }

  /** Takes the file's bytes. */
  public OutputStream stream() throws IOException {
    if (stream == null) {
      stream =
          written.equals(target)
              ? Files.newOutputStream(written, StandardOpenOption.WRITE)
              : Files.newOutputStream(
                  written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
    return stream;
  }

  /** The file is whole: gives it its name, replacing what had it. */
  public void publish() throws IOException {
    if (stream != null) {
      stream.close();
    }
    if (!written.equals(target)) {
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Unfinished.isWhole(written);
    }
    published = true;
  }

  @Override
  public void close() throws IOException {
    if (published) {
      return;
    }
    if (stream != null) {
      stream.close();
    }
    if (!written.equals(target)) {
      Unfinished.delete(written);
    }
  }
}
