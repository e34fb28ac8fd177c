// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.wire.ByteText;

class DnsMessageFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    byte[] bytes = data.consumeRemainingAsBytes();
    DnsMessage message = new DnsMessage();
    RecordText records = new RecordText();
    ByteText out = new ByteText();
    boolean whole = message.decode(bytes, 0, bytes.length);
    assertThat(whole).isEqualTo(message.malformed() == null);
    for (int i = 0; i < message.questionCount(); i++) {
      message.writeQuestionName(i, NameCase.LOWER, out);
      DnsType.name(message.questionType(i));
    }
    for (int i = 0; i < message.recordCount(); i++) {
      out.clear();
      records.writeRecord(message, i, out);
      records.writeTarget(message, i, NameCase.LOWER, out);
      assertThat(out.length()).isLessThan(5 * 65536);
    }
    if (message.hasHeader()) {
      DnsEdns.writeClientSubnet(message, out);
      DnsEdns.writeCookie(message, out);
    }
  }
}
