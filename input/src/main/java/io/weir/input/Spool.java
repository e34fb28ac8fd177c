// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that come only once (standard input, a pipe, a compressed archive), kept in a temporary
 * file as they are read, so that they can be read again and from several places at once.
 *
 * <p>Nothing is read before somebody asks: the reader that is furthest pulls the source along, the
 * others read the file. The temporary file has no name from the start where the system allows that,
 * so it is gone with the process however that ends.
 */
final class Spool implements Store {
  private static final long serialVersionUID = 1L;
  private static final int CHUNK = 1 << 18;

  /** Opens the source, when the first byte is wanted. */
  interface Opener {
    InputStream open() throws IOException;
  }

  private final transient Opener opener;
  private transient @Nullable InputStream source;
  private transient @Nullable FileChannel file;
  private transient byte @Nullable [] chunk;
  private transient volatile long length;
  private transient boolean ended;

  Spool(Opener opener) {
    this.opener = opener;
  }

  @Override
  public long length() {
    return -1;
  }

  @Override
  public boolean isRandomAccess() {
    return false;
  }

  @Override
  public InputStream open(long offset) {
    return new PositionedStream(this::read, () -> {}, offset, Long.MAX_VALUE);
  }

  private int read(ByteBuffer target, long position) throws IOException {
    if (position >= length && !pullTo(position)) {
      return -1;
    }
    FileChannel kept = file();
    int wanted = (int) Math.min(target.remaining(), length - position);
    target.limit(target.position() + wanted);
    return kept.read(target, position);
  }

  /** Reads the source on until there is a byte at the position; false when it ends before. */
  private synchronized boolean pullTo(long position) throws IOException {
    while (position >= length && !ended) {
      if (source == null) {
        source = opener.open();
        chunk = new byte[CHUNK];
      }
      byte[] bytes = java.util.Objects.requireNonNull(chunk);
      int count = source.read(bytes, 0, bytes.length);
      if (count < 0) {
        ended = true;
        chunk = null;
        source.close();
      } else {
        keep(ByteBuffer.wrap(bytes, 0, count));
      }
    }
    return position < length;
  }

  private void keep(ByteBuffer bytes) throws IOException {
    FileChannel kept = file();
    long end = length;
    while (bytes.hasRemaining()) {
      end += kept.write(bytes, end);
    }
    length = end;
  }

  private synchronized FileChannel file() throws IOException {
    if (file == null) {
      Path path = Files.createTempFile("weir-input-", ".spool");
      file =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    return file;
  }

  private Object writeReplace() throws NotSerializableException {
    throw new NotSerializableException(
        "Standard input and pipes can be read in this process only, not on a cluster.");
  }
}
