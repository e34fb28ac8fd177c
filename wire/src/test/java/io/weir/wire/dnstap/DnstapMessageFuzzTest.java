// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dnstap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever the bytes, a part lies inside of them. */
class DnstapMessageFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    byte[] bytes = data.consumeRemainingAsBytes();
    DnstapMessage message = new DnstapMessage();
    if (message.decode(bytes, 0, bytes.length).isEmpty()) {
      for (int part = DnstapMessage.IDENTITY; part <= DnstapMessage.RESPONSE; part++) {
        if (message.has(part)) {
          assertThat(message.from(part)).isNotNegative();
          assertThat(message.from(part) + message.length(part)).isLessThanOrEqualTo(bytes.length);
        }
      }
      assertThat(message.queryPort()).isLessThan(65_536);
    }
  }
}
