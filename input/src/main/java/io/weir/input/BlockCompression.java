// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Compressions of single blocks inside files that have a form of their own. */
public enum BlockCompression {
  LZO,
  LZ4,
  BZ2,
  ZSTD;

  /** What {@link #decompress} gives when the content does not fit. */
  public static final int FULL = -1;

  /** What {@link #decompress} gives when the block is broken. */
  public static final int CORRUPT = -2;

  /**
   * Decompresses {@code block[from .. from + length)} to the beginning of {@code out}, which bounds
   * memory and time.
   *
   * @return bytes of content, {@link #FULL} or {@link #CORRUPT}
   */
  public int decompress(byte[] block, int from, int length, byte[] out) {
    return switch (this) {
      case LZO -> new LzoBlock().decode(block, from, length, out);
      case LZ4 -> lz4(block, from, length, out);
      case BZ2 -> bzip2(block, from, length, out);
      case ZSTD -> zstd(block, from, length, out);
    };
  }

  private static int lz4(byte[] block, int from, int length, byte[] out) {
    Lz4Block lz4 = new Lz4Block();
    if (lz4.decode(block, from, from + length, out, 0, out.length)) {
      return lz4.limit();
    }
    return lz4.isFull() ? FULL : CORRUPT;
  }

  private static int bzip2(byte[] block, int from, int length, byte[] out) {
    try (InputStream in =
        new BZip2CompressorInputStream(new ByteArrayInputStream(block, from, length))) {
      int count = in.readNBytes(out, 0, out.length);
      return count == out.length && in.read() >= 0 ? FULL : count;
    } catch (IOException | RuntimeException e) {
      return CORRUPT; // The library throws unchecked exceptions too at broken content.
    }
  }

  private static int zstd(byte[] block, int from, int length, byte[] out) {
    try {
      return (int) Zstd.decompressByteArray(out, 0, out.length, block, from, length);
    } catch (ZstdException e) {
      return e.getErrorCode() == Zstd.errDstSizeTooSmall() ? FULL : CORRUPT;
    }
  }
}
