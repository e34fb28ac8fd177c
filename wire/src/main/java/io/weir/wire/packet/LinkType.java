// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** Link types of the pcap registry (LINKTYPE_ values) that the decoder knows. */
public final class LinkType {
  /** BSD loopback: the address family in the capturing machine's byte order. */
  public static final int NULL = 0;

  /** Ethernet. */
  public static final int ETHERNET = 1;

  /** ARCnet with the headers of BSD. */
  public static final int ARCNET_BSD = 7;

  /** PPP, perhaps with address and control bytes. */
  public static final int PPP = 9;

  /** RFC 1483 LLC on ATM. */
  public static final int ATM_RFC1483 = 11;

  /** PPP in HDLC-like framing, or Cisco HDLC. */
  public static final int PPP_HDLC = 50;

  /** PPPoE without its Ethernet header. */
  public static final int PPP_ETHER = 51;

  /** Raw IP, version from the first nibble. */
  public static final int RAW = 101;

  /** Cisco HDLC. */
  public static final int C_HDLC = 104;

  /** IEEE 802.11 frames. */
  public static final int IEEE802_11 = 105;

  /** Frame Relay. */
  public static final int FRELAY = 107;

  /** OpenBSD loopback: the address family in network byte order. */
  public static final int LOOP = 108;

  /** Linux cooked capture. */
  public static final int LINUX_SLL = 113;

  /** IEEE 802.11 frames behind a Prism header. */
  public static final int IEEE802_11_PRISM = 119;

  /** ATM as Sun's driver captures it. */
  public static final int SUNATM = 123;

  /** IEEE 802.11 frames behind a radiotap header. */
  public static final int IEEE802_11_RADIOTAP = 127;

  /** ARCnet with the headers of Linux. */
  public static final int ARCNET_LINUX = 129;

  /** For private use; Apple's captures have {@link #PKTAP} under it. */
  public static final int USER2 = 149;

  /** IEEE 802.11 frames behind an AVS header. */
  public static final int IEEE802_11_AVS = 163;

  /** PPP behind a byte that tells the direction. */
  public static final int PPP_WITH_DIR = 204;

  /** Per-packet information in front of another link type. */
  public static final int PPI = 192;

  /** Solaris' capture of IP as its zones see it. */
  public static final int IPNET = 226;

  /** Raw IPv4. */
  public static final int IPV4 = 228;

  /** Raw IPv6. */
  public static final int IPV6 = 229;

  /** Linux netfilter log. */
  public static final int NFLOG = 239;

  /** IP over InfiniBand. */
  public static final int IPOIB = 242;

  /** Apple's header of the process and the interface, in front of another link type. */
  public static final int PKTAP = 258;

  /** Linux cooked capture, version 2. */
  public static final int LINUX_SLL2 = 276;

  /** Ethernet with the tag of a Broadcom switch. */
  public static final int DSA_BRCM = 281;

  /** The tag of a Broadcom switch in front of Ethernet. */
  public static final int DSA_BRCM_PREPEND = 282;

  /** Ethernet with the tag of a Marvell switch. */
  public static final int DSA = 284;

  /** Ethernet with the tag of a Marvell switch behind an EtherType. */
  public static final int EDSA = 285;

  /** IEEE 802.11 whose first two bytes are swapped, as Cisco's access points send it in CAPWAP. */
  static final int IEEE802_11_SWAPPED = 1 << 16 | IEEE802_11;

  private LinkType() {}
}
