// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

/** Decodes the escapes of JSON strings into UTF-8. */
public final class JsonString {
  /** What is answered for text with a wrong escape. */
  public static final int BAD = -1;

  private static final int REPLACEMENT = 0xfffd;

  private JsonString() {}

  /**
   * Copies a string's content with its escapes decoded; half surrogates are replaced. The result is
   * never longer.
   *
   * @return the end in the target; {@link #BAD} when an escape is none
   */
  public static int decode(byte[] bytes, int from, int end, byte[] target, int start) {
    int to = start;
    int i = from;
    while (i < end) {
      byte c = bytes[i];
      if (c != '\\') {
        target[to++] = c;
        i++;
      } else if (i + 1 < end && bytes[i + 1] == 'u') {
        int unit = unit(bytes, i, end);
        if (unit < 0) {
          return BAD;
        }
        i += 6;
        int low = Character.isHighSurrogate((char) unit) ? unit(bytes, i, end) : BAD;
        if (low >= 0 && Character.isLowSurrogate((char) low)) {
          to = encode(Character.toCodePoint((char) unit, (char) low), target, to);
          i += 6;
        } else {
          to = encode(Character.isSurrogate((char) unit) ? REPLACEMENT : unit, target, to);
        }
      } else if (isByte(bytes, i, end)) {
        target[to++] = (byte) hex(bytes, i + 3);
        i += 5;
      } else {
        int plain = i + 1 < end ? plain(bytes[i + 1]) : BAD;
        if (plain < 0) {
          return BAD;
        }
        target[to++] = (byte) plain;
        i += 2;
      }
    }
    return to;
  }

  /**
   * Whether the text {@code \xHH} stands here for a byte that Zeek does not write as it is: a
   * control character, or one that is no UTF-8. Zeek does not tell it from such a text.
   */
  private static boolean isByte(byte[] bytes, int i, int end) {
    if (i + 5 > end || bytes[i + 1] != '\\' || bytes[i + 2] != 'x') {
      return false;
    }
    int value = hex(bytes, i + 3);
    return value >= 0 && (value < ' ' || value >= 0x7f);
  }

  /** Two hexadecimal digits; negative when they are none. */
  private static int hex(byte[] bytes, int i) {
    int high = Character.digit(bytes[i], 16);
    int low = Character.digit(bytes[i + 1], 16);
    return high < 0 || low < 0 ? BAD : high * 16 + low;
  }

  private static int plain(byte escape) {
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> BAD;
    };
  }

  /** The four digits of an escape that begins at {@code i}; {@link #BAD} when there is none. */
  private static int unit(byte[] bytes, int i, int end) {
    if (i + 6 > end || bytes[i] != '\\' || bytes[i + 1] != 'u') {
      return BAD;
    }
    int value = 0;
    for (int k = i + 2; k < i + 6; k++) {
      int digit = Character.digit(bytes[k], 16);
      if (digit < 0) {
        return BAD;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private static int encode(int c, byte[] target, int to) {
    int at = to;
    if (c < 0x80) {
      target[at++] = (byte) c;
    } else if (c < 0x800) {
      target[at++] = (byte) (0xc0 | c >> 6);
      target[at++] = (byte) (0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
      target[at++] = (byte) (0xe0 | c >> 12);
      target[at++] = (byte) (0x80 | (c >> 6 & 0x3f));
      target[at++] = (byte) (0x80 | (c & 0x3f));
    } else {
      target[at++] = (byte) (0xf0 | c >> 18);
      target[at++] = (byte) (0x80 | (c >> 12 & 0x3f));
      target[at++] = (byte) (0x80 | (c >> 6 & 0x3f));
      target[at++] = (byte) (0x80 | (c & 0x3f));
    }
    return at;
  }
}
