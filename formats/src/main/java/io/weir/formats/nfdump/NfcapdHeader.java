// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import io.weir.input.BlockCompression;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The header of an nfcapd file: layout 1 is that of nfdump 1.6, layout 2 that of 1.7.
 *
 * @param compression of all its blocks; empty when they are plain
 * @param blocks how many there are; 0 in a file that is still written, or was left so
 * @param firstBlock offset of the first one
 * @param appendix offset behind the last one, where names and statistics are; 0 when there is none
 * @param ident the name that the collector was given; empty when it is not in the header
 * @param defect why the file cannot be read; empty when it can
 */
record NfcapdHeader(
    HostNumbers numbers,
    int layout,
    Optional<BlockCompression> compression,
    long blocks,
    long firstBlock,
    long appendix,
    String ident,
    String defect) {
  /** So many first bytes hold the header of either layout. */
  static final int MOST_BYTES = 276;

  private static final int LENGTH_2 = 40;
  private static final int IDENT_AT = 12;
  private static final int IDENT_LENGTH = 128;

  /** What nfdump calls a source without a name. */
  private static final String NO_IDENT = "none";

  private static final int FLAG_LZO = 0x1;
  private static final int FLAG_BZ2 = 0x8;
  private static final int FLAG_LZ4 = 0x10;

  /** True for bytes that begin with the mark of an nfcapd file, in either byte order. */
  static boolean isMagic(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] == 0x0c && (bytes[1] & 0xff) == 0xa5)
            || ((bytes[0] & 0xff) == 0xa5 && bytes[1] == 0x0c));
  }

  /** Reads a header from the first bytes of a file, which have its mark. */
  static NfcapdHeader of(byte[] bytes) {
    HostNumbers numbers = new HostNumbers(bytes[0] != 0x0c);
    int layout = bytes.length < 4 ? 0 : numbers.u16(bytes, 2);
    int length = layout == 1 ? MOST_BYTES : LENGTH_2;
    if (bytes.length < length) {
      return broken(numbers, layout, "it ends inside its header");
    }
    return switch (layout) {
      case 1 -> layout1(numbers, bytes);
      case 2 -> layout2(numbers, bytes);
      default -> broken(numbers, layout, "its layout is not known (" + layout + ")");
    };
  }

  private static NfcapdHeader broken(HostNumbers numbers, int layout, String defect) {
    return new NfcapdHeader(numbers, layout, Optional.empty(), 0, 0, 0, "", defect);
  }

  private static NfcapdHeader layout1(HostNumbers numbers, byte[] bytes) {
    int flags = numbers.i32(bytes, 4);
    Optional<BlockCompression> compression = Optional.empty();
    if ((flags & FLAG_LZO) != 0) {
      compression = Optional.of(BlockCompression.LZO);
    } else if ((flags & FLAG_BZ2) != 0) {
      compression = Optional.of(BlockCompression.BZ2);
    } else if ((flags & FLAG_LZ4) != 0) {
      compression = Optional.of(BlockCompression.LZ4);
    }
    return new NfcapdHeader(
        numbers,
        1,
        compression,
        numbers.u32(bytes, 8),
        MOST_BYTES,
        0,
        ident(bytes, IDENT_AT, IDENT_LENGTH),
        "");
  }

  private static NfcapdHeader layout2(HostNumbers numbers, byte[] bytes) {
    int code = bytes[16] & 0xff;
    if (code > 4) {
      return broken(numbers, 2, "its compression is not known (" + code + ")");
    }
    if (bytes[17] != 0) {
      return broken(numbers, 2, "it is encrypted");
    }
    Optional<BlockCompression> compression =
        switch (code) {
          case 1 -> Optional.of(BlockCompression.LZO);
          case 2 -> Optional.of(BlockCompression.BZ2);
          case 3 -> Optional.of(BlockCompression.LZ4);
          case 4 -> Optional.of(BlockCompression.ZSTD);
          default -> Optional.empty();
        };
    long appendix = numbers.u16(bytes, 18) == 0 ? 0 : Math.max(0, numbers.i64(bytes, 24));
    return new NfcapdHeader(
        numbers, 2, compression, numbers.u32(bytes, 36), LENGTH_2, appendix, "", "");
  }

  /** A name in a field that zeros fill; empty when there is none. */
  static String ident(byte[] bytes, int from, int most) {
    int end = from;
    while (end < from + most && bytes[end] != 0) {
      end++;
    }
    String ident = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    return ident.equals(NO_IDENT) ? "" : ident;
  }

  /** In words, for {@code weir detect}. */
  String what() {
    String packing = compression.map(BlockCompression::name).orElse("not compressed");
    return "nfcapd, layout %d, %s, %s endian"
        .formatted(layout, packing, numbers.isBig() ? "big" : "little");
  }
}
