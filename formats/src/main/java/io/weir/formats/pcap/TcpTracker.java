// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static io.weir.wire.packet.Packet.ACK;
import static io.weir.wire.packet.Packet.FIN;
import static io.weir.wire.packet.Packet.RST;
import static io.weir.wire.packet.Packet.SYN;

import io.weir.wire.packet.Packet;

/**
 * Follows TCP connections: states, sizes by sequence numbers, history, gaps. The rules are those
 * that give Zeek's conn.log its {@code conn_state}, {@code history} and byte counts, so that flows
 * of both can be compared; RFC 9293 has the protocol itself.
 */
final class TcpTracker {
  private TcpTracker() {}

  /** Takes the next TCP packet of the flow, sent by {@code from} at {@code nanos}. */
  static void packet(Flow flow, Packet p, Side from, long nanos) {
    Endpoint sender = flow.endpoint(from);
    Endpoint peer = flow.endpoint(from == Side.CLIENT ? Side.SERVER : Side.CLIENT);
    int flags = p.tcpFlags();
    int length = p.payloadLength();
    notePartial(flow, sender, from, flags);
    int segment = sequenceLength(flags, length);
    begin(sender, flags, p.sequence(), segment);
    long relative = sender.relative(p.sequence(), sender.last);
    boolean before = relative < 0;
    history(flow, sender, flags, relative, length);
    zeroWindow(flow, p, sender, peer, flags);
    if (!flow.client.closed || !flow.server.closed) {
      flow.lastNanos = nanos;
    }
    if ((flags & SYN) != 0) {
      sender.syns++;
      sender.synNanos = nanos;
    } else if (peer.syns > 0 && sender.answerNanos == Flow.NEVER) {
      sender.answerNanos = nanos;
    }
    if ((flags & FIN) != 0) {
      sender.fins++;
      sender.finSequence = relative + segment;
    }
    long acknowledged = acknowledgement(peer, flags, p.acknowledgement());
    boolean synOrRst = (flags & (SYN | RST)) != 0;
    boolean late = sender.advance(p.sequence() + segment, synOrRst, (flags & FIN) != 0);
    if (late && length > 0 && sender.retransmissions.reached()) {
      flow.history.add('T', flow.side(sender));
    }
    boolean closing = advanceState(flow, sender, peer, from, flags, length, nanos);
    if ((flags & ACK) != 0) {
      receiverHas(flow, peer, acknowledged);
    }
    sender.packetSeen = true;
    boolean whole = p.payloadCaptured() >= length;
    if (length > 0 && whole && (flags & RST) == 0 && !before) {
      long first = (flags & SYN) != 0 ? relative + 1 : relative;
      long ownAcknowledged = sender.acknowledged - sender.start;
      seen(sender, Math.max(first, Math.min(first + length, ownAcknowledged)), first, length);
    }
    settleEnd(flow, sender);
    if (closing) {
      close(flow, sender);
    }
  }

  private static int sequenceLength(int flags, int payload) {
    int length = (flags & RST) != 0 ? 0 : payload; // what a RST carries is not part of the stream
    return length + ((flags & SYN) != 0 ? 1 : 0) + ((flags & FIN) != 0 ? 1 : 0);
  }

  private static void notePartial(Flow flow, Endpoint sender, Side from, int flags) {
    if (sender.packetSeen) {
      return;
    }
    boolean syn = (flags & SYN) != 0;
    if (from == Side.CLIENT) {
      flow.partial = !syn || (flags & ACK) != 0;
    } else if (!flow.partial) {
      flow.partial = !syn;
    }
  }

  private static void begin(Endpoint sender, int flags, int sequence, int segment) {
    boolean syn = (flags & SYN) != 0;
    switch (sender.state) {
      case INACTIVE -> {
        sender.begin(syn ? sequence : sequence - 1); // as though a SYN had been there
        sender.last = sender.start + (syn ? segment : 1);
      }
      case SYN_SENT, SYN_ACK_SENT -> {
        if (syn && sequence != (int) sender.start) {
          restart(sender, sequence, segment);
        }
      }
      case ESTABLISHED, PARTIAL -> {
        if (syn) {
          restart(sender, sequence, segment);
        }
      }
      case RESET -> {
        if (syn && sender.previous == TcpState.INACTIVE) {
          restart(sender, sequence, segment); // the RST before was perhaps not its own
        }
      }
      case CLOSED -> {}
    }
  }

  private static void restart(Endpoint sender, int sequence, int segment) {
    sender.begin(sequence);
    sender.last = sender.start + segment;
  }

  private static void history(Flow flow, Endpoint sender, int flags, long relative, int length) {
    History history = flow.history;
    int control = flags & (SYN | FIN | RST);
    switch (control) {
      case 0 -> {
        if (length > 0 || (flags & ACK) != 0) {
          if (history.isOnly('H')) {
            flow.flip(); // the SYN was missed: what came first was the server's answer
            history.replace("^h");
            flow.client.packetSeen = true;
          }
          history.once(length > 0 ? 'D' : 'A', flow.side(sender));
        }
      }
      case SYN -> {
        char letter = (flags & ACK) != 0 ? 'H' : 'S';
        if (history.once(letter, flow.side(sender)) && relative != sender.lastSyn) {
          history.add(letter, flow.side(sender));
        }
        sender.lastSyn = relative;
      }
      case FIN -> {
        if (history.once('F', flow.side(sender)) && relative + length != sender.lastFin) {
          history.add('F', flow.side(sender));
        }
        sender.lastFin = relative + length;
      }
      case RST -> {
        if (history.once('R', flow.side(sender)) && relative != sender.lastRst) {
          history.add('R', flow.side(sender));
        }
        sender.lastRst = relative;
      }
      default -> history.once((flags & (FIN | RST)) == (FIN | RST) ? 'I' : 'Q', flow.side(sender));
    }
  }

  private static void zeroWindow(Flow flow, Packet p, Endpoint sender, Endpoint peer, int flags) {
    boolean matters =
        (flags & RST) == 0 && peer.state != TcpState.CLOSED && sender.state != TcpState.RESET;
    if (p.window() == 0 && matters && sender.zeroWindows.reached()) {
      flow.history.add('W', flow.side(sender));
    }
  }

  /** Returns what the peer has sent and this packet acknowledges, relative to the peer's start. */
  private static long acknowledgement(Endpoint peer, int flags, int number) {
    if ((flags & ACK) == 0) {
      return 0;
    }
    if (peer.state == TcpState.INACTIVE) {
      peer.begin(number - 1);
      peer.last = peer.start;
      return 1;
    }
    long relative = peer.relative(number, peer.acknowledged);
    if (relative < 0) {
      return 0;
    }
    if ((flags & RST) == 0) {
      peer.acknowledge(number);
    }
    return relative;
  }

  private static boolean advanceState(
      Flow flow, Endpoint sender, Endpoint peer, Side from, int flags, int length, long nanos) {
    switch (sender.state) {
      case INACTIVE -> {
        return first(flow, sender, peer, from, flags, length, nanos);
      }
      case SYN_SENT, SYN_ACK_SENT -> {
        return handshaking(flow, sender, flags);
      }
      case ESTABLISHED, PARTIAL -> {
        return established(flow, sender, peer, flags);
      }
      case CLOSED -> {
        if ((flags & RST) != 0 && peer.state != TcpState.CLOSED) {
          boolean closing = !sender.closed;
          flow.enter(sender, TcpState.RESET);
          return closing;
        }
        return false;
      }
      case RESET -> {
        return false;
      }
    }
    return false;
  }

  private static boolean first(
      Flow flow, Endpoint sender, Endpoint peer, Side from, int flags, int length, long nanos) {
    boolean closing = false;
    if ((flags & SYN) != 0) {
      firstSyn(flow, sender, peer, from, flags, nanos);
    }
    if ((flags & FIN) != 0) {
      flow.enter(sender, TcpState.CLOSED);
      closing = true;
    }
    if ((flags & RST) != 0) {
      flow.enter(sender, TcpState.RESET);
      closing = true;
    }
    boolean earlyAcknowledgement =
        from == Side.SERVER && length == 0 && flow.client.state == TcpState.SYN_SENT;
    if (sender.state == TcpState.INACTIVE && !earlyAcknowledgement) {
      if ((flags & ACK) != 0 && peer.state == TcpState.ESTABLISHED) {
        flow.enter(sender, TcpState.ESTABLISHED); // only its SYN was missed
        flow.partial = false;
      } else {
        flow.enter(sender, TcpState.PARTIAL);
      }
    }
    return closing;
  }

  private static void firstSyn(
      Flow flow, Endpoint sender, Endpoint peer, Side from, int flags, long nanos) {
    boolean ack = (flags & ACK) != 0;
    if (from == Side.CLIENT) {
      flow.enter(sender, ack ? TcpState.SYN_ACK_SENT : TcpState.SYN_SENT);
      flow.attemptNanos = nanos;
      return;
    }
    if (!ack && peer.state == TcpState.SYN_ACK_SENT) {
      flow.partial = false; // SYN and its answer were captured in the wrong order
      flow.flip();
      flow.enter(peer, TcpState.ESTABLISHED);
      flow.client.packetSeen = true;
    }
    if (peer.state == TcpState.SYN_SENT) {
      flow.enter(peer, TcpState.ESTABLISHED);
    }
    flow.enter(sender, TcpState.ESTABLISHED);
    flow.established();
  }

  private static boolean handshaking(Flow flow, Endpoint sender, int flags) {
    boolean closing = false;
    if ((flags & FIN) != 0) {
      flow.enter(sender, TcpState.CLOSED);
      closing = true;
    }
    if ((flags & RST) != 0) {
      flow.enter(sender, TcpState.RESET);
      closing = true;
    }
    return closing;
  }

  private static boolean established(Flow flow, Endpoint sender, Endpoint peer, int flags) {
    boolean lateSyn =
        (flags & (SYN | ACK)) == SYN
            && sender.state == TcpState.PARTIAL
            && peer.state == TcpState.INACTIVE;
    if (lateSyn) {
      flow.enter(sender, TcpState.SYN_SENT);
    }
    boolean closing = false;
    if ((flags & (FIN | RST)) == FIN) {
      flow.enter(sender, TcpState.CLOSED);
      if (peer.state == TcpState.RESET && peer.previous == TcpState.CLOSED) {
        flow.enter(peer, TcpState.CLOSED); // FIN, then RST: it had ended normally after all
      }
      closing = true;
    }
    if ((flags & RST) != 0) {
      flow.enter(sender, TcpState.RESET);
      closing = true;
    }
    return closing;
  }

  private static void seen(Endpoint sender, long from, long first, int length) {
    long to = first + length;
    long repeated = from - first;
    if (from < to) {
      repeated += sender.ranges().seen(from, to, sender.nothingAcknowledged());
    }
    if (repeated > 0) {
      sender.repeatedBytes += repeated;
      sender.repeatedPackets++;
    }
  }

  /** The receiver of {@code sender}'s bytes has all before {@code to}: holes in them are gaps. */
  private static void receiverHas(Flow flow, Endpoint sender, long to) {
    long upTo = sender.fins > 0 && to >= sender.finSequence ? sender.finSequence - 1 : to;
    SequenceRanges ranges = sender.ranges();
    if (upTo <= 2 && flow.partial && upTo > ranges.next()) {
      ranges.trim(upTo); // the beginning was guessed: one byte more or less is no gap
      return;
    }
    int holes = ranges.holes(upTo);
    long missing = ranges.acknowledge(upTo);
    if (missing > 0 && clean(flow.client) && clean(flow.server)) {
      sender.missedBytes += missing;
      for (int i = 0; i < holes; i++) {
        if (sender.gaps.reached()) {
          flow.history.add('G', flow.side(sender));
        }
      }
    }
    settleEnd(flow, sender);
  }

  private static boolean clean(Endpoint side) {
    return side.state == TcpState.ESTABLISHED
        || (side.state == TcpState.CLOSED && side.previous == TcpState.ESTABLISHED);
  }

  /** True while something the endpoint sent is not accounted for yet. */
  private static boolean pending(Flow flow, Endpoint sender) {
    SequenceRanges ranges = sender.ranges();
    if (ranges.givenUp()) {
      return false;
    }
    long left = sender.last - (sender.start + ranges.next());
    if (left < 0) {
      return false;
    }
    Endpoint peer = sender == flow.client ? flow.server : flow.client;
    return left > 1 || (sender.state != TcpState.RESET && peer.ranges().unacknowledged());
  }

  /** Settles a close that had to wait for bytes. */
  private static void settleEnd(Flow flow, Endpoint sender) {
    boolean ended =
        sender.fins > 0 || sender.state == TcpState.CLOSED || sender.state == TcpState.RESET;
    if (ended && !sender.endSeen && !pending(flow, sender)) {
      sender.endSeen = true;
      if (flow.closeDeferred) {
        flow.closeDeferred = false;
        settle(flow, sender);
      }
    }
  }

  private static void close(Flow flow, Endpoint sender) {
    if (pending(flow, sender)) {
      flow.closeDeferred = true;
    } else {
      flow.closeDeferred = false;
      settle(flow, sender);
    }
  }

  private static void settle(Flow flow, Endpoint sender) {
    if (sender.closed) {
      return;
    }
    sender.closed = true;
    Endpoint peer = sender == flow.client ? flow.server : flow.client;
    boolean complete =
        sender.state == TcpState.RESET || peer.closed || peer.state == TcpState.INACTIVE;
    if (complete) {
      flow.closedNanos = flow.lastNanos;
    }
  }

  /** True if a SYN on a known flow's addresses and ports opens another connection. */
  static boolean reopens(Flow flow, Packet p) {
    int flags = p.tcpFlags();
    if ((flags & SYN) == 0) {
      return false;
    }
    Endpoint opener = flow.client;
    if ((flags & ACK) != 0) {
      if (flow.client.state != TcpState.INACTIVE) {
        return false;
      }
      opener = flow.server;
    }
    if (flow.client.closed && flow.server.closed) {
      return true;
    }
    if (p.sequence() == (int) opener.start) {
      return false;
    }
    boolean reversed =
        (flags & ACK) == 0
            && opener.state == TcpState.SYN_ACK_SENT
            && flow.server.state == TcpState.INACTIVE
            && p.sequence() == (int) flow.server.start;
    return !reversed;
  }
}
