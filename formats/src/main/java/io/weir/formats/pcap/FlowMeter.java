// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.packet.Checksum;
import io.weir.wire.packet.IcmpPair;
import io.weir.wire.packet.Packet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns packets into flows: both directions of a conversation between two addresses and ports are
 * one flow, from its first packet until it closes, falls silent or is opened anew. The client is
 * who sent the first packet, unless that was an answer (a server's well-known port, SYN with ACK).
 */
final class FlowMeter {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;

  private final Position position;
  private final FlowTimeouts timeouts;
  private final boolean verifyChecksums;
  private final int maxFlows;
  private final ServerPorts serverPorts;
  private final List<FlowAnalysis> analyses;
  private final Consumer<Flow> finished;
  private final FlowTable table = new FlowTable();
  private final FlowTimer timer = new FlowTimer(this::finish);
  private long flows;

  /**
   * Makes a meter.
   *
   * @param analyses who looks into the flows
   * @param finished takes every flow that is over
   */
  FlowMeter(
      Position position,
      MeterSettings settings,
      List<FlowAnalysis> analyses,
      Consumer<Flow> finished) {
    this.position = position;
    this.timeouts = settings.timeouts();
    this.verifyChecksums = settings.checksums() == MeterSettings.Checksums.VERIFY;
    this.maxFlows = settings.maxFlows();
    this.serverPorts = settings.serverPorts();
    this.analyses = List.copyOf(analyses);
    this.finished = finished;
  }

  /** Packet time moved on: flows that fell silent are over. */
  void advance() {
    timer.advance(position.nanos());
  }

  /**
   * Takes a packet: IP, not a fragment, its transport header complete if its protocol is TCP, UDP
   * or ICMP.
   *
   * @param metering how its flow is metered; the same for all packets between two hosts
   * @return the flow it belongs to, or null if its checksum is wrong
   */
  @Nullable Flow packet(Packet p, @Nullable TunnelParent parent, Metering metering) {
    if (verifyChecksums && !Checksum.ipValid(p)) {
      return null;
    }
    int hash = FlowTable.hash(p, p.sourcePort(), p.destinationPort());
    Flow flow = table.find(p, p.sourcePort(), p.destinationPort(), hash);
    if (flow != null && over(flow, p)) {
      finish(flow);
      flow = null;
    }
    if (flow == null) {
      flow = begin(p, hash, metering);
    }
    flow.tunnelled(parent);
    boolean fromClient =
        flow.client.port == p.sourcePort()
            && flow.client.low == p.sourceLow()
            && flow.client.high == p.sourceHigh();
    Endpoint sender = fromClient ? flow.client : flow.server;
    if (verifyChecksums && !Checksum.transportValid(p)) {
      if (sender.badChecksums.reached() && p.protocol() != ICMP && p.protocol() != ICMPV6) {
        flow.history.add('C', flow.side(sender));
      }
      return null;
    }
    count(flow, sender, p);
    return flow;
  }

  private boolean over(Flow flow, Packet p) {
    return flow.deadline() <= position.nanos()
        || (flow.protocol == TCP && TcpTracker.reopens(flow, p));
  }

  private Flow begin(Packet p, int hash, Metering metering) {
    if (table.size() >= maxFlows) {
      Flow oldest = timer.soonest();
      if (oldest != null) {
        finish(oldest);
      }
    }
    int protocol = p.protocol();
    boolean icmp = protocol == ICMP || protocol == ICMPV6;
    Endpoint source = new Endpoint(p.sourceHigh(), p.sourceLow(), p.sourcePort());
    Endpoint to = new Endpoint(p.destinationHigh(), p.destinationLow(), p.destinationPort());
    boolean oneWay = icmp && IcmpPair.oneWay(protocol, p.icmpType());
    long now = position.nanos();
    Flow flow = new Flow(protocol, p.ipVersion(), oneWay, hash, flows++, now, source, to);
    flow.timeouts(timeouts);
    flow.vlan = p.vlanCount() > 0 ? p.vlan(0) : -1;
    flow.innerVlan = p.vlanCount() > 1 ? p.vlan(1) : -1;
    flow.trafficClass = p.trafficClass();
    flow.file = position.file();
    flow.packetNumber = position.number();
    if (answers(p) && !(p.ipVersion() == 4 && (int) p.destinationLow() == -1)) {
      flow.flip();
    }
    table.add(flow);
    timer.schedule(flow, now);
    flow.shadow = metering == Metering.SHADOW;
    if (!flow.shadow) {
      for (FlowAnalysis analysis : analyses) {
        analysis.begin(flow);
      }
    }
    return flow;
  }

  /** True if a flow's first packet looks like an answer: the question was not captured. */
  private boolean answers(Packet p) {
    int from = p.sourcePort();
    int to = p.destinationPort();
    if (p.protocol() == UDP) {
      return serverPorts.udp(from) && !serverPorts.udp(to);
    }
    if (p.protocol() != TCP) {
      return false;
    }
    boolean syn = (p.tcpFlags() & Packet.SYN) != 0;
    boolean opens = syn && (p.tcpFlags() & Packet.ACK) == 0;
    if (opens || !serverPorts.tcp(from)) {
      return false;
    }
    return !serverPorts.tcp(to) || (!syn && from < to);
  }

  private void count(Flow flow, Endpoint sender, Packet p) {
    long now = position.nanos();
    switch (flow.protocol) {
      case TCP -> tcp(flow, sender, p);
      case UDP -> udp(flow, sender, p);
      default -> {
        flow.lastNanos = now;
        sender.payloadBytes += p.payloadLength();
        sender.sentPayload = true;
      }
    }
    if (sender.packets++ == 0) {
      sender.firstNanos = now;
    }
    sender.ipBytes += p.ipLength();
    if (flow.deadline() < flow.checkNanos) {
      timer.schedule(flow, now);
    }
  }

  private void tcp(Flow flow, Endpoint sender, Packet p) {
    sender.tcpFlags |= p.tcpFlags();
    TcpTracker.packet(flow, p, flow.side(sender), position.nanos());
    if (analyses.isEmpty() || flow.shadow) {
      return;
    }
    FlowAnalyzers analyzers = flow.analyzers;
    if (analyzers == null && p.payloadLength() > 0) {
      analyzers = new FlowAnalyzers(flow, analyses);
      flow.analyzers = analyzers;
    }
    if (analyzers != null && !analyzers.idle()) {
      analyzers.segment(p, sender);
    }
  }

  private void udp(Flow flow, Endpoint sender, Packet p) {
    flow.lastNanos = position.nanos();
    flow.history.once('D', flow.side(sender));
    sender.payloadBytes += p.payloadLength();
    sender.sentPayload = true;
    if (analyses.isEmpty() || flow.shadow) {
      return;
    }
    FlowAnalyzers analyzers = flow.analyzers;
    if (analyzers == null) {
      analyzers = new FlowAnalyzers(flow, analyses);
      flow.analyzers = analyzers;
    }
    if (!analyzers.idle()) {
      analyzers.datagram(p, flow.side(sender));
    }
  }

  private void finish(Flow flow) {
    table.remove(flow);
    timer.remove(flow);
    if (flow.analyzers != null) {
      flow.analyzers.close();
      flow.analyzers = null;
    }
    if (!flow.shadow) {
      finished.accept(flow);
    }
  }

  /** The input ended: all flows are over. */
  void finish() {
    for (Flow flow : table.all()) {
      finish(flow);
    }
    timer.reset();
  }

  /** Flows that are open. */
  int open() {
    return table.size();
  }
}
