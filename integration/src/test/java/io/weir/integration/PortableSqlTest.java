// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.Formats;
import io.weir.job.Parameters;
import io.weir.model.Column;
import io.weir.model.ComposedTable;
import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Engine.PlanRun;
import io.weir.model.engine.Result;
import io.weir.model.engine.View;
import io.weir.model.tables.FiveTables;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All SQL that Weir brings is read by both engines, and yields what is declared. */
class PortableSqlTest {
  /** Named in every spec with windows, and there when a length is given. */
  private static final String WINDOW = "window_start";

  /** A format's composed table. */
  record Composed(Format format, ComposedTable table) {
    @Override
    public String toString() {
      return format.spec().name() + " " + table.schema().name();
    }
  }

  static List<Composed> composedTables() {
    List<Composed> all = new ArrayList<>();
    for (Format format : Formats.find(PortableSqlTest.class.getClassLoader())) {
      List<ComposedTable> usual = format.composed(Options.NONE);
      usual.forEach(table -> all.add(new Composed(format, table)));
      Options names = Options.NONE.with("zeek-dns-names", "1h");
      format.composed(names).stream()
          .filter(table -> !usual.contains(table))
          .forEach(table -> all.add(new Composed(format, table)));
    }
    return all;
  }

  static List<Named<Analysis<?>>> analyses() {
    List<Named<Analysis<?>>> all = new ArrayList<>();
    for (Analysis<?> analysis : ServiceLoader.load(Analysis.class)) {
      all.add(Named.of(analysis.spec().name(), analysis));
    }
    return all;
  }

  /** Tables are empty here: there is nothing that generated code would do. */
  private static Engine opened(String engine, Catalog catalog) {
    return engine.equals(Engines.SPARK)
        ? Engines.interpretingSpark(catalog)
        : Engines.embedded(catalog);
  }

  @ParameterizedTest
  @MethodSource("composedTables")
  void composedTablesAreWrittenPortably(Composed composed) {
    assertThat(PortableSql.faults(composed.table().sql())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("composedTables")
  void composedTablesHaveTheirColumnsInBothEngines(Composed composed) {
    TableSchema schema = composed.table().schema();
    Map<String, List<View>> views =
        Map.of(schema.name(), List.of(new View(composed.table(), List.of())));
    Catalog empty = new Catalog(List.of(), views, List.of(), Map.of(), TimeRange.ALL);
    for (String engine : List.of(Engines.EMBEDDED, Engines.SPARK)) {
      try (Engine opened = opened(engine, empty)) {
        Answer answer = Answer.of(opened, "SELECT * FROM `" + schema.name() + "`");
        assertThat(answer.header()).as(engine).isEqualTo(header(schema.columns()));
        assertThat(answer.rows()).isEmpty();
      }
    }
  }

  /** What {@code weir schema --sql} shows, over tables with all the columns it may name. */
  @ParameterizedTest
  @MethodSource("composedTables")
  void composedSqlAloneIsReadByBothEngines(Composed composed) {
    ComposedTable table = composed.table();
    Catalog catalog = Fixtures.empty(table.sources());
    List<List<String>> headers = new ArrayList<>();
    for (String engine : List.of(Engines.EMBEDDED, Engines.SPARK)) {
      try (Engine opened = opened(engine, catalog)) {
        headers.add(Answer.of(opened, table.sql()).header());
      }
    }
    assertThat(headers.get(0)).isEqualTo(headers.get(1));
    assertThat(table.yields()).isSubsetOf(table.schema().columnNames());
    assertThat(headers.get(0)).hasSameSizeAs(table.yields());
  }

  @ParameterizedTest
  @MethodSource("analyses")
  void analysesAreWrittenPortably(Analysis<?> analysis) {
    for (Map<String, String> settings : Variants.all(analysis)) {
      for (String sql : texts(plan(analysis, settings))) {
        assertThat(PortableSql.faults(sql)).as("%s: %s", settings, sql).isEmpty();
      }
    }
  }

  private static List<String> texts(Plan plan) {
    Stream<String> steps =
        plan.steps().stream().flatMap(PortableSqlTest::queries).map(Plan.Sql::text);
    return Stream.concat(steps, plan.outputs().values().stream().map(Plan.Sql::text)).toList();
  }

  private static Stream<Plan.Sql> queries(Plan.Step step) {
    if (step instanceof Plan.WholeStep whole) {
      return whole.inputs().stream();
    }
    return Stream.of(step instanceof Plan.SqlStep sql ? sql.sql() : ((Plan.FoldStep) step).input());
  }

  @ParameterizedTest
  @MethodSource("analyses")
  void analysesYieldTheirColumnsFromEmptyTablesInBothEngines(Analysis<?> analysis) {
    Catalog empty = Fixtures.empty(FiveTables.ALL);
    for (String engine : List.of(Engines.EMBEDDED, Engines.SPARK)) {
      try (Engine opened = opened(engine, empty)) {
        for (Map<String, String> settings : Variants.single(analysis)) {
          try (PlanRun run = opened.run(plan(analysis, settings))) {
            for (TableSchema output : analysis.spec().outputs()) {
              Answer answer = answer(run, output.name());
              assertThat(answer.header())
                  .as("%s %s %s", engine, settings, output.name())
                  .isIn(declared(output, settings), besideTheTable(output));
              // A model tells the settings, whatever the rows.
              if (!output.name().equals("model")) {
                assertThat(answer.rows()).as("%s %s", engine, settings).isEmpty();
              }
            }
          }
        }
      }
    }
  }

  private static Answer answer(PlanRun run, String output) {
    try (Result result = run.output(output)) {
      return Answer.of(result);
    }
  }

  /** An analysis of any table may put its columns behind those of the table it is given. */
  private static List<String> besideTheTable(TableSchema output) {
    return Stream.of(FiveTables.NAMED_FLOWS, output)
        .flatMap(table -> header(table.columns()).stream())
        .toList();
  }

  private static List<String> declared(TableSchema output, Map<String, String> settings) {
    return header(
        output.columns().stream()
            .filter(column -> !column.name().equals(WINDOW) || settings.containsKey("every"))
            .toList());
  }

  @ParameterizedTest
  @MethodSource("analyses")
  void plansHaveTheOutputsThatAreDeclared(Analysis<?> analysis) {
    List<String> declared = analysis.spec().outputs().stream().map(TableSchema::name).toList();
    for (Map<String, String> settings : Variants.all(analysis)) {
      assertThat(plan(analysis, settings).outputs().keySet()).containsExactlyElementsOf(declared);
    }
  }

  private static <P extends Record> Plan plan(Analysis<P> analysis, Map<String, String> given) {
    AnalysisSpec<P> spec = analysis.spec();
    P parameters = Parameters.bind(spec.name(), spec.parameters(), given);
    return analysis.analyze(
        parameters, new Context(Clock.systemUTC(), 0, Fixtures.tables(FiveTables.ALL)));
  }

  private static List<String> header(List<Column> columns) {
    return columns.stream().map(column -> column.name() + " " + column.type()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT \"uid\" FROM t",
        "SELECT l[1] FROM t",
        "SELECT a // b FROM t",
        "SELECT unnest(l) FROM t",
        "SELECT log(x) FROM t",
        "SELECT dayofweek(ts) FROM t",
        "SELECT to_timestamp(x) FROM t",
        "SELECT split(s, ', ') FROM t",
        "SELECT split(s, '.') FROM t",
        "SELECT split(lower(s), t.x) FROM t",
        "SELECT regexp_extract(s, '\\d+', 0) FROM t",
        "SELECT regexp_replace(s, 'a', 'b') FROM t",
        "SELECT regexp_replace(s, '^(a)', 'b') FROM t",
        "SELECT CAST(x AS VARCHAR) FROM t",
        "SELECT CAST(x AS TEXT) FROM t",
        "SELECT CAST(x * 1.5 AS BIGINT) FROM t",
        "SELECT x::BIGINT FROM t",
        "SELECT a / b FROM t",
        "SELECT a / 0 FROM t",
        "SELECT 1 -- one"
      })
  void whatTheEnginesReadDifferentlyIsFound(String sql) {
    assertThat(PortableSql.faults(sql)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      textBlock =
          """
          SELECT `a[1] "b"` FROM t
          SELECT 'a[1] "b" // -- it''s' FROM t
          SELECT split(s, ',') FROM t
          SELECT a / NULLIF(b, 0), a / 1e6, a / 100 FROM t
          SELECT CAST(round(x * 1.5) AS BIGINT), CAST(x AS STRING) FROM t
          SELECT regexp_replace(lower(s), ':[0-9]+$', '') FROM t
          SELECT count(*) FILTER (WHERE x IN (1, 2)) FROM t
          """)
  void whatTheEnginesReadAlikeIsLeftInPeace(String sql) {
    assertThat(PortableSql.faults(sql)).isEmpty();
  }

  @Test
  void thereIsSqlToLookAt() {
    Map<String, Integer> found = new LinkedHashMap<>();
    composedTables()
        .forEach(composed -> found.merge(composed.format().spec().name(), 1, Integer::sum));
    assertThat(found).containsKey("zeek");
    assertThat(analyses()).hasSizeGreaterThanOrEqualTo(6);
  }
}
