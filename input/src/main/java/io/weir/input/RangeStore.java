// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A part of another store: a member of an archive that is stored as it is. */
final class RangeStore implements Store {
  private static final long serialVersionUID = 1L;

  private final Store whole;
  private final long start;
  private final long length;

  RangeStore(Store whole, long start, long length) {
    this.whole = whole;
    this.start = start;
    this.length = length;
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
    long skipped = Math.min(offset, length);
    return new Limited(whole.open(start + skipped), length - skipped);
  }

  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      int value = left > 0 ? in.read() : -1;
      if (value >= 0) {
        left--;
      }
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      Objects.checkFromIndexSize(offset, count, target.length);
      if (count == 0) {
        return 0;
      }
      if (left <= 0) {
        return -1;
      }
      int got = in.read(target, offset, (int) Math.min(count, left));
      if (got > 0) {
        left -= got;
      }
      return got;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
