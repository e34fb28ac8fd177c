// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a range of something that can be read at positions, through a direct buffer of its own: one
 * copy from the kernel, one to the caller.
 *
 * <p>The buffers are kept for later streams. Thread-locals would not do, since an engine may use a
 * new thread for every batch. Files are not mapped, for a mapped file that is cut while it is read
 * takes the process down.
 */
final class PositionedStream extends InputStream {
  /** Small enough to stay in the processor's second cache: a sixth faster than 1 MiB. */
  private static final int BUFFER_SIZE = 1 << 18;

  /** The first read; later ones double. Most files that are listed are only looked at. */
  private static final int FIRST_READ = 1 << 16;

  private static final int BUFFERS_KEPT = 16;
  private static final ArrayBlockingQueue<ByteBuffer> POOL = new ArrayBlockingQueue<>(BUFFERS_KEPT);

  /** Something that can be read at a position, as {@link java.nio.channels.FileChannel} can. */
  interface Source {
    /** Reads some bytes into the buffer; -1 at the end. */
    int read(ByteBuffer target, long position) throws IOException;
  }

  private final Source source;
  private final Closeable resource;
  private final long end;
  private long position;
  private int nextRead = FIRST_READ;
  private @Nullable ByteBuffer buffer;

  PositionedStream(Source source, Closeable resource, long start, long end) {
    this.source = source;
    this.resource = resource;
    this.position = start;
    this.end = end;
    ByteBuffer pooled = POOL.poll();
    this.buffer = pooled == null ? ByteBuffer.allocateDirect(BUFFER_SIZE) : pooled;
    this.buffer.clear().limit(0);
  }

  @Override
  public int read() throws IOException {
    ByteBuffer filled = filled();
    return filled == null ? -1 : filled.get() & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    ByteBuffer filled = filled();
    if (filled == null) {
      return -1;
    }
    int count = Math.min(length, filled.remaining());
    filled.get(target, offset, count);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    ByteBuffer open = open();
    if (count <= 0) {
      return 0;
    }
    int buffered = (int) Math.min(count, open.remaining());
    open.position(open.position() + buffered);
    long beyond = Math.min(count - buffered, Math.max(0, end - position));
    position += beyond;
    return buffered + beyond;
  }

  @Override
  public int available() {
    return buffer == null ? 0 : buffer.remaining();
  }

  /** The buffer with at least one byte in it, or null at the end. */
  private @Nullable ByteBuffer filled() throws IOException {
    ByteBuffer open = open();
    if (open.hasRemaining()) {
      return open;
    }
    if (position >= end) {
      return null;
    }
    open.clear().limit((int) Math.min(nextRead, end - position));
    nextRead = Math.min(BUFFER_SIZE, 2 * nextRead);
    int count;
    try {
      count = source.read(open, position);
    } finally {
      open.flip();
    }
    if (count <= 0) {
      return null;
    }
    position += count;
    return open;
  }

  private ByteBuffer open() throws IOException {
    if (buffer == null) {
      throw new IOException("The stream is closed.");
    }
    return buffer;
  }

  @Override
  public void close() throws IOException {
    ByteBuffer last = buffer;
    if (last != null) {
      buffer = null;
      POOL.offer(last);
      resource.close();
    }
  }
}
