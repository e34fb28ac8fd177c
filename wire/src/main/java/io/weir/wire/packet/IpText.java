// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * IP addresses as text, written and read without allocating. IPv6 is written as RFC 5952 asks:
 * lower case, no leading zeros, the first longest run of two or more zero groups as {@code ::}, and
 * IPv4-mapped addresses as {@code ::ffff:192.0.2.1}. Thread-safe.
 */
public final class IpText {
  /** Bytes of the longest text this class writes or reads. */
  public static final int MAX_LENGTH = 45;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[][] OCTETS = octets();
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_SEVEN = 0x7f7f7f7f7f7f7f7fL;
  private static final long DOTS = 0x2e2e2e2e2e2e2e2eL;

  /** Brings the lowest bits of eight bytes together in the highest byte. */
  private static final long GATHER = 0x0102040810204080L;

  private static final int ZEROS = 0x30303030;
  private static final int HIGHEST = 0x80808080;

  /** Added to bytes below 128, sets the highest bit of those above nine. */
  private static final int ABOVE_NINE = 0x76767676;

  /** The smallest number of so many digits. */
  private static final int[] LEAST = {0, 0, 10, 100};

  /** The digits of an octet and a dot, the first in the lowest byte. */
  private static final int[] OCTETS_AND_DOTS = octetsAndDots();

  private static final byte[] LENGTHS = lengths();

  private IpText() {}

  private static byte[][] octets() {
    byte[][] all = new byte[256][];
    for (int i = 0; i < all.length; i++) {
      all[i] = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
    }
    return all;
  }

  private static byte[] lengths() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (OCTETS[i].length + 1);
    }
    return all;
  }

  private static int[] octetsAndDots() {
    int[] all = new int[256];
    for (int i = 0; i < all.length; i++) {
      byte[] digits = OCTETS[i];
      all[i] = '.' << (digits.length << 3);
      for (int digit = 0; digit < digits.length; digit++) {
        all[i] |= digits[digit] << (digit << 3);
      }
    }
    return all;
  }

  /**
   * Writes the address of {@code length} (4 or 16) bytes at {@code address[from]} as text to {@code
   * out[at]}, which needs room for {@link #MAX_LENGTH} bytes.
   *
   * @return the position behind the text
   */
  public static int write(byte[] address, int from, int length, byte[] out, int at) {
    return length == 4
        ? write4(BigEndian.i32(address, from), out, at)
        : write6(BigEndian.i64(address, from), BigEndian.i64(address, from + 8), out, at);
  }

  /** Writes an IPv4 address; returns the position behind the text. */
  public static int write4(int address, byte[] out, int at) {
    if (out.length - at >= 4 * Integer.BYTES) {
      int next = octetAndDot(address >>> 24, out, at);
      next = octetAndDot(address >>> 16 & 0xff, out, next);
      next = octetAndDot(address >>> 8 & 0xff, out, next);
      return octetAndDot(address & 0xff, out, next) - 1;
    }
    int next = octet(address >>> 24, out, at);
    out[next++] = '.';
    next = octet(address >>> 16 & 0xff, out, next);
    out[next++] = '.';
    next = octet(address >>> 8 & 0xff, out, next);
    out[next++] = '.';
    return octet(address & 0xff, out, next);
  }

  /** Writes four bytes at once, of which two to four count. */
  private static int octetAndDot(int value, byte[] out, int at) {
    INT.set(out, at, OCTETS_AND_DOTS[value]);
    return at + LENGTHS[value];
  }

  private static int octet(int value, byte[] out, int at) {
    byte[] digits = OCTETS[value];
    int next = at;
    for (byte digit : digits) {
      out[next++] = digit;
    }
    return next;
  }

  /** Writes an IPv6 address given as two big-endian halves; returns the position behind it. */
  public static int write6(long high, long low, byte[] out, int at) {
    int next = at;
    if (high == 0 && low >>> 32 == 0xffff) {
      for (byte b : MAPPED) {
        out[next++] = b;
      }
      return write4((int) low, out, next);
    }
    int run = longestZeros(high, low);
    int runStart = run >>> 4;
    int runEnd = runStart + (run & 0xf);
    int group = 0;
    while (group < 8) {
      if (group == runStart && runEnd > runStart) {
        out[next++] = ':';
        out[next++] = ':';
        group = runEnd;
        continue;
      }
      if (group != 0 && group != runEnd) {
        out[next++] = ':';
      } else if (group != 0 && runEnd == runStart) {
        out[next++] = ':';
      }
      next = group(groupAt(high, low, group++), out, next);
    }
    return next;
  }

  private static final byte[] MAPPED = "::ffff:".getBytes(StandardCharsets.US_ASCII);

  private static int groupAt(long high, long low, int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - ((index & 3) << 4))) & 0xffff;
  }

  /** The first longest run of at least two zero groups, as start &lt;&lt; 4 | length; 0 if none. */
  private static int longestZeros(long high, long low) {
    int best = 0;
    int bestLength = 1;
    int length = 0;
    for (int i = 0; i < 8; i++) {
      length = groupAt(high, low, i) == 0 ? length + 1 : 0;
      if (length > bestLength) {
        bestLength = length;
        best = (i + 1 - length) << 4 | length;
      }
    }
    return best;
  }

  private static int group(int value, byte[] out, int at) {
    int next = at;
    if (value >= 0x1000) {
      out[next++] = HEX[value >>> 12];
    }
    if (value >= 0x100) {
      out[next++] = HEX[value >>> 8 & 0xf];
    }
    if (value >= 0x10) {
      out[next++] = HEX[value >>> 4 & 0xf];
    }
    out[next++] = HEX[value & 0xf];
    return next;
  }

  /** The text of an address of 4 or 16 bytes, as a string. */
  public static String toString(byte[] address, int from, int length) {
    byte[] out = new byte[MAX_LENGTH];
    return new String(out, 0, write(address, from, length, out, 0), StandardCharsets.US_ASCII);
  }

  /**
   * Reads an address. Accepts dotted IPv4 without leading zeros and every form of IPv6 of RFC 4291
   * §2.2, in either case; no zone, no prefix length, no blanks.
   *
   * @param out receives the 4 or 16 bytes from index 0; needs room for 16
   * @return 4 or 16, or 0 if this is no address
   */
  public static int parse(byte[] text, int from, int length, byte[] out) {
    int end = from + length;
    if (length < 2 || length > MAX_LENGTH) {
      return 0;
    }
    for (int at = from; at < end && at < from + 5; at++) {
      if (text[at] == '.') {
        return parse4(text, from, end, out, 0) ? 4 : 0;
      }
      if (text[at] == ':') {
        return parse6(text, from, end, out) ? 16 : 0;
      }
    }
    return 0;
  }

  private static boolean parse4(byte[] text, int from, int end, byte[] out, int to) {
    if (from >= Integer.BYTES && from + 16 <= text.length && end - from <= 15) {
      return parseShort4(text, from, end, out, to);
    }
    int at = from;
    for (int i = 0; i < 4; i++) {
      if (i > 0 && (at >= end || text[at++] != '.')) {
        return false;
      }
      int start = at;
      int value = 0;
      while (at < end && at - start < 4 && text[at] >= '0' && text[at] <= '9') {
        value = value * 10 + text[at++] - '0';
      }
      boolean leadingZero = at - start > 1 && text[start] == '0';
      if (at == start || value > 255 || leadingZero) {
        return false;
      }
      out[to + i] = (byte) value;
    }
    return at == end;
  }

  /** The same where 16 bytes may be read: no step depends on how many digits an octet has. */
  private static boolean parseShort4(byte[] text, int from, int end, byte[] out, int to) {
    int stops = dots((long) LONG.get(text, from)) | (dots((long) LONG.get(text, from + 8)) << 8);
    int size = end - from;
    stops = (stops & ((1 << size) - 1)) | (1 << size);
    if (Integer.bitCount(stops) != 4) {
      return false;
    }
    int start = from;
    boolean isGood = true;
    for (int i = 0; i < 4; i++) {
      int stop = from + Integer.numberOfTrailingZeros(stops);
      stops &= stops - 1;
      int length = stop - start;
      int others = 32 - (length << 3);
      isGood &= length >= 1 && length <= 3;
      int digits = (((int) INT.get(text, stop - 4) ^ ZEROS) >>> others) << others;
      isGood &= (((digits + ABOVE_NINE) | digits) & HIGHEST) == 0;
      int value = (digits >>> 24) + 10 * ((digits >>> 16) & 0xff) + 100 * ((digits >>> 8) & 0xff);
      // Leading zeros make a number smaller than its length says.
      isGood &= value <= 255 && value >= LEAST[length & 3];
      out[to + i] = (byte) value;
      start = stop + 1;
    }
    return isGood;
  }

  /** A bit for each of eight bytes that is a dot. */
  private static int dots(long word) {
    long other = word ^ DOTS;
    long found = ~(((other & LOW_SEVEN) + LOW_SEVEN) | other | LOW_SEVEN);
    return (int) (((found >>> 7) * GATHER) >>> 56);
  }

  private static boolean parse6(byte[] text, int from, int end, byte[] out) {
    int at = from;
    int bytes = 0;
    int gap = -1;
    if (text[at] == ':') {
      if (at + 1 >= end || text[at + 1] != ':') {
        return false;
      }
      gap = 0;
      at += 2;
    }
    while (at < end) {
      int start = at;
      int value = 0;
      while (at < end && at - start < 5 && hex(text[at]) >= 0) {
        value = value << 4 | hex(text[at++]);
      }
      if (at < end && text[at] == '.') {
        if (bytes > 12 || !parse4(text, start, end, out, bytes)) {
          return false;
        }
        bytes += 4;
        break;
      }
      if (at == start || at - start > 4 || bytes > 14) {
        return false;
      }
      out[bytes++] = (byte) (value >>> 8);
      out[bytes++] = (byte) value;
      if (at == end) {
        break;
      }
      if (text[at++] != ':' || at == end) {
        return false;
      }
      if (text[at] == ':') {
        if (gap >= 0) {
          return false;
        }
        gap = bytes;
        at++;
      }
    }
    return gap < 0 ? bytes == 16 : spread(out, bytes, gap);
  }

  /** Moves what follows the {@code ::} to the end and fills the gap with zeros. */
  private static boolean spread(byte[] out, int bytes, int gap) {
    if (bytes > 14) {
      return false;
    }
    int tail = bytes - gap;
    for (int i = 1; i <= tail; i++) {
      out[16 - i] = out[bytes - i];
    }
    for (int i = gap; i < 16 - tail; i++) {
      out[i] = 0;
    }
    return true;
  }

  private static int hex(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
