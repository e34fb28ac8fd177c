// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/**
 * Decodes captured frames from their link layer up to the transport's payload. Stateless, allocates
 * nothing, never throws on any bytes: what is wrong with a frame is in {@link Packet#defect()}.
 *
 * <p>A packet in a tunnel is a packet of its own: decode the frame, then, as long as {@link
 * Packet#tunnel()} names one and as deep as you care to follow, its inside.
 */
public final class PacketDecoder {
  private PacketDecoder() {}

  /**
   * Decodes one frame into {@code packet}.
   *
   * @param data the bytes that hold the frame; kept by the packet, not copied
   * @param offset position of the frame's first byte
   * @param captured bytes of the frame that are in {@code data}
   * @param wire the frame's length on the wire; less than {@code captured} counts as equal to it
   * @param linkType LINKTYPE_ value of the pcap registry
   */
  public static void decode(
      byte[] data, int offset, int captured, int wire, int linkType, Packet packet) {
    packet.reset(data, offset, captured, wire, linkType);
    LinkLayer.decode(packet, linkType, offset);
  }

  /** Decodes {@code length} bytes that begin with an IP header, such as a reassembled datagram. */
  public static void decodeIp(byte[] data, int offset, int length, Packet packet) {
    packet.reset(data, offset, length, length, LinkType.RAW);
    InternetLayer.decode(packet, offset);
  }

  /**
   * Decodes the inside of {@code outer}, which must have a {@link Packet#tunnel()}, into {@code
   * inner}. The two must not be the same object.
   */
  public static void decodeInner(Packet outer, Packet inner) {
    int at = outer.innerAt;
    int end = Math.min(outer.wireEnd, outer.ipAt + outer.ipLength);
    int captured = Math.max(0, Math.min(outer.capturedEnd, end) - at);
    inner.reset(outer.data, at, captured, Math.max(0, end - at), outer.innerLinkType);
    LinkLayer.decode(inner, outer.innerLinkType, at);
  }
}
