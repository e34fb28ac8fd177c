// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.tables.FiveTables;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Planted resolvers are found, all of them and no others, however the rows come. */
class RemedyTest {
  private static final ResolverTraffic TRAFFIC = new ResolverTraffic(2017);

  private static AnalysisRun answers(String engine, List<String> rows, int splits) {
    return AnalysisRun.of(
        engine,
        "remedy",
        Map.of(),
        List.of(
            FixtureFormat.table(
                FiveTables.named("dns").orElseThrow(), ResolverTraffic.text(rows), splits)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void plantedResolversAreFoundAndNoOthers(long seed) {
    ResolverTraffic traffic = new ResolverTraffic(seed);
    AnalysisRun answers = answers(Engines.EMBEDDED, traffic.rows(), 1);
    SortedSet<String> found = new TreeSet<>();
    SortedSet<String> clean = new TreeSet<>();
    for (List<?> row : answers.output("resolvers").rows()) {
      (row.get(4) == null ? clean : found).add(String.valueOf(row.get(0)));
    }
    assertThat(found).isEqualTo(traffic.planted());
    assertThat(clean).hasSize(190).doesNotContainAnyElementsOf(found);
  }

  @ParameterizedTest
  @CsvSource({"embedded, 2", "embedded, 7", "embedded, 200", "spark, 1", "spark, 7"})
  void answersAreTheSameInAnyPartsOnAnyEngine(String engine, int splits) {
    assertThat(answers(engine, TRAFFIC.rows(), splits).texts())
        .isEqualTo(answers(Engines.EMBEDDED, TRAFFIC.rows(), 1).texts());
  }

  @Test
  void orderClientsAndTimesDoNotMatter() {
    Map<String, String> one = answers(Engines.EMBEDDED, TRAFFIC.rows(), 1).texts();
    for (List<String> changed :
        List.of(
            AnalysisRun.shuffled(TRAFFIC.rows()),
            AnalysisRun.relabelled(TRAFFIC.rows(), "10\\.9\\."),
            AnalysisRun.later(TRAFFIC.rows(), 1))) {
      assertThat(answers(Engines.EMBEDDED, changed, 3).texts()).isEqualTo(one);
    }
  }
}
