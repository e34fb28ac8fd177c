// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> TABLES = List.of("flows", "named_flows", "dns", "http");

  @Test
  void findsTheNameWithTheFewestErrors() {
    assertThat(Nearest.name("named_flow", TABLES)).contains("named_flows");
    assertThat(Nearest.name("flwos", TABLES)).contains("flows");
    assertThat(Nearest.name("DSN", TABLES)).contains("dns");
    assertThat(Nearest.hint("htpp", TABLES)).isEqualTo(" Did you mean 'http'?");
  }

  @Test
  void suggestsNothingThatIsFarAway() {
    assertThat(Nearest.name("packets", TABLES)).isEmpty();
    assertThat(Nearest.hint("xx", List.of())).isEmpty();
  }

  @Test
  void aSwapOfNeighboursIsOneError() {
    assertThat(Nearest.distance("dns", "dsn")).isEqualTo(1);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
  }
}
