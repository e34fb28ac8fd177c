// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** Why a frame could not be decoded to its end; what was decoded before it is still valid. */
public enum Defect {
  /** The capture kept fewer bytes than a header needs (snapshot length). */
  CUT_BY_SNAPLEN("a header is cut off by the capture's snapshot length"),
  /** The link type is not one Weir knows. */
  LINK_TYPE("unknown link type"),
  /** The frame ends inside a link-layer header. */
  LINK_TRUNCATED("the frame ends inside a link-layer header"),
  /** A link-layer header contradicts itself. */
  LINK_INVALID("a link-layer header is invalid"),
  /** More tags, labels or tunnels are stacked than any real network stacks. */
  STACK_TOO_DEEP("too many link-layer tags"),
  /** The frame ends inside an IP header. */
  IP_TRUNCATED("the frame ends inside an IP header"),
  /** The version nibble is neither 4 nor 6. */
  IP_VERSION("the IP version is neither 4 nor 6"),
  /** The IPv4 header length is below 20 bytes or beyond the total length. */
  IP_HEADER_LENGTH("the IP header length is invalid"),
  /** The IP length is longer than the frame that carries it. */
  IP_LENGTH("the IP length is longer than the frame"),
  /** An IPv6 extension header is beyond the packet's end, or there are too many. */
  IP_EXTENSION("an IPv6 extension header is invalid"),
  /** The packet ends inside a transport header. */
  TRANSPORT_TRUNCATED("the packet ends inside a transport header"),
  /** The TCP data offset is below 20 bytes or beyond the packet's end. */
  TCP_HEADER_LENGTH("the TCP header length is invalid"),
  /** The UDP length is below 8 bytes or beyond the packet's end. */
  UDP_LENGTH("the UDP length is invalid");

  private final String reason;

  Defect(String reason) {
    this.reason = reason;
  }

  /** The reason in words, as a person reads it in a count of rejects. */
  public String reason() {
    return reason;
  }
}
