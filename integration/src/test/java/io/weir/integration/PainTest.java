// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.analyses.features.Model;
import io.weir.model.WeirException;
import io.weir.model.engine.NativeTable;
import io.weir.model.tables.FiveTables;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints come in the order in which names were planted, however the flows come. */
class PainTest {
  private static final PageTraffic TRAFFIC = new PageTraffic(2019);
  private static final Map<String, String> CORES =
      Map.of("cores", String.join(",", PageTraffic.PAGES));

  private static NativeTable flows(List<String> rows, int splits) {
    return FixtureFormat.table(FiveTables.NAMED_FLOWS, PageTraffic.text(rows), splits);
  }

  private static AnalysisRun answers(String engine, List<String> rows, int splits) {
    return AnalysisRun.of(engine, "pain", CORES, List.of(flows(rows, splits)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void namesAreInTheCheckpointInWhichTheyWerePlanted(long seed) {
    AnalysisRun answers = answers(Engines.EMBEDDED, new PageTraffic(seed).rows(), 1);
    Map<String, Object> found = new TreeMap<>();
    for (List<?> row : answers.output("checkpoints").rows()) {
      found.put(row.get(0) + " " + row.get(2), Objects.requireNonNull(row.get(1)));
    }
    assertThat(found).isEqualTo(PageTraffic.planted());
    for (List<?> visit : answers.output("visits").rows()) {
      assertThat((List<?>) visit.get(4))
          .filteredOn(Objects::nonNull)
          .extracting(seconds -> (Double) seconds)
          .isSorted();
    }
  }

  @Test
  void percentilesAreThoseOfTheVisitsOfAPageAndDay() {
    AnalysisRun answers = answers(Engines.EMBEDDED, TRAFFIC.rows(), 1);
    for (List<?> row : answers.output("pages").rows()) {
      int checkpoint = ((Number) Objects.requireNonNull(row.get(2))).intValue();
      double[] seconds =
          answers.output("visits").rows().stream()
              .filter(visit -> Objects.equals(visit.get(2), row.get(0)))
              .filter(visit -> String.valueOf(visit.get(0)).startsWith(String.valueOf(row.get(1))))
              .map(visit -> ((List<?>) Objects.requireNonNull(visit.get(4))).get(checkpoint - 1))
              .filter(Objects::nonNull)
              .mapToDouble(reached -> (Double) reached)
              .sorted()
              .toArray();
      assertThat(row.get(3)).isEqualTo((long) seconds.length);
      int middle = seconds.length / 2;
      double median =
          seconds.length % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
      assertThat((Double) row.get(6)).isCloseTo(median, org.assertj.core.data.Offset.offset(1e-9));
    }
    assertThat(answers.output("pages").rows()).hasSize(PageTraffic.PAGES.size() * 4 * 2);
  }

  @ParameterizedTest
  @CsvSource({"embedded, spark", "spark, embedded"})
  void whatWasLearnedIsAppliedToOtherFlows(String teacher, String reader) {
    Answer model = answers(teacher, TRAFFIC.rows(), 2).output("model");
    NativeTable learned = FixtureFormat.table(Model.SCHEMA, AnalysisRun.text(model), 1);
    List<String> other = new PageTraffic(7).rows();
    AnalysisRun applied =
        AnalysisRun.of(reader, "pain", Map.of("model", "model"), List.of(flows(other, 2), learned));
    assertThat(applied.output("model").sortedText()).isEqualTo(model.sortedText());
    assertThat(applied.output("visits").rows())
        .hasSameSizeAs(answers(Engines.EMBEDDED, other, 1).output("visits").rows())
        .allMatch(visit -> ((Number) Objects.requireNonNull(visit.get(3))).longValue() > 3);
  }

  @ParameterizedTest
  @CsvSource({"embedded, 2", "embedded, 7", "embedded, 200", "spark, 1", "spark, 7"})
  void answersAreTheSameInAnyPartsOnAnyEngine(String engine, int splits) {
    assertThat(answers(engine, TRAFFIC.rows(), splits).texts())
        .isEqualTo(answers(Engines.EMBEDDED, TRAFFIC.rows(), 1).texts());
  }

  @Test
  void orderClientsAndTimesDoNotMatter() {
    Answer one = answers(Engines.EMBEDDED, TRAFFIC.rows(), 1).output("checkpoints");
    for (List<String> changed :
        List.of(
            AnalysisRun.shuffled(TRAFFIC.rows()),
            AnalysisRun.relabelled(TRAFFIC.rows(), "10\\.3\\."),
            AnalysisRun.later(TRAFFIC.rows(), 1))) {
      assertThat(answers(Engines.EMBEDDED, changed, 3).output("checkpoints").text())
          .isEqualTo(one.text());
    }
  }

  @Test
  void pagesThatNobodyVisitedAreRefused() {
    assertThatThrownBy(
            () ->
                AnalysisRun.of(
                    Engines.EMBEDDED,
                    "pain",
                    Map.of("cores", "x.example"),
                    List.of(flows(TRAFFIC.rows(), 1))))
        .isInstanceOf(WeirException.class)
        .hasMessageStartingWith("Cannot run pain: no flow has the name of a core (x.example).");
  }
}
