// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.analyses.features.Model;
import io.weir.model.WeirException;
import io.weir.model.engine.NativeTable;
import io.weir.model.tables.FiveTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services are told apart by what was learned, however the flows come. */
class WhatTest {
  private static final ServiceTraffic TRAFFIC = new ServiceTraffic(2016);
  private static final Map<String, String> CORES = Map.of("cores", ServiceTraffic.cores());

  private static NativeTable flows(List<String> rows, int splits) {
    return FixtureFormat.table(FiveTables.NAMED_FLOWS, ServiceTraffic.text(rows), splits);
  }

  private static AnalysisRun answers(
      String engine, List<NativeTable> tables, Map<String, String> settings) {
    return AnalysisRun.of(engine, "what", settings, tables);
  }

  /** F1 of the labels, each flow weighing its bytes. */
  private static double f1(ServiceTraffic traffic, Answer flows) {
    Map<String, String> truth = new HashMap<>();
    for (int i = 0; i < traffic.rows().size(); i++) {
      List<String> cells = List.of(traffic.rows().get(i).split("\t", -1));
      truth.put(cells.get(2) + " " + cells.get(3) + " " + cells.get(6), traffic.truth().get(i));
    }
    long right = 0;
    long told = 0;
    long expected = 0;
    for (List<?> row : flows.rows()) {
      String name = row.get(5) == null ? "\\N" : String.valueOf(row.get(5));
      String service =
          Objects.requireNonNull(truth.get(row.get(1) + " " + row.get(2) + " " + name));
      long bytes = ((Number) row.get(6)).longValue() + ((Number) row.get(7)).longValue();
      String label = row.get(8) == null ? "" : String.valueOf(row.get(8));
      right += !label.isEmpty() && label.equals(service) ? bytes : 0;
      told += label.isEmpty() ? 0 : bytes;
      expected += service.isEmpty() ? 0 : bytes;
    }
    double precision = (double) right / told;
    double recall = (double) right / expected;
    return 2 * precision * recall / (precision + recall);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bytesGoToTheServiceThatCausedThem(long seed) {
    ServiceTraffic traffic = new ServiceTraffic(seed);
    Answer flows =
        answers(Engines.EMBEDDED, List.of(flows(traffic.rows(), 1)), CORES).output("flows");
    assertThat(flows.rows()).hasSameSizeAs(traffic.rows());
    assertThat(f1(traffic, flows)).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @CsvSource({"embedded, spark", "spark, embedded"})
  void whatWasLearnedIsAppliedToOtherFlows(String teacher, String reader) {
    Answer model = answers(teacher, List.of(flows(TRAFFIC.rows(), 2)), CORES).output("model");
    NativeTable learned = FixtureFormat.table(Model.SCHEMA, AnalysisRun.text(model), 1);
    ServiceTraffic other = new ServiceTraffic(7);
    AnalysisRun applied =
        answers(reader, List.of(flows(other.rows(), 2), learned), Map.of("model", "model"));
    assertThat(f1(other, applied.output("flows"))).isGreaterThan(0.9);
    assertThat(applied.output("model").sortedText()).isEqualTo(model.sortedText());
  }

  @ParameterizedTest
  @CsvSource({"embedded, 2", "embedded, 7", "embedded, 200", "spark, 1", "spark, 7"})
  void answersAreTheSameInAnyPartsOnAnyEngine(String engine, int splits) {
    assertThat(answers(engine, List.of(flows(TRAFFIC.rows(), splits)), CORES).texts())
        .isEqualTo(answers(Engines.EMBEDDED, List.of(flows(TRAFFIC.rows(), 1)), CORES).texts());
  }

  @Test
  void orderClientsAndTimesDoNotMatter() {
    Answer one =
        answers(Engines.EMBEDDED, List.of(flows(TRAFFIC.rows(), 1)), CORES).output("services");
    for (List<String> changed :
        List.of(
            AnalysisRun.shuffled(TRAFFIC.rows()),
            AnalysisRun.relabelled(TRAFFIC.rows(), "10\\.2\\."),
            AnalysisRun.later(TRAFFIC.rows(), 2))) {
      Answer other =
          answers(Engines.EMBEDDED, List.of(flows(changed, 3)), CORES).output("services");
      assertThat(other.text()).isEqualTo(one.text());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Cannot run what: it has no cores, the names that visits begin with. Give them with",
        "www.none.example,x|Cannot run what: no flow has the name of a core (www.none.example, x).",
      })
  void coresThatNobodyVisitedAreRefused(String cores, String message) {
    for (String engine : List.of(Engines.EMBEDDED, Engines.SPARK)) {
      assertThatThrownBy(
              () -> answers(engine, List.of(flows(TRAFFIC.rows(), 1)), Map.of("cores", cores)))
          .isInstanceOf(WeirException.class)
          .hasMessageStartingWith(message);
    }
  }
}
