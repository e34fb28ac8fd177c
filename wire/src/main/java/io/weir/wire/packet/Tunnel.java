// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** What carries another packet inside a packet. */
public enum Tunnel {
  /** Nothing: the packet carries no other packet. */
  NONE("none"),
  /** IP in IP: IPv4 or IPv6 directly inside either (RFC 2003, RFC 2473, RFC 4213). */
  IP("ip"),
  /** GRE, with ERSPAN, Ethernet bridging and PPTP (RFC 2784, RFC 2637). */
  GRE("gre"),
  /** VXLAN to UDP port 4789 (RFC 7348). */
  VXLAN("vxlan"),
  /** Geneve to UDP port 6081 (RFC 8926). */
  GENEVE("geneve"),
  /** GTP version 1, user plane, UDP port 2152 (3GPP TS 29.281). */
  GTPV1("gtpv1"),
  /** Teredo, UDP port 3544 (RFC 4380). */
  TEREDO("teredo"),
  /** Anything in anything, as IPv6 brokers use it, UDP port 5072 (draft-massar-v6ops-ayiya). */
  AYIYA("ayiya"),
  /** CAPWAP's data between access points and their controller, UDP port 5247 (RFC 5415). */
  CAPWAP("capwap");

  private final String label;

  Tunnel(String label) {
    this.label = label;
  }

  /** True if the packet opens a tunnel, or belongs to a flow whose other packets may. */
  public static boolean mayCarry(Packet packet) {
    return packet.tunnel() != NONE || Tunnels.isTunnelPort(packet);
  }

  /** The name in lower case, as Zeek writes it in a connection's service. */
  public String label() {
    return label;
  }
}
