// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class HttpStreamFuzzTest {
  /** Checks that lengths add up. */
  private static final class Ledger implements HttpStream.Listener {
    int open;

    @Override
    public void begin() {}

    @Override
    public void head(HttpHead head) {
      open++;
      assertThat(head.fieldCount()).isBetween(0, 256);
      for (int i = 0; i < head.fieldCount(); i++) {
        assertThat(head.valueLength(i)).isNotNegative();
      }
    }

    @Override
    public void end(long bodyBytes, long messageBytes, HttpStream.End how) {
      open--;
      assertThat(open).isZero();
      assertThat(bodyBytes).isBetween(0L, messageBytes);
    }
  }

  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    Ledger ledger = new Ledger();
    boolean requests = data.consumeBoolean();
    HttpStream stream = requests ? HttpStream.ofRequests(ledger) : HttpStream.ofResponses(ledger);
    while (data.remainingBytes() > 0) {
      int step = data.consumeInt(0, 300);
      if (step == 300) {
        stream.gap(data.consumeLong(1, 5000));
      } else {
        byte[] chunk = data.consumeBytes(step);
        stream.offer(chunk, 0, chunk.length);
      }
    }
    stream.end();
    assertThat(ledger.open).isZero();
  }
}
