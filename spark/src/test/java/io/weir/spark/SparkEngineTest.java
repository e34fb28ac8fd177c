// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Options;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Engine.ExportFormat;
import io.weir.model.engine.Engine.ScanColumns;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.RelationFile;
import io.weir.model.engine.Result;
import io.weir.model.engine.View;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkEngineTest {
  private static final long ROWS = 50_000;

  private final List<String> rejected = new ArrayList<>();

  @BeforeAll
  static void startSpark() {
    assertThat(TestSpark.SESSION).isNotNull();
  }

  private Engine open(TimeRange range, Options options) {
    NumbersFormat format = new NumbersFormat();
    NativeTable table =
        new NativeTable(
            NumbersFormat.NUMBERS,
            format,
            List.of(new NumbersFormat.NoFile("numbers.log", ROWS)),
            options.with("rows", Long.toString(ROWS)));
    Catalog catalog =
        new Catalog(
            List.of(table),
            Map.of(
                "composed",
                List.of(new View(format.composed(Options.NONE).get(0), List.of(table)))),
            List.of(),
            Map.of("netlytics", "numbers"),
            range);
    return new SparkProvider()
        .open(
            catalog,
            new EngineSettings(2, 0, Options.NONE),
            (file, offset, reason, record, from, length) ->
                rejected.add(
                    file.path()
                        + " "
                        + offset
                        + " "
                        + reason
                        + ": "
                        + new String(record, from, length, StandardCharsets.UTF_8)));
  }

  private Engine open() {
    return open(TimeRange.ALL, Options.NONE);
  }

  @Test
  void everyCellArrivesWithItsTypeAndValue() {
    try (Engine engine = open()) {
      assertThat(TestSpark.rows(engine, "SELECT * FROM numbers WHERE n IN (4, 6, 8) ORDER BY n"))
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(
              Arrays.asList(
                  LocalDateTime.parse("1970-01-01T00:05:45.600"),
                  4L,
                  -4,
                  "a longer name of number 4 – ü",
                  2.0,
                  true,
                  LocalDate.EPOCH,
                  new byte[] {4, -1},
                  List.of("a", "b ü"),
                  Arrays.asList(1L, -4L, null),
                  List.of(0.5),
                  List.of(true, false),
                  List.of(LocalDateTime.parse("1970-01-05T00:00"))),
              Arrays.asList(
                  LocalDateTime.parse("1970-01-01T00:08:38.400"),
                  6L,
                  -6,
                  "n6",
                  3.0,
                  true,
                  LocalDate.EPOCH,
                  new byte[] {6, -1},
                  List.of("", "b ü"),
                  Arrays.asList(1L, -6L, null),
                  List.of(0.5),
                  List.of(true, false),
                  List.of(LocalDateTime.parse("1970-01-07T00:00"))),
              Arrays.asList(
                  LocalDateTime.parse("1970-01-01T00:11:31.200"),
                  8L,
                  -8,
                  "a longer name of number 8 – ü",
                  4.0,
                  true,
                  LocalDate.EPOCH,
                  new byte[] {8, -1},
                  Arrays.asList(null, "b ü"),
                  Arrays.asList(1L, -8L, null),
                  List.of(0.5),
                  List.of(true, false),
                  List.of(LocalDateTime.parse("1970-01-09T00:00"))));
      try (Result result = engine.query("SELECT ts, n, tags FROM numbers LIMIT 1", List.of())) {
        assertThat(result.columns())
            .extracting(Column::type)
            .containsExactly(ColumnType.TIMESTAMP, ColumnType.BIGINT, ColumnType.STRING_LIST);
      }
    }
  }

  @Test
  void textsOfAllBatchesSurviveAggregationJoinsAndSorting() {
    try (Engine engine = open()) {
      long expected = ROWS - ROWS / 100;
      assertThat(
              TestSpark.rows(
                  engine,
                  "SELECT count(*), count(DISTINCT a.name), min(a.name), max(a.name) FROM numbers a"
                      + " JOIN numbers b ON a.name = b.name AND a.n = b.n"))
          .containsExactly(List.of(expected, expected, "a longer name of number 1 – ü", "n9996"));
      List<List<Object>> sorted = new ArrayList<>();
      TestSpark.rows(engine, "SELECT n, name FROM numbers ORDER BY n DESC")
          .forEach(row -> sorted.add(List.copyOf(row)));
      assertThat(sorted).hasSize((int) expected);
      assertThat(sorted)
          .allSatisfy(
              row ->
                  assertThat(row.get(1))
                      .isEqualTo(NumbersFormat.name(((Number) row.get(0)).longValue())));
    }
  }

  @Test
  void eachRecordIsAccountedForOnceEvenWhenScannedTwice() {
    try (Engine engine = open()) {
      assertThat(
              TestSpark.rows(
                  engine, "SELECT count(*) FROM numbers a, (SELECT max(n) m FROM numbers) b"))
          .containsExactly(List.of(ROWS - ROWS / 100));
      assertThat(engine.progress().read()).isEqualTo(ROWS - ROWS / 100);
      assertThat(engine.progress().rejected()).isEqualTo(Map.of("hundredth", ROWS / 100));
      assertThat(engine.progress().bytesRead()).isEqualTo(ROWS);
      assertThat(engine.progress().bytesTotal()).isEqualTo(ROWS);
      assertThat(rejected).hasSize((int) (ROWS / 100));
      assertThat(rejected).contains("numbers.log 199 hundredth: number 199");
    }
  }

  @Test
  void whatSparkReadsTwiceToSortItIsCountedOnce() {
    try (Engine engine = open()) {
      assertThat(TestSpark.rows(engine, "SELECT n FROM numbers ORDER BY n"))
          .hasSize((int) (ROWS - ROWS / 100));
      assertThat(engine.progress().read()).isEqualTo(ROWS - ROWS / 100);
      assertThat(engine.progress().rejected()).isEqualTo(Map.of("hundredth", ROWS / 100));
      assertThat(rejected).hasSize((int) (ROWS / 100));
    }
  }

  @Test
  void composedTablesSeeMissingColumnsAndTablesAsNull() {
    try (Engine engine = open()) {
      assertThat(
              TestSpark.rows(engine, "SELECT n, missing, twin, joined FROM composed WHERE n = 7"))
          .containsExactly(Arrays.asList(7L, null, 1L, null));
    }
  }

  @Test
  void aQueryThatNeedsNoJoinedColumnRunsNoJoin() {
    try (Engine engine = open()) {
      assertThat(engine.explain("SELECT sum(n) FROM composed").scans())
          .containsExactly(new ScanColumns("numbers", List.of("n")));
      assertThat(engine.explain("SELECT sum(twin) FROM composed").scans()).hasSize(2);
    }
  }

  @Test
  void explainTellsTheColumnsEachScanIsAskedFor() {
    try (Engine engine = open()) {
      Engine.Explanation explanation =
          engine.explain(
              "SELECT sum(half) FROM numbers WHERE n > (SELECT min(small) FROM numbers)");
      assertThat(explanation.scans())
          .containsExactlyInAnyOrder(
              new ScanColumns("numbers", List.of("n", "half")),
              new ScanColumns("numbers", List.of("small")));
      assertThat(explanation.plan()).contains("Physical Plan");
    }
  }

  @Test
  void countingAsksForNoColumn() {
    try (Engine engine = open()) {
      assertThat(engine.explain("SELECT count(*) FROM numbers").scans())
          .containsExactly(new ScanColumns("numbers", List.of()));
      assertThat(TestSpark.rows(engine, "SELECT count(*) FROM numbers"))
          .containsExactly(List.of(ROWS - ROWS / 100));
    }
  }

  @Test
  void rowsOutsideTheRangeAreNotShown() {
    TimeRange range = new TimeRange(10 * NumbersFormat.DAY, 20 * NumbersFormat.DAY);
    try (Engine engine = open(range, Options.NONE)) {
      assertThat(TestSpark.rows(engine, "SELECT min(n), max(n) FROM numbers"))
          .containsExactly(List.of(10_000L, 19_998L));
      assertThat(TestSpark.rows(engine, "SELECT min(n), max(n) FROM composed"))
          .containsExactly(List.of(10_000L, 19_998L));
    }
  }

  @Test
  void conditionsOnTimeReachTheReader() {
    try (Engine engine = open()) {
      String sql =
          "SELECT count(*) FROM numbers WHERE ts >= TIMESTAMP '1970-01-03' AND ts < ? AND n > 5";
      LocalDateTime end = LocalDateTime.parse("1970-01-04T00:00");
      assertThat(TestSpark.rows(engine, sql, end)).containsExactly(List.of(990L));
      assertThat(engine.explain(sql.replace("?", "TIMESTAMP '1970-01-04'")).plan())
          .contains("from=172800000000, to=259200000000");
    }
  }

  @Test
  void aliasesNameTheSameTableAndParametersAreBound() {
    try (Engine engine = open()) {
      assertThat(TestSpark.rows(engine, "SELECT n FROM netlytics WHERE name = ?", "n12"))
          .containsExactly(List.of(12L));
      assertThat(TestSpark.rows(engine, "SELECT ?, ?, ?", null, 1.5, "it's"))
          .containsExactly(Arrays.asList(null, 1.5, "it's"));
    }
  }

  @Test
  void tumblingWindowsBeginAtTheEpochWhateverTheirLength() {
    try (Engine engine = open()) {
      assertThat(
              TestSpark.rows(
                  engine,
                  "SELECT tumbling(ts, ?).start AS w, count(*) FROM numbers"
                      + " GROUP BY tumbling(ts, ?) ORDER BY w LIMIT 2",
                  Duration.ofDays(7),
                  Duration.ofDays(7)))
          .containsExactly(
              List.of(LocalDateTime.parse("1970-01-01T00:00"), 6930L),
              List.of(LocalDateTime.parse("1970-01-08T00:00"), 6930L));
      assertThat(
              TestSpark.rows(
                  engine, "SELECT tumbling(TIMESTAMP '2026-01-01 10:07:00', INTERVAL '5' MINUTE)"))
          .containsExactly(
              List.of(
                  Map.of(
                      "start",
                      LocalDateTime.parse("2026-01-01T10:05"),
                      "end",
                      LocalDateTime.parse("2026-01-01T10:10"))));
    }
  }

  @Test
  void wrongSqlIsAUsageErrorOnOneLineThatNamesTheThing() {
    try (Engine engine = open()) {
      assertUsage(engine, "SELECT nn FROM numbers", "nn", "`n`");
      assertUsage(engine, "SELECT n FROM nubers", "nubers", "numbers");
      assertUsage(engine, "SELECT (n FROM numbers", "Syntax error");
      assertUsage(engine, "SELECT no_such(n) FROM numbers", "no_such");
      assertUsage(engine, "SELECT tumbling(ts, 5) FROM numbers", "INTERVAL");
    }
  }

  private static void assertUsage(Engine engine, String sql, String... words) {
    assertThatThrownBy(() -> TestSpark.rows(engine, sql))
        .isInstanceOfSatisfying(
            WeirException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(WeirException.Kind.USAGE);
              assertThat(e.getMessage()).startsWith("Cannot ").contains(words).doesNotContain("\n");
            });
  }

  @Test
  void aReaderThatFailsFailsTheQueryInItsOwnWords() {
    try (Engine engine = open(TimeRange.ALL, Options.NONE.with("fail", "700"))) {
      assertThatThrownBy(() -> TestSpark.rows(engine, "SELECT sum(n) FROM numbers"))
          .isInstanceOf(WeirException.class)
          .hasMessage("Cannot read the input: the disk is gone");
    }
  }

  @Test
  void overflowIsAnError() {
    try (Engine engine = open()) {
      assertThatThrownBy(
              () -> TestSpark.rows(engine, "SELECT 9223372036854775807 + n FROM numbers"))
          .isInstanceOf(WeirException.class)
          .hasMessageContaining("overflow");
    }
  }

  @Test
  void exportsParquetThatReadsBackEqual(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("a name: with colon.parquet");
    Path directory = dir.resolve("many");
    try (Engine engine = open()) {
      assertThat(engine.export("SELECT * FROM numbers", file, ExportFormat.PARQUET))
          .isEqualTo(ROWS - ROWS / 100);
      assertThat(engine.export("SELECT n, tags FROM numbers", directory, ExportFormat.CSV))
          .isEqualTo(ROWS - ROWS / 100);
      assertThat(Files.isRegularFile(file)).isTrue();
      assertThat(Files.isDirectory(directory)).isTrue();
      TestSpark.SESSION
          .read()
          .parquet("file://" + Files.copy(file, dir.resolve("plain.parquet")))
          .createOrReplaceGlobalTempView("exported");
      assertThat(
              TestSpark.rows(
                  engine,
                  "SELECT count(*) FROM (SELECT * FROM numbers EXCEPT"
                      + " SELECT * FROM global_temp.exported)"))
          .containsExactly(List.of(0L));
    }
  }

  @Test
  void convertsByDay(@TempDir Path dir) {
    try (Engine engine = open()) {
      assertThat(engine.convert(List.of("numbers", "composed"), dir, ExportFormat.NDJSON))
          .isEqualTo(Map.of("numbers", ROWS - ROWS / 100, "composed", ROWS - ROWS / 100));
    }
    Path day = dir.resolve("numbers/day=1970-02-03");
    assertThat(dir.resolve("composed/day=1970-01-01")).isDirectory();
    assertThat(day).isDirectoryNotContaining("glob:**/{.,_}*");
    assertThat(dir.resolve("numbers")).isDirectoryNotContaining("glob:**/{.,_}*");
    assertThat(
            TestSpark.SESSION
                .read()
                .json("file://" + day)
                .selectExpr("min(n)", "max(n)", "min(day)")
                .collectAsList())
        .hasToString("[[33000,33998,1970-02-03]]");
  }

  @Test
  void filesThatSparkReadsItselfMayHaveAnyName(@TempDir Path dir) throws IOException {
    Path csv = Files.writeString(dir.resolve("a 00:00[1].csv"), "x,y\n1,a\n2,\n");
    Path json = Files.writeString(dir.resolve("b 00:00.json"), "{\"x\":3,\"l\":[1,2]}\n");
    Path parquet = dir.resolve("c 00:00.parquet");
    List<RelationFile> relations = new ArrayList<>();
    try (Engine engine = open()) {
      engine.export("SELECT n AS x, ts FROM numbers WHERE n = 9", parquet, ExportFormat.PARQUET);
    }
    relations.add(relation("a", RelationFile.Kind.CSV, csv));
    relations.add(relation("b", RelationFile.Kind.NDJSON, json));
    relations.add(relation("c", RelationFile.Kind.PARQUET, parquet));
    Catalog catalog = new Catalog(List.of(), Map.of(), relations, Map.of(), TimeRange.ALL);
    try (Engine engine =
        new SparkProvider().open(catalog, EngineSettings.defaults(), (f, o, r, b, i, l) -> {})) {
      assertThat(TestSpark.rows(engine, "SELECT * FROM a ORDER BY x"))
          .containsExactly(List.of(1, "a"), Arrays.asList(2, null));
      assertThat(TestSpark.rows(engine, "SELECT x, l FROM b"))
          .containsExactly(List.of(3L, List.of(1L, 2L)));
      assertThat(TestSpark.rows(engine, "SELECT x, ts FROM c"))
          .containsExactly(List.of(9L, LocalDateTime.parse("1970-01-01T00:12:57.600")));
    }
  }

  private static RelationFile relation(String name, RelationFile.Kind kind, Path path)
      throws IOException {
    return new RelationFile(
        name, kind, List.of(new NumbersFormat.NoFile(path.toString(), Files.size(path))));
  }
}
