// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A file that an argument names, not opened yet. */
public final class ListedFile {
  private final String path;
  private final Store store;

  private ListedFile(String path, Store store) {
    this.path = path;
    this.store = store;
  }

  /** A file of another system; its path is shown as given. */
  public static ListedFile of(String shown, Store store) {
    return new ListedFile(shown, store);
  }

  static ListedFile of(String shown, Path location, BasicFileAttributes attributes) {
    Store store =
        attributes.isRegularFile()
            ? new DiskStore(location, attributes.size())
            : new Spool(() -> Files.newInputStream(location));
    return new ListedFile(shown, store);
  }

  static ListedFile standardInput(InputStream in) {
    return new ListedFile("-", new Spool(() -> in));
  }

  /** The path as a person may type it; {@code -} for standard input. */
  public String path() {
    return path;
  }

  /** Bytes stored; -1 when not known. */
  public long length() {
    return store.length();
  }

  /** Reads the first bytes; for standard input and pipes this waits for them. */
  public LocalFile open() throws IOException {
    return LocalFile.of(path, store);
  }

  @Override
  public String toString() {
    return path;
  }
}
