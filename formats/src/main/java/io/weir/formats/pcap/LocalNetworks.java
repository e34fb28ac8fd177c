// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.packet.IpText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The networks that are the own ones, by prefixes. */
final class LocalNetworks {
  /** A prefix of {@code bits} bits, of an address as an endpoint keeps it. */
  private record Prefix(int ipVersion, long high, long low, int bits) {
    boolean contains(Endpoint endpoint, int version) {
      if (version != ipVersion) {
        return false;
      }
      if (ipVersion == 4) {
        return bits == 0 || (endpoint.low ^ low) >>> (32 - bits) == 0;
      }
      if (bits <= 64) {
        return bits == 0 || (endpoint.high ^ high) >>> (64 - bits) == 0;
      }
      return endpoint.high == high && (endpoint.low ^ low) >>> (128 - bits) == 0;
    }
  }

  private final List<Prefix> prefixes = new ArrayList<>();

  /** Adds {@code 10.0.0.0/8} or a single address; false if the text is neither. */
  boolean add(String text) {
    int slash = text.indexOf('/');
    byte[] ascii =
        text.substring(0, slash < 0 ? text.length() : slash).getBytes(StandardCharsets.US_ASCII);
    byte[] address = new byte[16];
    int length = IpText.parse(ascii, 0, ascii.length, address);
    try {
      int bits = slash < 0 ? 8 * length : Integer.parseInt(text.substring(slash + 1));
      if (length == 0 || bits < 0 || bits > 8 * length) {
        return false;
      }
      ByteBuffer bytes = ByteBuffer.wrap(address);
      prefixes.add(
          length == 4
              ? new Prefix(4, 0, bytes.getInt() & 0xffff_ffffL, bits)
              : new Prefix(6, bytes.getLong(), bytes.getLong(), bits));
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  boolean contains(Endpoint endpoint, int ipVersion) {
    for (Prefix prefix : prefixes) {
      if (prefix.contains(endpoint, ipVersion)) {
        return true;
      }
    }
    return false;
  }
}
