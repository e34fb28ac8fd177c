// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import io.weir.collector.DatagramSender;
import io.weir.formats.pcap.UdpPayloads;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.wire.export.ExportDecoder;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Captures of export traffic. Stateless. */
public final class ExportCapture {
  private static final Rejects UNHEARD = (file, offset, reason, record, from, length) -> {};

  /** How many UDP datagrams tell whether a capture is one of NetFlow. */
  private static final int MOST_LOOKED_AT = 1000;

  private ExportCapture() {}

  /** True when NetFlow is among the first datagrams. */
  public static boolean isExport(InputFile capture) throws IOException {
    try (UdpPayloads payloads = UdpPayloads.open(capture, UNHEARD)) {
      for (int i = 0; i < MOST_LOOKED_AT && payloads.next(); i++) {
        if (isExport(payloads)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isExport(UdpPayloads payloads) {
    return ExportDecoder.isExport(payloads.bytes(), payloads.from(), payloads.length());
  }

  /** As {@link #play(List, DatagramSender)} of one capture. */
  public static long play(InputFile capture, DatagramSender sender) throws IOException {
    return play(List.of(capture), sender);
  }

  /**
   * Sends the datagrams that are export traffic, each when the sender's pace says. Captures share
   * their time: what was captured at once is sent at once, whatever file it is in.
   *
   * @return how many records were not sent: the captures' damaged ones, datagrams that they have
   *     only the beginning of, and those that are no export traffic
   */
  public static long play(List<? extends InputFile> captures, DatagramSender sender)
      throws IOException {
    PriorityQueue<PlayedCapture> waiting =
        new PriorityQueue<>(
            Comparator.comparingLong(PlayedCapture::nanos).thenComparingInt(PlayedCapture::place));
    long skipped = 0;
    try {
      for (InputFile capture : captures) {
        PlayedCapture played = new PlayedCapture(capture, waiting.size(), ExportCapture::isExport);
        waiting.add(played);
      }
      for (PlayedCapture next = waiting.peek(); next != null; next = waiting.peek()) {
        boolean isGoingOn = next.send(sender);
        waiting.poll();
        if (isGoingOn) {
          waiting.add(next);
        } else {
          skipped += next.skipped();
          next.close();
        }
      }
      return skipped;
    } finally {
      for (PlayedCapture left : waiting) {
        left.close();
      }
    }
  }
}
