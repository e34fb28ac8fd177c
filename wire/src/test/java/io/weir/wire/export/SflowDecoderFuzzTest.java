// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever an sFlow datagram holds, decoding it ends inside it. */
class SflowDecoderFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    byte[] bytes = data.consumeRemainingAsBytes();
    if (bytes.length > 8) {
      bytes[0] = 0;
      bytes[1] = 0;
      bytes[2] = 0;
      bytes[3] = 5;
    }
    int[] flows = new int[1];
    SflowSink sink =
        new SflowSink() {
          @Override
          public void flow(FlowRecord flow, SflowHeader header) {
            flows[0]++;
          }

          @Override
          public void counters(SflowCounters counters, SflowHeader header) {
            if (counters.at() + counters.length() > bytes.length) {
              throw new AssertionError("counters reach beyond the datagram");
            }
          }
        };
    new SflowDecoder().decode(bytes, 0, bytes.length, 0, sink);
    if (flows[0] > bytes.length / 32) {
      throw new AssertionError("more flows than bytes can hold");
    }
  }
}
