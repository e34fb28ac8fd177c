// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One flow in the meter: who talks to whom, what was counted, and what analyzers found out. The
 * client is the side that began it, as far as the capture tells.
 */
final class Flow implements TunnelParent {
  static final long NEVER = Long.MAX_VALUE;

  private static final long SECOND = 1_000_000_000L;

  /** How long a connection attempt waits for an answer, and a closed connection for stragglers. */
  private static final long LINGER = 5 * SECOND;

  private static final int MAX_PARENTS = 6;

  final int protocol;
  final int ipVersion;

  /** Number of the flow in the order of first packets, from 0. */
  final long number;

  /** An ICMP message that has no answer: the flow has one direction. */
  final boolean oneWay;

  final int hash;

  /** The next flow in the table's chain. */
  @Nullable Flow chained;

  /** Neighbours in the timer's slot. */
  @Nullable Flow earlier;

  @Nullable Flow later;
  int slot = -1;

  /** When the timer looks at the flow next; not later than its {@link #deadline}. */
  long checkNanos = NEVER;

  Endpoint client;
  Endpoint server;
  final History history = new History();

  final long startNanos;
  long lastNanos;
  long inactivity;
  long attemptNanos = NEVER;
  long closedNanos = NEVER;
  boolean partial;

  /** Known only for what is tunnelled in it; another reader makes its row. */
  boolean shadow;

  boolean closeDeferred;

  private FlowTimeouts timeouts = FlowTimeouts.DEFAULT;

  int vlan = -1;
  int innerVlan = -1;
  int trafficClass;
  byte[] file = {};
  long packetNumber;

  /** What the last packet was tunnelled in, and the identifiers of all that were. */
  private @Nullable TunnelParent parent;

  private List<String> parents = List.of();
  @Nullable FlowAnalyzers analyzers;

  private @Nullable String name;
  private @Nullable NameSource nameSource;
  private @Nullable String service;
  private @Nullable String tlsVersion;
  private @Nullable String tlsServerName;
  private @Nullable String alpn;
  private @Nullable String quicVersion;

  Flow(
      int protocol,
      int ipVersion,
      boolean oneWay,
      int hash,
      long number,
      long startNanos,
      Endpoint client,
      Endpoint server) {
    this.protocol = protocol;
    this.ipVersion = ipVersion;
    this.oneWay = oneWay;
    this.hash = hash;
    this.number = number;
    this.startNanos = startNanos;
    this.lastNanos = startNanos;
    this.client = client;
    this.server = server;
  }

  Endpoint endpoint(Side side) {
    return side == Side.CLIENT ? client : server;
  }

  Side side(Endpoint endpoint) {
    return endpoint == client ? Side.CLIENT : Side.SERVER;
  }

  /** Exchanges the roles: what was taken for the client was the server. */
  void flip() {
    Endpoint was = client;
    client = server;
    server = was;
    partial = false;
    history.flipped();
  }

  /** Changes a TCP side's state; the end of the handshake gives the flow its longer timeout. */
  void enter(Endpoint side, TcpState state) {
    Endpoint peer = side == client ? server : client;
    if (!state.handshake() && side.state.handshake() && peer.state.handshake()) {
      inactivity = timeouts.tcp();
    }
    side.enter(state);
  }

  /** SYN was answered. */
  void established() {
    boolean interactive =
        switch (server.port) {
          case 21, 22, 23, 513 -> true; // people pause at a terminal
          default -> false;
        };
    if (interactive) {
      inactivity = Math.max(inactivity, timeouts.interactive());
    }
  }

  void timeouts(FlowTimeouts chosen) {
    timeouts = chosen;
    inactivity =
        switch (protocol) {
          case 6 -> chosen.attempt();
          case 17 -> chosen.udp();
          default -> chosen.other();
        };
  }

  /** When the flow is over if nothing more is seen of it, nanoseconds of packet time. */
  long deadline() {
    long deadline = Math.min(lastNanos + inactivity, startNanos + timeouts.active());
    if (closedNanos != NEVER) {
      deadline = Math.min(deadline, closedNanos + LINGER);
    }
    boolean attempt =
        server.state == TcpState.INACTIVE
            && (client.state == TcpState.SYN_SENT || client.state == TcpState.SYN_ACK_SENT);
    return attempt ? Math.min(deadline, attemptNanos + LINGER) : deadline;
  }

  /** Time from the client's SYN to the server's answer; -1 if they were not seen, once each. */
  long clientRoundTrip() {
    boolean clear = client.syns == 1 && server.syns == 1 && protocol == 6;
    return clear ? Math.max(-1, server.synNanos - client.synNanos) : -1;
  }

  /** Time from the server's SYN to the client's answer; -1 if they were not seen, once each. */
  long serverRoundTrip() {
    boolean clear = server.syns == 1 && protocol == 6 && client.answerNanos != NEVER;
    return clear ? Math.max(-1, client.answerNanos - server.synNanos) : -1;
  }

  /** IP protocol number: 6 for TCP, 17 for UDP. */
  int protocol() {
    return protocol;
  }

  /** 4 or 16 bytes; a new array. */
  byte[] clientAddress() {
    return Addresses.bytes(client, ipVersion);
  }

  int clientPort() {
    return client.port;
  }

  /** 4 or 16 bytes; a new array. */
  byte[] serverAddress() {
    return Addresses.bytes(server, ipVersion);
  }

  int serverPort() {
    return server.port;
  }

  /** Time of the first packet, nanoseconds since 1970 UTC. */
  long startNanos() {
    return startNanos;
  }

  /** Notes what a packet of this flow was tunnelled in. */
  void tunnelled(@Nullable TunnelParent in) {
    if (in != null && in != parent) {
      parent = in;
      String uid = in.uid();
      if (!parents.contains(uid) && parents.size() < MAX_PARENTS) {
        parents = Stream.concat(parents.stream(), Stream.of(uid)).toList();
      }
    }
  }

  /** Identifiers of the flows and tunnels that this one was tunnelled in. */
  List<String> parents() {
    return parents;
  }

  /** Identifies the flow; the same for the same capture, whatever else is asked of it. */
  @Override
  public String uid() {
    return FlowUid.of(this);
  }

  /** The server's name; replaces one from a weaker source, never one from the same. */
  void named(String newName, NameSource source) {
    if (nameSource == null || source.compareTo(nameSource) < 0) {
      String lower = newName.toLowerCase(Locale.ROOT);
      name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
      nameSource = source;
    }
  }

  @Nullable String name() {
    return name;
  }

  @Nullable NameSource nameSource() {
    return nameSource;
  }

  /**
   * The application protocol, in Zeek's words: dns, http, ssl, quic …; several joined by commas.
   */
  void service(String found) {
    if (service == null) {
      service = found;
    } else if (!("," + service + ",").contains("," + found + ",")) {
      service = service + "," + found;
    }
  }

  @Nullable String service() {
    return service;
  }

  /** The server name of a TLS (or QUIC) hello as it was sent. */
  void tlsServerName(String serverName) {
    tlsServerName = serverName;
  }

  @Nullable String tlsServerName() {
    return tlsServerName;
  }

  /** The TLS version the server chose, such as {@code TLSv13}. */
  void tlsVersion(String version) {
    tlsVersion = version;
  }

  @Nullable String tlsVersion() {
    return tlsVersion;
  }

  /** The application protocol chosen by ALPN. */
  void alpn(String chosen) {
    alpn = chosen;
  }

  @Nullable String alpn() {
    return alpn;
  }

  /** The QUIC version of the client's first packet. */
  void quicVersion(String version) {
    quicVersion = version;
  }

  @Nullable String quicVersion() {
    return quicVersion;
  }
}
