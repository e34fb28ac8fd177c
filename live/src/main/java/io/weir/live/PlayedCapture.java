// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import io.weir.collector.DatagramSender;
import io.weir.formats.pcap.UdpPayloads;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A capture that is played beside others, datagram by datagram. It is opened when its first one is
 * due, so that of many captures in a row few are open at once. Not thread-safe.
 */
final class PlayedCapture implements AutoCloseable {
  private static final Rejects UNHEARD = (file, offset, reason, record, from, length) -> {};

  private final InputFile capture;
  private final int place;
  private final Predicate<UdpPayloads> isWanted;
  private final LongAdder skipped = new LongAdder();
  private @Nullable UdpPayloads payloads;
  private long nanos = Long.MAX_VALUE;

  /**
   * Looks when the capture begins.
   *
   * @param place among the captures
   */
  PlayedCapture(InputFile capture, int place, Predicate<UdpPayloads> isWanted) throws IOException {
    this.capture = capture;
    this.place = place;
    this.isWanted = isWanted;
    try (UdpPayloads look = UdpPayloads.open(capture, UNHEARD)) {
      while (nanos == Long.MAX_VALUE && look.next()) {
        nanos = isWanted.test(look) ? look.nanos() : Long.MAX_VALUE;
      }
    }
  }

  int place() {
    return place;
  }

  /** When the next datagram was captured, nanoseconds since 1970 UTC; the largest value: none. */
  long nanos() {
    return nanos;
  }

  /** Sends the next datagram; false when there is no further one. */
  boolean send(DatagramSender sender) throws IOException {
    UdpPayloads open = payloads;
    if (open == null) {
      open = UdpPayloads.open(capture, (f, offset, reason, b, from, n) -> skipped.increment());
      payloads = open;
      if (!advance(open)) {
        return false;
      }
    }
    sender.send(open.sender(), open.nanos() / 1000, open.bytes(), open.from(), open.length());
    return advance(open);
  }

  private boolean advance(UdpPayloads open) throws IOException {
    while (open.next()) {
      if (isWanted.test(open)) {
        nanos = open.nanos();
        return true;
      }
      skipped.increment();
    }
    nanos = Long.MAX_VALUE;
    return false;
  }

  /** How many records were not sent so far. */
  long skipped() {
    return skipped.sum() + (payloads == null ? 0 : payloads.cut());
  }

  @Override
  public void close() throws IOException {
    if (payloads != null) {
      payloads.close();
    }
  }
}
