// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class FlowReaderFuzzTest {
  /**
   * Several datagrams, v5, v9 and IPFIX, go through one reader, so that templates meet data they
   * were not made for. The seeds are a v5 datagram, a template with its data, and one set of
   * options.
   */
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    FlowReader reader = new FlowReader();
    int[] flows = new int[1];
    while (data.remainingBytes() > 0) {
      byte[] datagram = data.consumeBytes(data.consumeInt(1, 1500));
      if (datagram.length > 1 && data.consumeBoolean()) {
        datagram[0] = 0;
        datagram[1] = data.pickValue(new byte[] {5, 9, 10});
      }
      flows[0] = 0;
      ExportOutcome outcome =
          reader.read(datagram, 0, datagram.length, (flow, header) -> flows[0]++);
      require(flows[0] == flows(outcome), "an outcome tells how many flows were handed over");
      require(flows[0] <= datagram.length, "each record takes a byte at least");
      if (outcome instanceof ExportOutcome.Malformed malformed) {
        boolean isInside = malformed.offset() >= 0 && malformed.offset() <= datagram.length;
        require(isInside, "a defect is inside the datagram");
      }
    }
  }

  private static int flows(ExportOutcome outcome) {
    if (outcome instanceof ExportOutcome.Decoded decoded) {
      return decoded.flows();
    }
    return outcome instanceof ExportOutcome.NeedsTemplate needs
        ? needs.flows()
        : ((ExportOutcome.Malformed) outcome).flows();
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("It does not hold that " + what);
    }
  }
}
