// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {
  @Test
  void addressesAreCountedOnceAndByNetwork() {
    Answers answers =
        Answers.read("AS1|192.0.2.9;AS1|192.0.2.9;AS1|192.0.2.8;2001:db8::/32|2001:db8::1");
    assertThat(answers.addresses()).isEqualTo(3);
    assertThat(answers.names()).isZero();
    assertThat(answers.servers())
        .isEqualTo(
            Map.of(
                "AS1", List.of("192.0.2.8", "192.0.2.9"), "2001:db8::/32", List.of("2001:db8::1")));
  }

  @Test
  void namesAreThoseOfTheChainAndSignaturesAreNot() {
    Answers answers =
        Answers.read("|a.example;|b.example;|A 8 3 300 20260301 20260201 1 example x==;AS2|::2");
    assertThat(answers.names()).isEqualTo(2);
    assertThat(answers.addresses()).isEqualTo(1);
  }

  @Test
  void answersWithoutAddressesHaveNone() {
    assertThat(Answers.read("|a.example").addresses()).isZero();
    assertThat(Answers.read("").servers()).isEmpty();
  }
}
