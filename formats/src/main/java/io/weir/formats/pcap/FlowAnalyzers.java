// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.packet.Packet;
import io.weir.wire.packet.StreamConsumer;
import io.weir.wire.packet.TcpStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Feeds one flow's payloads to those who look into it: asks each analysis at the first bytes of
 * each side, and puts TCP segments in order while anybody listens.
 */
final class FlowAnalyzers {
  /** Bytes of one direction that wait behind a hole. */
  private static final int WAITING_LIMIT = 1 << 20;

  private final Flow flow;

  /** Those that were not interested so far; null once both sides were shown to them. */
  private @Nullable List<FlowAnalysis> undecided;

  private final List<FlowAnalyzer> active = new ArrayList<>(2);
  private @Nullable Stream first;
  private @Nullable Stream second;
  private @Nullable Endpoint shown;

  FlowAnalyzers(Flow flow, List<FlowAnalysis> analyses) {
    this.flow = flow;
    this.undecided = new ArrayList<>(analyses);
  }

  /** True if nobody listens and nobody will. */
  boolean idle() {
    return undecided == null && active.isEmpty();
  }

  /** A UDP packet sent by {@code side}. */
  void datagram(Packet p, Side side) {
    int captured = p.payloadCaptured();
    if (captured > 0) {
      show(flow.endpoint(side), p.data(), p.payloadAt(), captured);
    }
    for (FlowAnalyzer analyzer : active) {
      analyzer.datagram(side, p.data(), p.payloadAt(), captured, p.payloadLength());
    }
    active.removeIf(FlowAnalyzer::done);
  }

  /** A TCP packet sent by {@code sender}, after the tracker saw it. */
  void segment(Packet p, Endpoint sender) {
    boolean acknowledges = (p.tcpFlags() & Packet.ACK) != 0;
    Stream other = first == null || first.sender == sender ? second : first;
    if (acknowledges && other != null && other.sender != sender) {
      other.stream.acknowledged(p.acknowledgement());
    }
    stream(sender).stream.segment(p);
    active.removeIf(FlowAnalyzer::done);
    if (idle()) {
      abandon();
    }
  }

  private Stream stream(Endpoint sender) {
    if (first != null && first.sender == sender) {
      return first;
    }
    if (second != null && second.sender == sender) {
      return second;
    }
    Stream made = new Stream(sender);
    if (first == null) {
      first = made;
    } else {
      second = made;
    }
    return made;
  }

  private void abandon() {
    if (first != null) {
      first.stream.abandon();
    }
    if (second != null) {
      second.stream.abandon();
    }
  }

  /** Shows the first bytes of a side to the analyses that are not looking yet. */
  private void show(Endpoint sender, byte[] data, int from, int length) {
    List<FlowAnalysis> asked = undecided;
    if (asked == null || sender == shown) {
      return;
    }
    Side side = flow.side(sender);
    asked.removeIf(analysis -> opened(analysis, side, data, from, length));
    if (shown != null || asked.isEmpty()) {
      undecided = null;
    }
    shown = sender;
  }

  private boolean opened(FlowAnalysis analysis, Side side, byte[] data, int from, int length) {
    FlowAnalyzer analyzer = analysis.open(flow, side, data, from, length);
    if (analyzer == null) {
      return false;
    }
    active.add(analyzer);
    return true;
  }

  /** The flow is over. */
  void close() {
    if (first != null) {
      first.stream.close();
    }
    if (second != null) {
      second.stream.close();
    }
    for (FlowAnalyzer analyzer : active) {
      if (!analyzer.done()) {
        analyzer.close();
      }
    }
    active.clear();
    undecided = null;
  }

  /** One direction's bytes in order, handed to all who listen. */
  private final class Stream implements StreamConsumer {
    final Endpoint sender;
    final TcpStream stream = new TcpStream(this, WAITING_LIMIT);

    Stream(Endpoint sender) {
      this.sender = sender;
      stream.segment((int) sender.start, Packet.SYN, new byte[0], 0, 0, 0);
    }

    @Override
    public void data(byte[] data, int from, int length) {
      show(sender, data, from, length);
      Side side = flow.side(sender);
      for (FlowAnalyzer analyzer : active) {
        if (!analyzer.done()) {
          analyzer.bytes(side, data, from, length);
        }
      }
    }

    @Override
    public void gap(long length) {
      Side side = flow.side(sender);
      for (FlowAnalyzer analyzer : active) {
        if (!analyzer.done()) {
          analyzer.gap(side, length);
        }
      }
    }

    @Override
    public void end() {
      Side side = flow.side(sender);
      for (FlowAnalyzer analyzer : active) {
        if (!analyzer.done()) {
          analyzer.end(side);
        }
      }
    }
  }
}
