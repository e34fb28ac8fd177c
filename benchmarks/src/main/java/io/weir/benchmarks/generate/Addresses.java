// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

/**
 * Gives the hosts of a capture other addresses, the same for the same host and number: packets that
 * belong together still do. Checksums that were right stay right (RFC 1624).
 */
final class Addresses {
  private static final int ETHERNET = 14;
  private static final int VLAN_TAG = 4;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int VLAN = 0x8100;
  private static final int TCP = 6;
  private static final int UDP = 17;

  private Addresses() {}

  /** Changes a frame: {@code number} is xored into the last three bytes of each address. */
  static void rewrite(byte[] frame, int number) {
    int at = ETHERNET;
    int type = at <= frame.length ? word(frame, at - 2) : 0;
    if (type == VLAN && at + VLAN_TAG <= frame.length) {
      at += VLAN_TAG;
      type = word(frame, at - 2);
    }
    if (type == IPV4 && at + 20 <= frame.length && frame[at] >> 4 == 4) {
      ipv4(frame, at, number);
    } else if (type == IPV6 && at + 40 <= frame.length) {
      ipv6(frame, at, number);
    }
  }

  private static void ipv4(byte[] frame, int at, int number) {
    int change = change(frame, at + 12, number) + change(frame, at + 16, number);
    adjust(frame, at + 10, change);
    boolean isFirst = (word(frame, at + 6) & 0x1fff) == 0;
    if (isFirst) {
      transport(frame, at + (frame[at] & 15) * 4, frame[at + 9], change);
    }
  }

  private static void ipv6(byte[] frame, int at, int number) {
    int change = change(frame, at + 20, number) + change(frame, at + 36, number);
    transport(frame, at + 40, frame[at + 6], change);
  }

  private static void transport(byte[] frame, int at, int protocol, int change) {
    if (protocol == TCP && at + 18 <= frame.length) {
      adjust(frame, at + 16, change);
    } else if (protocol == UDP && at + 8 <= frame.length && word(frame, at + 6) != 0) {
      adjust(frame, at + 6, change);
    }
  }

  /** Changes the four bytes that end an address; by how much the sum of its words grew. */
  private static int change(byte[] frame, int at, int number) {
    int before = word(frame, at) + word(frame, at + 2);
    frame[at + 1] ^= (byte) (number >> 16);
    frame[at + 2] ^= (byte) (number >> 8);
    frame[at + 3] ^= (byte) number;
    return word(frame, at) + word(frame, at + 2) - before;
  }

  private static void adjust(byte[] frame, int at, int change) {
    int sum = (~word(frame, at) & 0xffff) + Math.floorMod(change, 0xffff);
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    frame[at] = (byte) (~sum >> 8);
    frame[at + 1] = (byte) ~sum;
  }

  private static int word(byte[] frame, int at) {
    return (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
  }
}
