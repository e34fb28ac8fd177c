// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Hostile streams in hostile chunks: the same messages as in one chunk, none outside the bytes. */
class DnsTcpStreamFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    List<String> inChunks = new ArrayList<>();
    DnsTcpStream stream = new DnsTcpStream((bytes, at, length) -> add(inChunks, bytes, at, length));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    boolean hasGap = false;
    boolean isDns = true;
    while (data.remainingBytes() > 0) {
      if (data.consumeInt(0, 20) == 0) {
        stream.gap(data.consumeLong(1, 1L << 33));
        hasGap = true;
      }
      byte[] chunk = data.consumeBytes(data.consumeInt(0, 100));
      all.writeBytes(chunk);
      // With bytes around it that are none of the stream's.
      byte[] padded = new byte[chunk.length + 2];
      System.arraycopy(chunk, 0, padded, 1, chunk.length);
      isDns = stream.offer(padded, 1, chunk.length);
    }
    if (hasGap) {
      return;
    }
    List<String> atOnce = new ArrayList<>();
    byte[] bytes = all.toByteArray();
    boolean isDnsAtOnce =
        new DnsTcpStream((b, at, length) -> add(atOnce, b, at, length))
            .offer(bytes, 0, bytes.length);
    boolean isLost = !atOnce.equals(inChunks);
    if (isLost && !inChunks.subList(0, Math.min(atOnce.size(), inChunks.size())).equals(atOnce)) {
      throw new IllegalStateException("other messages in chunks: " + inChunks + " " + atOnce);
    }
    if (inChunks.isEmpty() && atOnce.isEmpty() && isDns != isDnsAtOnce) {
      throw new IllegalStateException("DNS in one way only");
    }
  }

  private static void add(List<String> messages, byte[] bytes, int at, int length) {
    if (length < DnsMessage.HEADER_LENGTH || at < 0 || at + length > bytes.length) {
      throw new IllegalStateException("a message outside the bytes");
    }
    messages.add(Arrays.toString(Arrays.copyOfRange(bytes, at, at + length)));
  }
}
