// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> COLUMNS =
      List.of("c_ip", "s_ip", "c_bytes", "s_bytes", "time_start", "name", "name_source", "ts");

  @ParameterizedTest
  @CsvSource({
    "s_byte, s_bytes",
    "S_BYTES, s_bytes",
    "s_bites, s_bytes",
    "bytes, c_bytes",
    "time_strat, time_start",
    "nmae, name",
    "st, ts",
    "start, time_start",
  })
  void findsWhatWasMeant(String word, String meant) {
    assertThat(Nearest.to(word, COLUMNS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"country", "zz", "a_completely_different_thing"})
  void findsNothingWhereNothingIsNear(String word) {
    assertThat(Nearest.to(word, COLUMNS)).isEmpty();
  }

  @Test
  void remedyNamesTheNearestOrAll() {
    List<String> known = List.of("table", "csv");
    assertThat(Nearest.remedy("cvs", "Forms", known)).isEqualTo("Did you mean csv?");
    assertThat(Nearest.remedy("parquet", "Forms", known)).isEqualTo("Forms: table, csv.");
    assertThat(Nearest.remedy("x", "Forms", List.of())).isEqualTo("There are none.");
  }
}
