// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import org.jspecify.annotations.Nullable;

/** One side of a flow: its address and port, what it sent, and, for TCP, where it stands. */
final class Endpoint {
  /** A jump of sequence numbers that is more likely an error than data. */
  private static final int TOO_FAR = 1 << 20;

  final long high;
  final long low;

  /** -1 where it is not told. */
  final int port;

  /** False where the record does not tell the address; of packets it is always told. */
  boolean isAddressTold = true;

  long packets;
  long ipBytes;
  long payloadBytes;
  boolean sentPayload;
  long firstNanos = Long.MIN_VALUE;

  TcpState state = TcpState.INACTIVE;
  TcpState previous = TcpState.INACTIVE;
  int tcpFlags;
  boolean packetSeen;
  int syns;
  long synNanos;

  /** When it first sent a packet without SYN after the peer's SYN. */
  long answerNanos = Flow.NEVER;

  int fins;
  long finSequence;

  /** Its closing is settled: all it sent was delivered, or it reset the connection. */
  boolean closed;

  /** Sequence numbers, unwrapped: the SYN's, the one after the last seen, the acknowledged one. */
  long start;

  long last;
  long acknowledged;

  long repeatedPackets;
  long repeatedBytes;
  long missedBytes;
  private @Nullable SequenceRanges ranges;

  /** Sequence numbers of the last SYN, FIN and RST, to tell repetitions from new ones. */
  long lastSyn;

  long lastFin;
  long lastRst;
  boolean endSeen;

  final Scale gaps = new Scale();
  final Scale badChecksums = new Scale();
  final Scale retransmissions = new Scale();
  final Scale zeroWindows = new Scale();

  Endpoint(long high, long low, int port) {
    this.high = high;
    this.low = low;
    this.port = port;
  }

  boolean is(long otherHigh, long otherLow, int otherPort) {
    return low == otherLow && port == otherPort && high == otherHigh;
  }

  SequenceRanges ranges() {
    SequenceRanges made = ranges;
    if (made == null) {
      made = new SequenceRanges();
      ranges = made;
    }
    return made;
  }

  void enter(TcpState next) {
    if (next != state) {
      previous = state;
      state = next;
    }
  }

  /** Numbers everything from {@code sequence}, which is where SYN is or would be. */
  void begin(int sequence) {
    start = sequence & 0xffff_ffffL;
    acknowledged = start;
  }

  /** {@code sequence} relative to {@link #start}; negative if before it. */
  long relative(int sequence, long near) {
    return near + (sequence - (int) near) - start;
  }

  /** True while the receiver acknowledged no data. */
  boolean nothingAcknowledged() {
    return acknowledged == start || acknowledged == start + 1;
  }

  void acknowledge(int sequence) {
    int ahead = sequence - (int) acknowledged;
    boolean broken = sequence == 0 && ahead > TOO_FAR;
    if (ahead > 0 && !broken) {
      acknowledged += ahead;
    }
  }

  /**
   * Takes the sequence number behind a segment.
   *
   * @return true if it is not beyond all before it: the segment repeats something, or comes late
   */
  boolean advance(int sequence, boolean synOrRst, boolean fin) {
    int ahead = sequence - (int) last;
    boolean outlandish = synOrRst && (ahead > TOO_FAR || ahead < -TOO_FAR);
    if (outlandish) {
      return false;
    }
    if (fin && last == start + 1) {
      last += ahead & 0xffff_ffffL; // only SYN and FIN were captured of a long connection
      return false;
    }
    if (state == TcpState.RESET) {
      return false; // what comes after a reset has no reliable numbers
    }
    last += Math.max(0, ahead);
    return ahead <= 0;
  }

  /** Bytes of payload by sequence numbers, SYN and FIN left out. */
  long size(Endpoint peer) {
    boolean abandoned =
        previous == TcpState.SYN_SENT
            && state == TcpState.RESET
            && peer.state == TcpState.INACTIVE
            && !nothingAcknowledged();
    if (abandoned) {
      return 0; // its sequence numbers are not to be trusted, and it never could send data
    }
    long size = Math.max(last, acknowledged) - start;
    if (size != 0) {
      size--;
    }
    if (fins > 0 && size != 0) {
      size--;
    }
    return Math.max(0, size);
  }

  /** Counts events of which the first, tenth, hundredth … are worth a letter. */
  static final class Scale {
    private long count;
    private long threshold = 1;

    /** Counts one; true if it is one to be noted. */
    boolean reached() {
      if (++count < threshold) {
        return false;
      }
      threshold *= 10;
      return true;
    }
  }
}
