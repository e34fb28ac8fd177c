// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A regular file. */
final class DiskStore implements Store {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final long length;

  /** Kept beside the text: a name may hold bytes that the locale's text cannot. */
  private final transient @Nullable Path exactPath;

  DiskStore(Path path, long length) {
    this.path = path.toAbsolutePath().toString();
    this.length = length;
    this.exactPath = path;
  }

  Path path() {
    return exactPath == null ? Path.of(path) : exactPath;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean isRandomAccess() {
    return true;
  }

  @Override
  public InputStream open(long offset) throws IOException {
    FileChannel channel = FileChannel.open(path(), StandardOpenOption.READ);
    return new PositionedStream(channel::read, channel, offset, Long.MAX_VALUE);
  }
}
