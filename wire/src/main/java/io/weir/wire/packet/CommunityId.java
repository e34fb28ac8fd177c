// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Community ID version 1 (github.com/corelight/community-id-spec): the same text for both
 * directions of a flow, whatever tool wrote it. Holds working memory: one object a thread.
 */
public final class CommunityId {
  /** Bytes of every identifier's text. */
  public static final int LENGTH = 30;

  private static final byte[] BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;

  private final MessageDigest sha1;
  private final int seed;
  private final byte[] message = new byte[40];
  private final byte[] digest = new byte[20];

  /** Identifiers with the seed 0, which tools use unless told otherwise. */
  public CommunityId() {
    this(0);
  }

  /** Identifiers with a seed of 16 bits, unsigned. */
  public CommunityId(int seed) {
    this.seed = seed;
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-1", e);
    }
  }

  /**
   * Writes the identifier of a flow to {@code out[at]}: {@link #LENGTH} bytes.
   *
   * @param protocol IP protocol number
   * @param addressLength 4 or 16, for both addresses
   * @param sourcePort the port, or ICMP's type
   * @param destinationPort the port, or ICMP's code; where an ICMP type has an answering type, that
   *     one counts and this argument does not
   * @return the position behind the text
   */
  public int write(
      int protocol,
      byte[] source,
      int sourceAt,
      byte[] destination,
      int destinationAt,
      int addressLength,
      int sourcePort,
      int destinationPort,
      byte[] out,
      int at) {
    int to = destinationPort;
    boolean ordered = false;
    if (protocol == ICMP || protocol == ICMPV6) {
      int pair = protocol == ICMP ? IcmpPair.version4(sourcePort) : IcmpPair.version6(sourcePort);
      ordered = pair < 0;
      to = ordered ? to : pair;
    }
    boolean ports = ordered || hasPorts(protocol);
    if (!ordered) {
      int order = compare(source, sourceAt, destination, destinationAt, addressLength);
      ordered = order < 0 || (order == 0 && (!ports || sourcePort <= to));
    }
    BigEndian.put16(message, 0, seed);
    System.arraycopy(source, sourceAt, message, ordered ? 2 : 2 + addressLength, addressLength);
    System.arraycopy(
        destination, destinationAt, message, ordered ? 2 + addressLength : 2, addressLength);
    int next = 2 + 2 * addressLength;
    message[next++] = (byte) protocol;
    message[next++] = 0;
    if (ports) {
      BigEndian.put16(message, next, ordered ? sourcePort : to);
      BigEndian.put16(message, next + 2, ordered ? to : sourcePort);
      next += 4;
    }
    return hash(next, out, at);
  }

  private static boolean hasPorts(int protocol) {
    return switch (protocol) {
      case 1, 6, 17, 58, 132 -> true;
      default -> false;
    };
  }

  private static int compare(byte[] a, int aAt, byte[] b, int bAt, int length) {
    for (int i = 0; i < length; i++) {
      int order = Byte.compareUnsigned(a[aAt + i], b[bAt + i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int hash(int length, byte[] out, int at) {
    sha1.update(message, 0, length);
    try {
      sha1.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-1 is 20 bytes long", e);
    }
    int next = at;
    out[next++] = '1';
    out[next++] = ':';
    for (int i = 0; i < 18; i += 3) {
      int bits = (digest[i] & 0xff) << 16 | (digest[i + 1] & 0xff) << 8 | (digest[i + 2] & 0xff);
      out[next++] = BASE64[bits >>> 18];
      out[next++] = BASE64[bits >>> 12 & 63];
      out[next++] = BASE64[bits >>> 6 & 63];
      out[next++] = BASE64[bits & 63];
    }
    int bits = (digest[18] & 0xff) << 16 | (digest[19] & 0xff) << 8;
    out[next++] = BASE64[bits >>> 18];
    out[next++] = BASE64[bits >>> 12 & 63];
    out[next++] = BASE64[bits >>> 6 & 63];
    out[next++] = '=';
    return next;
  }

  /** The identifier as a string; arguments as for {@link #write}. */
  public String of(
      int protocol, byte[] source, byte[] destination, int sourcePort, int destinationPort) {
    byte[] out = new byte[LENGTH];
    write(protocol, source, 0, destination, 0, source.length, sourcePort, destinationPort, out, 0);
    return new String(out, StandardCharsets.US_ASCII);
  }
}
