// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import io.weir.model.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of this machine, standard input, or a member of an archive. How it is compressed is told
 * by its first bytes, never by its name.
 *
 * <p>Streams throw {@link DamagedFileException} where compressed content is cut or broken, after
 * all that is good before. They are not thread-safe and need no buffering by the caller who reads
 * ranges.
 */
public final class LocalFile implements InputFile {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final Store store;
  private final Compression compression;

  private LocalFile(String path, Store store, Compression compression) {
    this.path = path;
    this.store = store;
    this.compression = compression;
  }

  /** A regular file; its path is shown as given. Reads the first bytes of the file. */
  public static LocalFile of(Path path) throws IOException {
    return of(path.toString(), new DiskStore(path, Files.size(path)));
  }

  /** A stored file; reads its first bytes. */
  static LocalFile of(String path, Store store) throws IOException {
    try (InputStream in = store.open(0)) {
      byte[] first = in.readNBytes(Compression.MAGIC_LENGTH);
      return new LocalFile(path, store, Compression.of(first));
    }
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String name() {
    return Compression.withoutEnding(path.substring(path.lastIndexOf('/') + 1));
  }

  @Override
  public long length() {
    return store.length();
  }

  @Override
  public boolean isSplittable() {
    return compression == Compression.PLAIN && store.isRandomAccess();
  }

  @Override
  public String compression() {
    return compression.toString();
  }

  @Override
  public InputStream open(long offset) throws IOException {
    if (compression == Compression.PLAIN) {
      return store.open(offset);
    }
    InputStream content = compression.decompress(store.open(0));
    try {
      content.skipNBytes(offset);
      return content;
    } catch (java.io.EOFException e) {
      content.close();
      return InputStream.nullInputStream();
    } catch (IOException e) {
      content.close();
      throw e;
    }
  }

  /** Where the stored bytes are a file of their own, for programs that open files by name. */
  public Optional<Path> location() {
    return store instanceof DiskStore disk ? Optional.of(disk.path()) : Optional.empty();
  }

  /** The stored bytes; what archives are read from. */
  Store store() {
    return store;
  }

  @Override
  public String toString() {
    return path;
  }
}
