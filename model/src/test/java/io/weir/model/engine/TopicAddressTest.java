// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "kafka://localhost:9092/flows localhost:9092 flows",
        "kafka://a:1,b.example:2/net-flows_1.x a:1,b.example:2 net-flows_1.x",
        "kafka://[2001:db8::1]:9092/flows/ [2001:db8::1]:9092 flows"
      })
  void anAddressTellsServersAndTopic(String text, String servers, String topic) {
    assertThat(TopicAddress.isMeant(text)).isTrue();
    assertThat(TopicAddress.parse(text)).contains(new TopicAddress(servers, topic));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka://here/flows",
        "kafka://a:1",
        "kafka://a:1/",
        "kafka://a:1/b/c",
        "kafka://a:1,/b",
        "kafka://a:1/b c",
        "kafka:///b"
      })
  void whatLacksAPartIsNone(String text) {
    assertThat(TopicAddress.isMeant(text)).isTrue();
    assertThat(TopicAddress.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/var/log/zeek", "hdfs://a:1/b", "kafka"})
  void otherAddressesAreNotMeantSo(String text) {
    assertThat(TopicAddress.isMeant(text)).isFalse();
  }
}
