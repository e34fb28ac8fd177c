// SPDX-License-Identifier: Apache-2.0
package io.weir.model.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiveTablesTest {
  @Test
  void ofSeveralTablesNetlyticsStandsForNone() {
    assertThat(FiveTables.missing("netlytics", List.of("dns", "http")))
        .isEqualTo(
            "netlytics stands for one table, and the input has several. Choose with --table: dns,"
                + " http.");
  }

  @Test
  void oneOfTheFiveMayBeMissingFromAnInput() {
    assertThat(FiveTables.missing("http", List.of("dns", "https")))
        .isEqualTo("the input has no table http. Tables: dns, https.");
  }

  @Test
  void anyOtherNameIsNearestToWhatThereIs() {
    assertThat(FiveTables.missing("dsn", List.of("dns", "http")))
        .isEqualTo("there is no table dsn. Did you mean dns?");
  }
}
