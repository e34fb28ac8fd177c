// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** Decompressors of other libraries; apart, so that a plain file loads none of them. */
final class LibraryStreams {
  /** Largest window accepted, as the power of two: what the zstd command accepts unasked. */
  private static final int ZSTD_WINDOW_LOG = 27;

  private static final int XZ_MEMORY_KIB = 256 * 1024;
  private static final int BUFFER = 1 << 16;

  private LibraryStreams() {}

  static InputStream zstd(InputStream stored) throws IOException {
    return new SmallReads(new ZstdInputStreamNoFinalizer(stored).setLongMax(ZSTD_WINDOW_LOG));
  }

  static InputStream bzip2(InputStream stored) throws IOException {
    return new ByteReads(
        new BZip2CompressorInputStream(new BufferedInputStream(stored, BUFFER), true));
  }

  static InputStream xz(InputStream stored) throws IOException {
    return new SmallReads(
        new XZInputStream(new BufferedInputStream(stored, BUFFER), XZ_MEMORY_KIB));
  }

  /** A failing call forgets what it wrote before; the less it may write, the less is lost. */
  private static final class SmallReads extends FilterInputStream {
    private static final int LIMIT = 1 << 14;

    SmallReads(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return in.read(target, offset, Math.min(length, LIMIT));
    }
  }

  /** The bzip2 stream's own bulk read loses what it has when it fails; so read single bytes. */
  private static final class ByteReads extends FilterInputStream {
    private @Nullable IOException failure;

    ByteReads(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = 0;
      try {
        while (failure == null && count < length) {
          int value = in.read();
          if (value < 0) {
            break;
          }
          target[offset + count++] = (byte) value;
        }
      } catch (IOException | RuntimeException e) {
        failure = e instanceof IOException io ? io : new IOException(e);
      }
      if (count == 0 && failure != null) {
        throw failure;
      }
      return count == 0 && length > 0 ? -1 : count;
    }
  }
}
