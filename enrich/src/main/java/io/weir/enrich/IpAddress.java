// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import io.weir.wire.packet.IpText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits; an IPv4 address is its IPv4-mapped form {@code ::ffff:a.b.c.d}, so the
 * two spellings are one address, an IPv4 one. Immutable.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) {
  /** Bits of an IPv6 address in front of the IPv4 address that it maps (RFC 4291 §2.5.5.2). */
  static final int MAPPED_BITS = 96;

  private static final long MAPPED = 0xffff_0000_0000L;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  /**
   * Reads an address in text: dotted IPv4 without leading zeros, or IPv6 in any form of RFC 4291
   * §2.2, without a zone.
   *
   * @return null if the text is no address
   */
  public static @Nullable IpAddress parse(String text) {
    if (text.length() > IpText.MAX_LENGTH) {
      return null;
    }
    // Characters outside Latin-1 become '?', which is in no address.
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] address = new byte[16];
    return switch (IpText.parse(bytes, 0, bytes.length, address)) {
      case 4 -> ofV4((int) INT.get(address, 0));
      case 16 -> new IpAddress((long) LONG.get(address, 0), (long) LONG.get(address, 8));
      default -> null;
    };
  }

  /** The IPv4 address with these 32 bits. */
  static IpAddress ofV4(int bits) {
    return new IpAddress(0, MAPPED | (bits & 0xffff_ffffL));
  }

  /** True for an IPv4 address, also when it was written as an IPv4-mapped IPv6 address. */
  public boolean isV4() {
    return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED;
  }

  /** 32 or 128. */
  int bits() {
    return isV4() ? 32 : 128;
  }

  /** The address with the bits after the first {@code prefix} cleared, counted in its family. */
  IpAddress network(int prefix) {
    int kept = isV4() ? prefix + MAPPED_BITS : prefix;
    return new IpAddress(high & mask(kept), low & mask(kept - 64));
  }

  /** The last address with the same first {@code prefix} bits, counted in its family. */
  IpAddress last(int prefix) {
    int kept = isV4() ? prefix + MAPPED_BITS : prefix;
    return new IpAddress(high | ~mask(kept), low | ~mask(kept - 64));
  }

  /** A 64-bit mask with the first {@code bits} bits set; all of them above 64, none below 0. */
  private static long mask(int bits) {
    if (bits <= 0) {
      return 0;
    }
    return bits >= 64 ? -1L : -1L << (64 - bits);
  }

  /** The address in network byte order: 4 or 16 bytes. */
  byte[] bytes() {
    if (isV4()) {
      byte[] four = new byte[4];
      INT.set(four, 0, (int) low);
      return four;
    }
    return mappedBytes();
  }

  /** The address in network byte order, always 16 bytes. */
  byte[] mappedBytes() {
    byte[] sixteen = new byte[16];
    LONG.set(sixteen, 0, high);
    LONG.set(sixteen, 8, low);
    return sixteen;
  }

  InetAddress inetAddress() {
    try {
      return InetAddress.getByAddress(bytes());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are always an address", e);
    }
  }

  /** The name whose PTR record names the host (RFC 1035 §3.5, RFC 3596 §2.5), without a dot. */
  String reverseName() {
    if (isV4()) {
      int v4 = (int) low;
      return String.format(
          Locale.ROOT,
          "%d.%d.%d.%d.in-addr.arpa",
          v4 & 0xff,
          (v4 >>> 8) & 0xff,
          (v4 >>> 16) & 0xff,
          v4 >>> 24);
    }
    StringBuilder name = new StringBuilder(72);
    for (int shift = 0; shift < 128; shift += 4) {
      long half = shift < 64 ? low : high;
      name.append(HEX[(int) (half >>> shift) & 0xf]).append('.');
    }
    return name.append("ip6.arpa").toString();
  }

  /** The text of RFC 5952; dotted for an IPv4 address. */
  @Override
  public String toString() {
    byte[] bytes = bytes();
    return IpText.toString(bytes, 0, bytes.length);
  }
}
