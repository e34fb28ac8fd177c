// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dnstap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DnstapMessageTest {
  /** identity "ns", an unknown field, type MESSAGE, and a message. */
  private static final String FRAME =
      "0a026e73"
          + "9a0603010203"
          + "7801"
          + "7228"
          + "0805"
          + "1001"
          + "1801"
          + "22040a000001"
          + "2a040a000035"
          + "30d20f"
          + "3835"
          + "40e4f8b9d706"
          + "4d15cd5b07"
          + "520412340100";

  private final DnstapMessage message = new DnstapMessage();

  private String decode(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return message.decode(bytes, 0, bytes.length);
  }

  @Test
  void fieldsAreThoseOfTheBuffer() {
    assertThat(decode(FRAME)).isEmpty();
    assertThat(message.type()).isEqualTo(5);
    assertThat(message.family()).isEqualTo(1);
    assertThat(message.protocol()).isEqualTo(1);
    assertThat(message.queryPort()).isEqualTo(2002);
    assertThat(message.responsePort()).isEqualTo(53);
    assertThat(message.hasQueryTime()).isTrue();
    assertThat(message.queryTime()).isEqualTo(1_794_014_308_123_456_789L);
    assertThat(message.hasResponseTime()).isFalse();
    assertThat(message.length(DnstapMessage.IDENTITY)).isEqualTo(2);
    assertThat(message.length(DnstapMessage.QUERY_ADDRESS)).isEqualTo(4);
    assertThat(message.length(DnstapMessage.QUERY)).isEqualTo(4);
    assertThat(message.has(DnstapMessage.RESPONSE)).isFalse();
  }

  @Test
  void whatIsCutOffIsBroken() {
    for (int i = 2; i < FRAME.length(); i += 2) {
      String defect = decode(FRAME.substring(0, i));
      assertThat(defect).isIn("broken protocol buffer", "no message in the dnstap frame");
    }
  }
}
