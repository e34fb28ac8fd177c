// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

/** State of one side of a TCP connection, as the packets it sent tell. */
enum TcpState {
  /** Sent nothing yet. */
  INACTIVE,
  /** Sent SYN. */
  SYN_SENT,
  /** Sent SYN and ACK as the first packet of the connection. */
  SYN_ACK_SENT,
  /** Sent packets of a connection whose beginning was not captured. */
  PARTIAL,
  /** Handshake done. */
  ESTABLISHED,
  /** Sent FIN. */
  CLOSED,
  /** Sent RST. */
  RESET;

  /** True before the handshake is done. */
  boolean handshake() {
    return this == INACTIVE || this == SYN_SENT || this == SYN_ACK_SENT;
  }

  /** True if the connection's beginning was not seen from this side. */
  boolean silent() {
    return this == INACTIVE || this == PARTIAL;
  }
}
