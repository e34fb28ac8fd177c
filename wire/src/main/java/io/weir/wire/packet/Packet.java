// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import org.jspecify.annotations.Nullable;

/**
 * One decoded packet: positions in the caller's bytes and the fields that were read from them. A
 * packet is filled again for every frame, so keep what you need before the next one is decoded.
 *
 * <p>Positions are indexes into {@link #data()}. Lengths without "captured" in their name are
 * lengths on the wire: they may reach beyond what the capture kept. A field has a meaning only when
 * its layer was reached ({@link #hasIp()}, {@link #hasTransport()}). Not safe for use by several
 * threads.
 */
public final class Packet {
  /** {@link #tcpFlags()}: no more data from the sender. */
  public static final int FIN = 0x01;

  /** {@link #tcpFlags()}: synchronise sequence numbers. */
  public static final int SYN = 0x02;

  /** {@link #tcpFlags()}: reset the connection. */
  public static final int RST = 0x04;

  /** {@link #tcpFlags()}: push. */
  public static final int PSH = 0x08;

  /** {@link #tcpFlags()}: the acknowledgement number is valid. */
  public static final int ACK = 0x10;

  /** {@link #tcpFlags()}: urgent pointer is valid. */
  public static final int URG = 0x20;

  /** Tags that are kept by value; deeper ones are only counted. */
  static final int KEPT_VLANS = 4;

  byte[] data = new byte[0];
  int start;
  int capturedEnd;
  int wireEnd;
  int linkType;
  @Nullable Defect defect;
  int defectAt;

  int etherType;
  int macAt;
  int vlanCount;
  final int[] vlans = new int[KEPT_VLANS];
  int mplsCount;

  int ipVersion;
  int ipAt;
  int ipLength;
  int ipPayloadAt;
  int protocol;
  int ttl;
  int trafficClass;
  int ipId;
  int fragmentOffset;
  boolean moreFragments;
  boolean dontFragment;
  int fragmentHeaderAt;

  boolean transport;
  int sourcePort;
  int destinationPort;
  int tcpFlags;
  int sequence;
  int acknowledgement;
  int window;
  int payloadAt;
  int payloadLength;

  Tunnel tunnel = Tunnel.NONE;
  int innerAt;
  int innerLinkType;

  /** Makes an empty packet to be filled by {@link PacketDecoder}. */
  public Packet() {}

  void reset(byte[] bytes, int offset, int captured, int wire, int type) {
    data = bytes;
    start = offset;
    capturedEnd = offset + captured;
    wireEnd = offset + Math.max(wire, captured);
    linkType = type;
    defect = null;
    defectAt = 0;
    etherType = 0;
    macAt = -1;
    vlanCount = 0;
    mplsCount = 0;
    ipVersion = 0;
    ipAt = -1;
    fragmentOffset = 0;
    moreFragments = false;
    fragmentHeaderAt = -1;
    transport = false;
    sourcePort = 0;
    destinationPort = 0;
    tcpFlags = 0;
    payloadAt = capturedEnd;
    payloadLength = 0;
    tunnel = Tunnel.NONE;
  }

  void fail(Defect why, int at) {
    if (defect == null) {
      defect = why;
      defectAt = at;
    }
  }

  /** True if {@code n} bytes at {@code at} were captured; otherwise notes why not. */
  boolean has(int at, int n, Defect why) {
    if (at + n <= capturedEnd) {
      return true;
    }
    fail(at + n <= wireEnd ? Defect.CUT_BY_SNAPLEN : why, at);
    return false;
  }

  /** The bytes that all positions point into; never changed by the decoder. */
  public byte[] data() {
    return data;
  }

  /** Position of the frame's first byte. */
  public int start() {
    return start;
  }

  /** Number of the frame's bytes that were captured. */
  public int capturedLength() {
    return capturedEnd - start;
  }

  /** Length of the frame on the wire; at least {@link #capturedLength()}. */
  public int wireLength() {
    return wireEnd - start;
  }

  /** True if the capture kept less than the wire carried. */
  public boolean cut() {
    return capturedEnd < wireEnd;
  }

  /** The link type (LINKTYPE_ value of the pcap registry) the frame was decoded with. */
  public int linkType() {
    return linkType;
  }

  /** Why decoding stopped or found a contradiction, or null if nothing is wrong. */
  public @Nullable Defect defect() {
    return defect;
  }

  /** Offset of the defect from the frame's start; 0 if there is none. */
  public int defectOffset() {
    return defect == null ? 0 : defectAt - start;
  }

  /** The EtherType below all tags, 0 if the link layer names none. */
  public int etherType() {
    return etherType;
  }

  /** Position of the destination MAC address (6 bytes, the source's 6 follow), or -1. */
  public int macAt() {
    return macAt;
  }

  /** Number of VLAN tags. */
  public int vlanCount() {
    return vlanCount;
  }

  /** The identifier (0 to 4095) of the VLAN tag {@code index}, outermost first; of the first 4. */
  public int vlan(int index) {
    return vlans[index];
  }

  /** Number of MPLS labels. */
  public int mplsCount() {
    return mplsCount;
  }

  /** True if an IPv4 or IPv6 header was read. */
  public boolean hasIp() {
    return ipVersion != 0;
  }

  /** 4, 6, or 0 if this is not IP. */
  public int ipVersion() {
    return ipVersion;
  }

  /** Position of the IP header. */
  public int ipAt() {
    return ipAt;
  }

  /** Length of the IP packet on the wire, its header included; link-layer padding excluded. */
  public int ipLength() {
    return ipLength;
  }

  /** Position behind the IP header, its options and extension headers. */
  public int ipPayloadAt() {
    return ipPayloadAt;
  }

  /** The protocol number (IANA) of what the IP packet carries, below all extension headers. */
  public int protocol() {
    return protocol;
  }

  /** Time to live or hop limit. */
  public int ttl() {
    return ttl;
  }

  /** Type of service or traffic class, with the ECN bits. */
  public int trafficClass() {
    return trafficClass;
  }

  /** IPv4 identification, or that of the IPv6 fragment header; 0 without one. */
  public int ipId() {
    return ipId;
  }

  /** Offset of this fragment in its datagram's payload, in bytes. */
  public int fragmentOffset() {
    return fragmentOffset;
  }

  /** True if fragments with higher offsets follow. */
  public boolean moreFragments() {
    return moreFragments;
  }

  /** True if the IPv4 header forbids fragmenting. */
  public boolean dontFragment() {
    return dontFragment;
  }

  /**
   * True if this is the beginning of a datagram whose other fragments are of no help, because it is
   * cut off itself: it is worth as much as a packet that is cut off.
   */
  public boolean cutBeginning() {
    return moreFragments && fragmentOffset == 0 && transport && ipAt + ipLength > capturedEnd;
  }

  /**
   * True if the payload of a TCP segment is most likely what fills an Ethernet frame up to 60
   * bytes: some senders count it to the IP length. It is zeros, and nothing is pushed.
   */
  boolean payloadIsFilling() {
    int end = ipAt + ipLength;
    if (ipVersion != 4 || ipLength != 46 || (tcpFlags & PSH) != 0 || end > capturedEnd) {
      return false;
    }
    for (int i = payloadAt; i < end; i++) {
      if (data[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** True if this is a part of a datagram only. */
  public boolean fragment() {
    return moreFragments || fragmentOffset != 0;
  }

  /** Position of the source address, {@link #addressLength()} bytes. */
  public int sourceAt() {
    return ipVersion == 4 ? ipAt + 12 : ipAt + 8;
  }

  /** Position of the destination address, {@link #addressLength()} bytes. */
  public int destinationAt() {
    return ipVersion == 4 ? ipAt + 16 : ipAt + 24;
  }

  /** 4 or 16 bytes. */
  public int addressLength() {
    return ipVersion == 4 ? 4 : 16;
  }

  /** Upper 64 bits of the source address; 0 for IPv4. */
  public long sourceHigh() {
    return ipVersion == 4 ? 0 : BigEndian.i64(data, ipAt + 8);
  }

  /** Lower 64 bits of the source address; the whole address, unsigned, for IPv4. */
  public long sourceLow() {
    return ipVersion == 4 ? BigEndian.u32(data, ipAt + 12) : BigEndian.i64(data, ipAt + 16);
  }

  /** Upper 64 bits of the destination address; 0 for IPv4. */
  public long destinationHigh() {
    return ipVersion == 4 ? 0 : BigEndian.i64(data, ipAt + 24);
  }

  /** Lower 64 bits of the destination address; the whole address, unsigned, for IPv4. */
  public long destinationLow() {
    return ipVersion == 4 ? BigEndian.u32(data, ipAt + 16) : BigEndian.i64(data, ipAt + 32);
  }

  /** True if the transport header was read: ports, or ICMP type and code, are valid. */
  public boolean hasTransport() {
    return transport;
  }

  /**
   * Source port of TCP, UDP, UDP-Lite, SCTP and DCCP; for ICMP the message's type; 0 for the rest.
   */
  public int sourcePort() {
    return sourcePort;
  }

  /**
   * Destination port; for ICMP the type that answers this one (echo and echo reply), or the code
   * where no type does. This is Zeek's way of writing ICMP into a connection's ports.
   */
  public int destinationPort() {
    return destinationPort;
  }

  /** TCP's flags, FIN in the lowest bit, up to CWR in bit 7 and the reserved bit NS in bit 8. */
  public int tcpFlags() {
    return tcpFlags;
  }

  /** TCP's sequence number; compare by subtraction. */
  public int sequence() {
    return sequence;
  }

  /** TCP's acknowledgement number; compare by subtraction. */
  public int acknowledgement() {
    return acknowledgement;
  }

  /** TCP's window, unscaled. */
  public int window() {
    return window;
  }

  /** For ICMP: the message's type. */
  public int icmpType() {
    return sourcePort;
  }

  /** For ICMP: the message's code. */
  public int icmpCode() {
    return window;
  }

  /** For UDP: the length its header states, header included. */
  public int udpLength() {
    return window;
  }

  /** Position of the transport's payload. */
  public int payloadAt() {
    return payloadAt;
  }

  /** Length of the transport's payload on the wire; 0 without a transport. */
  public int payloadLength() {
    return payloadLength;
  }

  /** Number of the payload's bytes that were captured. */
  public int payloadCaptured() {
    return Math.max(0, Math.min(payloadLength, capturedEnd - payloadAt));
  }

  /** What kind of tunnel this packet opens; its inside is read by the decoder's next call. */
  public Tunnel tunnel() {
    return tunnel;
  }
}
