// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.batch;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class FlowBatchFuzzTest {
  /** Whatever the bytes are, they are refused or all their values can be read. */
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    byte[] message = data.consumeRemainingAsBytes();
    FlowBatchReader reader = new FlowBatchReader();
    if (!reader.open(message, 0, message.length).isEmpty()) {
      return;
    }
    long[] out = new long[reader.rows()];
    for (int column = 0; column < FlowBatch.COLUMNS; column++) {
      if (!reader.has(column)) {
        continue;
      }
      if (!FlowBatch.isAddress(column)) {
        reader.numbers(column, 0, out.length, out);
      }
      for (int row = 0; row < out.length; row++) {
        reader.has(column, row);
        if (FlowBatch.isAddress(column)) {
          reader.isIpv4(column, row);
          reader.low(column, row);
          reader.high(column, row);
        } else {
          reader.number(column, row);
        }
      }
    }
  }
}
