// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

/**
 * Decodes blocks of LZO1X as the notes of the Linux kernel describe its instructions
 * (Documentation/staging/lzo.rst). Linear in what is written, which is bounded. One object for one
 * block after another; not thread-safe.
 */
final class LzoBlock {
  private static final int BEHIND_LITERALS = 4;

  /** The end is a match at this distance. */
  private static final int END = 16384;

  /** A match of three bytes behind a run of literals is further away than this. */
  private static final int FAR = 2049;

  private static final int CORRUPT = Integer.MIN_VALUE;

  private byte[] in = new byte[0];
  private byte[] out = new byte[0];
  private int at;
  private int end;
  private int limit;

  /** Literals behind the last instruction, up to three; {@link #BEHIND_LITERALS} after a run. */
  private int state;

  private boolean isEnded;

  /**
   * Decodes {@code bytes[from .. from + length)} to the beginning of {@code target}.
   *
   * @return bytes written, or one of the codes of {@link BlockCompression}
   */
  int decode(byte[] bytes, int from, int length, byte[] target) {
    in = bytes;
    out = target;
    at = from;
    end = from + length;
    limit = 0;
    state = 0;
    isEnded = false;
    if (length > 0 && (in[at] & 0xff) > 17) {
      int count = (in[at++] & 0xff) - 17;
      int defect = literals(count);
      if (defect != 0) {
        return defect;
      }
      state = Math.min(count, BEHIND_LITERALS);
    }
    while (at < end) {
      int defect = instruction(in[at++] & 0xff);
      if (isEnded || defect != 0) {
        return isEnded ? limit : defect;
      }
    }
    return BlockCompression.CORRUPT; // Without its end.
  }

  private int instruction(int code) {
    if (code >= 64) {
      int length = code >= 128 ? 5 + (code >> 5 & 3) : 3 + (code >> 5 & 1);
      return match(length, (next() << 3) + (code >> 2 & 7) + 1, code & 3);
    }
    if (code >= 32) {
      int length = extended(code & 31, 31) + 2;
      int low = next();
      int high = next();
      return match(length, (high << 6 | low >> 2) + 1, low & 3);
    }
    if (code >= 16) {
      int length = extended(code & 7, 7) + 2;
      int low = next();
      int high = next();
      int distance = END + ((code & 8) << 11) + (high << 6 | low >> 2);
      isEnded = distance == END && low >= 0 && high >= 0;
      return isEnded ? 0 : match(length, distance, low & 3);
    }
    if (state == 0) {
      int length = extended(code, 15) + 3;
      state = BEHIND_LITERALS;
      return literals(length);
    }
    int far = state == BEHIND_LITERALS ? 1 : 0;
    return match(2 + far, (next() << 2) + (code >> 2) + (far == 1 ? FAR : 1), code & 3);
  }

  /** The next byte, or a negative number that makes any distance negative. */
  private int next() {
    return at < end ? in[at++] & 0xff : CORRUPT >> 12;
  }

  /** A length in an instruction's bits; when they are zero, in further bytes. */
  private int extended(int bits, int most) {
    if (bits != 0) {
      return bits;
    }
    int sum = most;
    while (at < end && in[at] == 0) {
      at++;
      sum += 255;
      if (sum > out.length + 512) {
        break;
      }
    }
    int last = next();
    return last < 0 ? CORRUPT : sum + last;
  }

  private int match(int length, int distance, int literals) {
    if (distance <= 0 || distance > limit || length <= 0) {
      return BlockCompression.CORRUPT;
    }
    if (length > out.length - limit) {
      return BlockCompression.FULL;
    }
    Lz4Block.repeat(out, limit, distance, length);
    limit += length;
    state = literals;
    return literals(literals);
  }

  private int literals(int count) {
    if (count < 0 || count > end - at) {
      return BlockCompression.CORRUPT;
    }
    if (count > out.length - limit) {
      return BlockCompression.FULL;
    }
    Lz4Block.copy(in, at, out, limit, count);
    at += count;
    limit += count;
    return 0;
  }
}
