// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.integration.GoldenAnswers.Section;
import io.weir.job.Parameters;
import io.weir.model.Option;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Engine.PlanRun;
import io.weir.model.engine.Result;
import io.weir.model.tables.FiveTables;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every analysis. A new one needs its expected answers, {@code analyses/NAME.txt}
 * beside the other resources, maybe with rows of its own ({@link Fixtures}), and nothing else here.
 *
 * <p>Rows are compared in order where the plan sorts them, else in alphabetical order.
 */
class AnalysisContractTest {
  private static final List<Integer> SPLITS = List.of(1, 2, 7, 200);

  /** With fewer or more splits than these the first answer stands for all, but in the whole run. */
  private static final List<Integer> SPLITS_OF_ALL =
      Boolean.getBoolean("weir.full") ? SPLITS : List.of(2, 200);

  /** Spark takes its time for each. */
  private static final List<Integer> SPARK_SPLITS =
      Boolean.getBoolean("weir.full") ? SPLITS : List.of(2, 7);

  /** As many as two hundred by default, each a task for every step. */
  private static final List<Integer> SPARK_PARTITIONS =
      Boolean.getBoolean("weir.full") ? List.of(1, 200) : List.of(1, 20);

  static List<Named<Analysis<?>>> analyses() {
    List<Named<Analysis<?>>> all = new ArrayList<>();
    for (Analysis<?> analysis : ServiceLoader.load(Analysis.class)) {
      all.add(Named.of(analysis.spec().name(), analysis));
    }
    return all;
  }

  static List<Arguments> analysesAndSplits() {
    return with(SPLITS);
  }

  static List<Arguments> analysesAndSplitsOfSpark() {
    return with(SPARK_SPLITS);
  }

  private static List<Arguments> with(List<Integer> counts) {
    List<Arguments> all = new ArrayList<>();
    for (Named<Analysis<?>> analysis : analyses()) {
      counts.forEach(splits -> all.add(Arguments.of(analysis, splits)));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("analysesAndSplits")
  void embeddedAnswersAsExpected(Analysis<?> analysis, int splits) {
    List<Section> sections = GoldenAnswers.of(analysis.spec().name()).sections();
    try (Engine engine = Engines.embedded(tables(analysis, splits))) {
      answersAsExpected(
          engine, analysis, SPLITS_OF_ALL.contains(splits) ? sections : sections.subList(0, 1));
    }
  }

  /**
   * All answers where two splits meet; the first one also where there are others, and then from the
   * code that Spark generates.
   */
  @ParameterizedTest
  @MethodSource("analysesAndSplitsOfSpark")
  void sparkAnswersAsExpected(Analysis<?> analysis, int splits) {
    List<Section> sections = GoldenAnswers.of(analysis.spec().name()).sections();
    Catalog tables = tables(analysis, splits);
    try (Engine engine = splits == 2 ? Engines.interpretingSpark(tables) : Engines.spark(tables)) {
      answersAsExpected(engine, analysis, splits == 2 ? sections : sections.subList(0, 1));
    }
  }

  /** Spark divides grouped rows again among as many tasks as it is told. */
  @ParameterizedTest
  @MethodSource("analyses")
  void sparkAnswersAlikeHoweverItDividesGroups(Analysis<?> analysis) {
    List<Section> sections = GoldenAnswers.of(analysis.spec().name()).sections().subList(0, 1);
    try (Engine engine = Engines.interpretingSpark(tables(analysis, 2))) {
      Answer.of(engine, "SET spark.sql.adaptive.enabled=false");
      for (int partitions : SPARK_PARTITIONS) {
        Answer.of(engine, "SET spark.sql.shuffle.partitions=" + partitions);
        answersAsExpected(engine, analysis, sections);
      }
    }
  }

  /** Rows of many keys come out of a fold in any order, which must show nowhere. */
  @ParameterizedTest
  @MethodSource("analyses")
  void whatFoldsPutOutIsSortedOrAddedUp(Analysis<?> analysis) {
    Map<String, String> settings =
        GoldenAnswers.of(analysis.spec().name()).sections().get(0).settings();
    Plan plan = plan(analysis, settings, Fixtures.tables(FiveTables.ALL));
    List<Plan.Sql> queries = new ArrayList<>(plan.outputs().values());
    List<String> folds = new ArrayList<>();
    for (Plan.Step step : plan.steps()) {
      if (step instanceof Plan.FoldStep fold) {
        folds.add(fold.name());
        queries.add(fold.input());
      } else if (step instanceof Plan.WholeStep whole) {
        queries.addAll(whole.inputs());
      } else if (step instanceof Plan.SqlStep query) {
        queries.add(query.sql());
      }
    }
    assertThat(queries)
        .extracting(Plan.Sql::text)
        .filteredOn(text -> folds.stream().anyMatch(text::contains))
        .allMatch(text -> text.contains("ORDER BY") || text.contains("GROUP BY"));
  }

  /** A table without rows has an answer without rows, or a message. */
  @ParameterizedTest
  @MethodSource("analyses")
  void tablesWithoutRowsHaveAnAnswerWithoutRowsOrAReason(Analysis<?> analysis) {
    sameOutcome(analysis, Fixtures.empty(FiveTables.ALL), true);
  }

  /** Rows of nothing but NULL are no more, though they may be counted. */
  @ParameterizedTest
  @MethodSource("analyses")
  void rowsOfNothingButNullAreAnsweredAlike(Analysis<?> analysis) {
    sameOutcome(analysis, Fixtures.nothingButNull(FiveTables.ALL, 3), false);
  }

  private static void sameOutcome(Analysis<?> analysis, Catalog tables, boolean isEmpty) {
    Map<String, String> settings =
        GoldenAnswers.of(analysis.spec().name()).sections().get(0).settings();
    Plan plan = plan(analysis, settings, Fixtures.tables(FiveTables.ALL));
    try (Engine embedded = Engines.embedded(tables);
        Engine spark = Engines.interpretingSpark(tables)) {
      String outcome = outcome(embedded, plan, isEmpty);
      assertThat(outcome(spark, plan, isEmpty)).isEqualTo(outcome);
    }
  }

  private static String outcome(Engine engine, Plan plan, boolean isEmpty) {
    try (PlanRun run = engine.run(plan)) {
      if (isEmpty) {
        try (Result answer = run.output(run.outputs().get(0))) {
          assertThat(answer.next()).isFalse();
        }
      }
      return text(plan, run);
    } catch (WeirException e) {
      assertThat(e.kind()).isEqualTo(WeirException.Kind.USAGE);
      assertThat(e.getMessage()).startsWith("Cannot ").endsWith(".");
      return String.valueOf(e.getMessage());
    }
  }

  private static Catalog tables(Analysis<?> analysis, int splits) {
    return Fixtures.fiveTables(analysis.spec().name(), splits);
  }

  private static void answersAsExpected(
      Engine engine, Analysis<?> analysis, List<Section> sections) {
    for (Section section : sections) {
      Plan plan = plan(analysis, section.settings(), Fixtures.tables(FiveTables.ALL));
      try (PlanRun run = engine.run(plan)) {
        assertThat(text(plan, run)).as("%s", section).isEqualTo(section.text());
      }
    }
  }

  private static String text(Plan plan, PlanRun run) {
    StringBuilder text = new StringBuilder();
    plan.outputs()
        .forEach(
            (name, sql) -> {
              try (Result result = run.output(name)) {
                Answer answer = Answer.of(result);
                boolean isOrdered = sql.text().contains("ORDER BY");
                text.append(isOrdered ? answer.text() : answer.sortedText());
              }
            });
    if (!run.counts().isEmpty()) {
      text.append("counts ").append(new TreeMap<>(run.counts()));
    }
    return text.toString().strip();
  }

  /** A model is a table that another run made: {@link SavedModelsTest} applies it. */
  @ParameterizedTest
  @MethodSource("analyses")
  void everyParameterHasAnEffect(Analysis<?> analysis) {
    GoldenAnswers answers = GoldenAnswers.of(analysis.spec().name());
    assertThat(Parameters.options(analysis.spec().parameters()))
        .filteredOn(option -> !option.name().equals("model"))
        .allMatch(option -> answers.showEffectOf(option.name()));
  }

  @ParameterizedTest
  @MethodSource("analyses")
  void unknownParametersAreRefusedWithTheNearestName(Analysis<?> analysis) {
    for (Option option : Parameters.options(analysis.spec().parameters())) {
      assertThatThrownBy(() -> bind(analysis, Map.of(option.name() + "z", "1")))
          .isInstanceOf(WeirException.class)
          .hasMessage(
              "Cannot set %sz of %s: there is no such parameter. Did you mean %s?"
                  .formatted(option.name(), analysis.spec().name(), option.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("analyses")
  void inputsWithoutTheTableAreRefusedBeforeAnythingRuns(Analysis<?> analysis) {
    assertThatThrownBy(() -> plan(analysis, Map.of(), List.of("weather")))
        .isInstanceOfSatisfying(
            WeirException.class, e -> assertThat(e.kind()).isEqualTo(WeirException.Kind.USAGE))
        .hasMessageStartingWith("Cannot ")
        .hasMessageContaining("weather");
  }

  @ParameterizedTest
  @MethodSource("analyses")
  void specsSayWhatPeopleNeed(Analysis<?> analysis) {
    AnalysisSpec<?> spec = analysis.spec();
    assertThat(spec.name()).matches("[a-z][a-z0-9-]*");
    assertThat(spec.summary()).endsWith(".");
    assertThat(spec.outputs()).isNotEmpty().allMatch(output -> output.meaning().endsWith("."));
    for (TableSchema output : spec.outputs()) {
      assertThat(output.columns()).allMatch(column -> !column.meaning().isBlank());
    }
    assertThat(Parameters.options(spec.parameters())).allMatch(option -> !option.help().isBlank());
    assertThat(spec.reads()).allMatch(table -> FiveTables.named(table).isPresent());
  }

  private static <P extends Record> P bind(Analysis<P> analysis, Map<String, String> settings) {
    return Parameters.bind(analysis.spec().name(), analysis.spec().parameters(), settings);
  }

  private static <P extends Record> Plan plan(
      Analysis<P> analysis, Map<String, String> settings, List<String> tables) {
    return analysis.analyze(bind(analysis, settings), new Context(Clock.systemUTC(), 0, tables));
  }
}
