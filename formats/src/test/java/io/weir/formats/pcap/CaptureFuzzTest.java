// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Hostile captures: whole files, and packets of one conversation. */
class CaptureFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    byte[] content = data.consumeRemainingAsBytes();
    if (content.length > 0 && content[0] == 0) {
      content = packets(content);
    }
    Captures.read(
        List.of(Captures.file("fuzz", content)),
        Options.NONE.with("checksums", content.length % 2 == 0 ? "ignore" : "verify"),
        FiveTables.PACKETS,
        FiveTables.NAMED_FLOWS);
  }

  /** Makes TCP and UDP packets of two hosts from the bytes, so that flows are long. */
  private static byte[] packets(byte[] content) {
    CaptureBuilder capture = CaptureBuilder.pcap();
    int at = 1;
    int time = 0;
    while (at + 6 < content.length) {
      boolean out = (content[at] & 1) != 0;
      int length = Math.min(content[at + 1] & 0xff, content.length - at - 6);
      String payload = new String(content, at + 6, length, StandardCharsets.ISO_8859_1);
      int from = out ? 1 : 2;
      int to = out ? 2 : 1;
      int fromPort = out ? 40_000 : 80;
      int toPort = out ? 80 : 40_000;
      byte[] packet =
          (content[at] & 6) == 6
              ? CaptureBuilder.udp(from, fromPort, to, toPort, payload)
              : CaptureBuilder.tcp(
                  from,
                  fromPort,
                  to,
                  toPort,
                  content[at + 2],
                  content[at + 3],
                  content[at + 4],
                  payload);
      time += content[at + 5] << (content[at] & 8);
      capture.packet(time, packet);
      at += 6 + length;
    }
    return capture.bytes();
  }
}
