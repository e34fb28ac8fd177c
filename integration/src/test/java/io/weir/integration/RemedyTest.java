// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.Analyses;
import io.weir.job.Parameters;
import io.weir.model.TimeRange;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Engine.PlanRun;
import io.weir.model.engine.Result;
import io.weir.model.tables.FiveTables;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Planted resolvers are found, all of them and no others, however the rows come. */
class RemedyTest {
  private static final ResolverTraffic TRAFFIC = new ResolverTraffic(2017);

  private static Catalog catalog(List<String> rows, int splits) {
    return new Catalog(
        List.of(FixtureFormat.table(dns(), ResolverTraffic.text(rows), splits)),
        Map.of(),
        List.of(),
        Map.of(),
        TimeRange.ALL);
  }

  private static io.weir.model.TableSchema dns() {
    return FiveTables.named("dns").orElseThrow();
  }

  private static List<Answer> answers(String engine, List<String> rows, int splits) {
    try (Engine opened = Engines.named(engine, catalog(rows, splits), io.weir.model.Options.NONE);
        PlanRun run =
            opened.run(plan(Analyses.named("remedy", RemedyTest.class.getClassLoader())))) {
      return List.of(answer(run, "resolvers"), answer(run, "evidence"));
    }
  }

  private static Answer answer(PlanRun run, String output) {
    try (Result result = run.output(output)) {
      return Answer.of(result);
    }
  }

  private static <P extends Record> Plan plan(Analysis<P> analysis) {
    P parameters = Parameters.bind(analysis.spec().name(), analysis.spec().parameters(), Map.of());
    return analysis.analyze(parameters, new Context(Clock.systemUTC(), 0, List.of("dns")));
  }

  private static SortedSet<String> suspicious(Answer resolvers) {
    SortedSet<String> found = new TreeSet<>();
    for (List<?> row : resolvers.rows()) {
      if (row.get(4) != null) {
        found.add(String.valueOf(row.get(0)));
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void plantedResolversAreFoundAndNoOthers(long seed) {
    ResolverTraffic traffic = new ResolverTraffic(seed);
    Answer resolvers = answers(Engines.EMBEDDED, traffic.rows(), 1).get(0);
    assertThat(suspicious(resolvers)).isEqualTo(traffic.planted());
    assertThat(resolvers.rows()).extracting(row -> row.get(0)).hasSizeGreaterThanOrEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"embedded, 2", "embedded, 7", "embedded, 200", "spark, 1", "spark, 2", "spark, 7"})
  void answersAreTheSameInAnyPartsOnAnyEngine(String engine, int splits) {
    List<Answer> one = answers(Engines.EMBEDDED, TRAFFIC.rows(), 1);
    List<Answer> other = answers(engine, TRAFFIC.rows(), splits);
    assertThat(other.get(0).text()).isEqualTo(one.get(0).text());
    assertThat(other.get(1).text()).isEqualTo(one.get(1).text());
  }

  @Test
  void orderClientsAndTimesDoNotMatter() {
    List<Answer> one = answers(Engines.EMBEDDED, TRAFFIC.rows(), 1);
    List<String> shuffled = new ArrayList<>(TRAFFIC.rows());
    Collections.shuffle(shuffled, new Random(5));
    UnaryOperator<String> relabel = row -> row.replaceFirst("\t10\\.9\\.", "\tfd00::9:");
    UnaryOperator<String> later =
        row ->
            LocalDateTime.parse(row.substring(0, row.indexOf('\t'))).plusHours(5)
                + row.substring(row.indexOf('\t'));
    for (List<String> changed :
        List.of(
            shuffled,
            TRAFFIC.rows().stream().map(relabel).toList(),
            TRAFFIC.rows().stream().map(later).toList())) {
      List<Answer> other = answers(Engines.EMBEDDED, changed, 3);
      assertThat(other.get(0).text()).isEqualTo(one.get(0).text());
      assertThat(other.get(1).text()).isEqualTo(one.get(1).text());
    }
  }
}
