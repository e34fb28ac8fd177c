// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class FlowReaderFuzzTest {
  /**
   * Several datagrams go through one reader, so that templates meet data they were not made for.
   */
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    FlowReader reader = new FlowReader();
    while (data.remainingBytes() > 0) {
      byte[] datagram = data.consumeBytes(data.consumeInt(1, 1500));
      if (datagram.length > 1 && data.consumeBoolean()) {
        datagram[0] = 0;
        datagram[1] = (byte) (data.consumeBoolean() ? 9 : 5);
      }
      reader.read(datagram, 0, datagram.length, (flow, header) -> flow.present());
    }
  }
}
