// SPDX-License-Identifier: Apache-2.0
package io.weir.wire;

import io.weir.wire.packet.IpText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text under construction, as bytes: what decoders write names and record data into without making
 * Strings. Grows as needed; {@link #clear} keeps the room. Not thread-safe.
 */
public final class ByteText {
  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] BASE64 =
      ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
  private static final byte[] BASE32HEX = ascii("0123456789abcdefghijklmnopqrstuv");

  private byte[] bytes;
  private int length;

  public ByteText() {
    this(256);
  }

  public ByteText(int room) {
    bytes = new byte[room];
  }

  /** The text's bytes are {@code bytes()[0 .. length())}; the array changes when the text grows. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  /** Cuts the text back to a length it had before. */
  public void truncate(int newLength) {
    if (newLength < 0 || newLength > length) {
      throw new IllegalArgumentException("Cannot cut " + length + " bytes to " + newLength);
    }
    length = newLength;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Appends one byte. */
  public ByteText append(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** Appends a byte range as it is. */
  public ByteText append(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** Appends all bytes of an array as they are. */
  public ByteText append(byte[] source) {
    return append(source, 0, source.length);
  }

  /** Appends ASCII text. */
  public ByteText append(String text) {
    int count = text.length();
    ensure(count);
    for (int i = 0; i < count; i++) {
      bytes[length + i] = (byte) text.charAt(i);
    }
    length += count;
    return this;
  }

  /** Appends a byte range with ASCII letters in lower case. */
  public ByteText appendLower(byte[] source, int offset, int count) {
    ensure(count);
    for (int i = 0; i < count; i++) {
      bytes[length + i] = (byte) lower(source[offset + i]);
    }
    length += count;
    return this;
  }

  /** Appends a number in decimal. */
  public ByteText appendDecimal(long value) {
    if (value < 0) {
      return append(Long.toString(value));
    }
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    appendPadded(value, digits);
    return this;
  }

  /** Appends the last digits of a number of at least 0, with zeros before it. */
  public ByteText appendPadded(long value, int digits) {
    ensure(digits);
    long rest = value;
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Appends two lower-case hexadecimal digits a byte. */
  public ByteText appendHex(byte[] source, int offset, int count) {
    ensure(2 * count);
    for (int i = 0; i < count; i++) {
      int value = source[offset + i];
      bytes[length++] = HEX[value >> 4 & 0xf];
      bytes[length++] = HEX[value & 0xf];
    }
    return this;
  }

  /** Appends base64 with padding (RFC 4648 §4). */
  public ByteText appendBase64(byte[] source, int offset, int count) {
    ensure((count + 2) / 3 * 4);
    int end = offset + count;
    for (int at = offset; at < end; at += 3) {
      int group =
          (source[at] & 0xff) << 16
              | (at + 1 < end ? (source[at + 1] & 0xff) << 8 : 0)
              | (at + 2 < end ? source[at + 2] & 0xff : 0);
      bytes[length++] = BASE64[group >> 18];
      bytes[length++] = BASE64[group >> 12 & 0x3f];
      bytes[length++] = at + 1 < end ? BASE64[group >> 6 & 0x3f] : (byte) '=';
      bytes[length++] = at + 2 < end ? BASE64[group & 0x3f] : (byte) '=';
    }
    return this;
  }

  /** Appends lower-case base32 of the extended hex alphabet, without padding (RFC 4648 §7). */
  public ByteText appendBase32Hex(byte[] source, int offset, int count) {
    ensure((count * 8 + 4) / 5);
    int held = 0;
    int bits = 0;
    for (int i = 0; i < count; i++) {
      held = held << 8 | (source[offset + i] & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        bytes[length++] = BASE32HEX[held >> bits & 0x1f];
      }
    }
    if (bits > 0) {
      bytes[length++] = BASE32HEX[held << (5 - bits) & 0x1f];
    }
    return this;
  }

  /** Appends an IPv4 address of 4 bytes in dotted decimal. */
  public ByteText appendIpv4(byte[] source, int offset) {
    return appendAddress(source, offset, 4);
  }

  /** Appends an IPv6 address of 16 bytes in the canonical form (RFC 5952). */
  public ByteText appendIpv6(byte[] source, int offset) {
    return appendAddress(source, offset, 16);
  }

  private ByteText appendAddress(byte[] source, int offset, int width) {
    ensure(IpText.MAX_LENGTH);
    length = IpText.write(source, offset, width, bytes, length);
    return this;
  }

  /** An ASCII letter in lower case; other bytes as they are (RFC 4343). */
  public static int lower(int value) {
    return value >= 'A' && value <= 'Z' ? value + ('a' - 'A') : value;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), 2 * bytes.length));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
