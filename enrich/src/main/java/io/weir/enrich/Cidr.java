// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import org.jspecify.annotations.Nullable;

/**
 * A prefix of addresses, such as {@code 10.0.0.0/8}. Immutable.
 *
 * @param network its first address
 * @param bits the length: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
record Cidr(IpAddress network, int bits) {

  /**
   * Reads {@code ADDRESS/BITS}, or an address alone, which is a prefix of one address. Host bits
   * are cleared. An IPv4-mapped prefix of 96 bits or more is one of IPv4.
   *
   * @return null if the text is no prefix
   */
  static @Nullable Cidr parse(String text) {
    int slash = text.indexOf('/');
    IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    int bits = slash < 0 ? address.bits() : number(text, slash + 1);
    boolean mapped = address.isV4() && text.indexOf(':') >= 0;
    if (slash >= 0 && mapped) {
      bits -= IpAddress.MAPPED_BITS;
    }
    return of(address, bits);
  }

  /**
   * The prefix of this length around an address; null if the address has fewer bits, or below 0.
   */
  static @Nullable Cidr of(IpAddress address, long bits) {
    if (bits < 0 || bits > address.bits()) {
      return null;
    }
    return new Cidr(address.network((int) bits), (int) bits);
  }

  boolean contains(IpAddress address) {
    return address.isV4() == network.isV4() && address.network(bits).equals(network);
  }

  /** One to three digits up to the end of the text; -1 if there is anything else. */
  private static int number(String text, int from) {
    if (from == text.length() || text.length() - from > 3) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  @Override
  public String toString() {
    return network + "/" + bits;
  }
}
