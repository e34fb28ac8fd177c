// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import io.weir.collector.DatagramSender;
import io.weir.formats.pcap.UdpPayloads;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.wire.export.ExportDecoder;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

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

  /**
   * Sends the datagrams that are export traffic, each when the sender's pace says.
   *
   * @return how many records were not sent: the capture's damaged ones, datagrams that it has only
   *     the beginning of, and those that are no export traffic
   */
  public static long play(InputFile capture, DatagramSender sender) throws IOException {
    LongAdder skipped = new LongAdder();
    Rejects rejects = (file, offset, reason, record, from, length) -> skipped.increment();
    try (UdpPayloads payloads = UdpPayloads.open(capture, rejects)) {
      while (payloads.next()) {
        if (isExport(payloads)) {
          sender.send(
              payloads.sender(),
              payloads.nanos() / 1000,
              payloads.bytes(),
              payloads.from(),
              payloads.length());
        } else {
          skipped.increment();
        }
      }
      return skipped.sum() + payloads.cut();
    }
  }
}
