// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.enrich.LookupFiles;
import io.weir.enrich.SqlFunction;
import io.weir.enrich.SqlFunctions;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Options;
import io.weir.model.Rejects;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.Result;
import io.weir.model.engine.View;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedEngineTest {
  private static final long ROWS = 50_000;

  private static final MadeUpFormat FORMAT = new MadeUpFormat(ROWS);

  private static Engine open(TimeRange range) {
    MadeUpFormat format = FORMAT;
    NativeTable table =
        new NativeTable(
            MadeUpFormat.MADE_UP,
            format,
            List.of(new MadeUpFormat.NoFile("made-up.log")),
            Options.NONE);
    Catalog catalog =
        new Catalog(
            List.of(table),
            Map.of(
                "composed",
                List.of(new View(format.composed(Options.NONE).get(0), List.of(table)))),
            List.of(),
            Map.of("netlytics", "made_up"),
            range);
    return new EmbeddedProvider()
        .open(catalog, new EngineSettings(2, 0, Options.NONE), (f, o, r, b, i, l) -> {});
  }

  private static List<List<@Nullable Object>> rows(Engine engine, String sql, Object... values) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Result result = engine.query(sql, Arrays.asList(values))) {
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
          row.add(result.value(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void temporaryFilesLieWhereTheyAreWanted() {
    Catalog none = new Catalog(List.of(), Map.of(), List.of(), Map.of(), TimeRange.ALL);
    Options options = Options.NONE.with(EngineSettings.TEMPORARY_FILES, "/it's/here");
    EngineSettings settings = new EngineSettings(1, 0, options);
    try (Engine engine = new EmbeddedProvider().open(none, settings, (f, o, r, b, i, l) -> {});
        Result result = engine.query("SELECT current_setting('temp_directory')", List.of())) {
      assertThat(result.next()).isTrue();
      assertThat(result.value(0)).isEqualTo("/it's/here");
    }
  }

  @Test
  void everyCellArrivesWithItsTypeAndValue() {
    try (Engine engine = open(TimeRange.ALL)) {
      assertThat(
              rows(
                  engine,
                  "SELECT * EXCLUDE (raw), hex(raw) FROM made_up WHERE n IN (4, 6) ORDER BY n"))
          .containsExactly(
              List.of(
                  LocalDateTime.parse("1970-01-01T00:05:45.600"),
                  4L,
                  "a longer name of number 4 – ü",
                  2.0,
                  true,
                  List.of("tag0"),
                  List.of(1L, 4L),
                  "00FF04"),
              List.of(
                  LocalDateTime.parse("1970-01-01T00:08:38.400"),
                  6L,
                  "n6",
                  3.0,
                  true,
                  List.of(),
                  List.of(1L, 6L),
                  "00FF06"));
      try (Result result = engine.query("SELECT ts, n, tags FROM made_up LIMIT 1", List.of())) {
        assertThat(result.columns())
            .extracting(Column::type)
            .containsExactly(ColumnType.TIMESTAMP, ColumnType.BIGINT, ColumnType.STRING_LIST);
      }
    }
  }

  @Test
  void batchesAndArrowFilesHaveTheRows(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("rows.arrow");
    String sql = "SELECT ts, n, name, tags, sum(n) OVER () AS total FROM made_up WHERE n < 9";
    try (Engine engine = open(TimeRange.ALL);
        BufferAllocator allocator = new RootAllocator();
        ArrowReader batches =
            engine.batches(sql + " AND n > ? ORDER BY n", List.of(2L), allocator)) {
      assertThat(text(batches))
          .hasSize(6)
          .contains(
              "1970-01-01T00:05:45.600 4 a longer name of number 4 – ü [\"tag0\"] 33",
              "1970-01-01T00:08:38.400 6 n6 [] 33");
      assertThat(engine.export(sql + " ORDER BY n", file, Engine.ExportFormat.ARROW)).isEqualTo(9);
      try (FileChannel channel = FileChannel.open(file);
          ArrowReader written = new ArrowFileReader(channel, allocator)) {
        assertThat(text(written)).hasSize(9);
        assertThat(written.getVectorSchemaRoot().getSchema().findField("total").getType())
            .isEqualTo(new ArrowType.Int(64, true));
      }
      assertThatThrownBy(() -> engine.batches("SELECT nope FROM made_up", List.of(), allocator))
          .isInstanceOf(WeirException.class)
          .hasMessageContaining("nope");
    }
  }

  private static List<String> text(ArrowReader batches) throws IOException {
    List<String> rows = new ArrayList<>();
    while (batches.loadNextBatch()) {
      VectorSchemaRoot batch = batches.getVectorSchemaRoot();
      for (int i = 0; i < batch.getRowCount(); i++) {
        int row = i;
        rows.add(
            batch.getFieldVectors().stream()
                .map(vector -> String.valueOf(vector.getObject(row)))
                .collect(Collectors.joining(" ")));
      }
    }
    return rows;
  }

  @Test
  void textsOfAllChunksSurviveAggregationJoinsAndSorting() {
    try (Engine engine = open(TimeRange.ALL)) {
      long expected = 0;
      for (long n = 0; n < ROWS; n++) {
        expected += n % 100 == 99 ? 0 : 1;
      }
      assertThat(
              rows(
                  engine,
                  "SELECT count(*), count(DISTINCT a.name), min(a.name) FROM made_up a"
                      + " JOIN made_up b ON a.name = b.name AND a.n = b.n"))
          .containsExactly(List.of(expected, expected, "a longer name of number 1 – ü"));
      List<List<@Nullable Object>> sorted = rows(engine, "SELECT n, name FROM made_up ORDER BY n");
      assertThat(sorted).hasSize((int) expected);
      assertThat(sorted)
          .allSatisfy(row -> assertThat(row.get(1)).isEqualTo(MadeUpFormat.name(longOf(row))));
    }
  }

  private static long longOf(List<@Nullable Object> row) {
    return row.get(0) instanceof Long n ? n : -1;
  }

  @Test
  void eachRecordIsAccountedForOnceEvenWhenScannedTwice() {
    try (Engine engine = open(TimeRange.ALL)) {
      assertThat(rows(engine, "SELECT count(*) FROM made_up a, (SELECT max(n) m FROM made_up) b"))
          .containsExactly(List.of(ROWS - ROWS / 100));
      assertThat(engine.progress().read()).isEqualTo(ROWS - ROWS / 100);
      assertThat(engine.progress().rejected()).isEqualTo(Map.of("hundredth", ROWS / 100));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM composed LIMIT 0",
        "SELECT n FROM Composed c WHERE 1 = 2 AND n > 3"
      })
  void composedTablesAreThereWhereNoRowIsNeeded(String sql) {
    try (Engine engine = open(TimeRange.ALL)) {
      assertThat(rows(engine, sql)).isEmpty();
      assertThat(rows(engine, "SELECT n FROM composed WHERE n = 7")).hasSize(1);
      assertThat(rows(engine, sql)).isEmpty();
    }
  }

  @Test
  void composedTablesSeeMissingColumnsAndTablesAsNull() {
    try (Engine engine = open(TimeRange.ALL)) {
      assertThat(rows(engine, "SELECT n, missing, joined FROM composed WHERE n = 7"))
          .containsExactly(Arrays.asList(7L, null, null));
    }
  }

  @Test
  void explainTellsTheColumnsEachScanIsAskedFor() {
    try (Engine engine = open(TimeRange.ALL)) {
      Engine.Explanation explanation = engine.explain("SELECT sum(half) FROM made_up WHERE n > 3");
      assertThat(explanation.scans()).hasSize(1);
      assertThat(explanation.scans().get(0).table()).isEqualTo("made_up");
      assertThat(explanation.scans().get(0).columns()).containsExactlyInAnyOrder("half", "n");
      assertThat(explanation.plan()).contains("read made_up");
    }
  }

  @Test
  void rowsOutsideTheRangeAreNotShown() {
    TimeRange range = new TimeRange(10 * MadeUpFormat.DAY, 20 * MadeUpFormat.DAY);
    try (Engine engine = open(range)) {
      assertThat(rows(engine, "SELECT min(n), max(n) FROM made_up"))
          .containsExactly(List.of(10_000L, 19_998L));
      assertThat(rows(engine, "SELECT min(n), max(n) FROM composed"))
          .containsExactly(List.of(10_000L, 19_998L));
    }
  }

  @Test
  void conditionsOnTimeReachTheReaders() {
    try (Engine engine = open(TimeRange.ALL)) {
      String from = "TIMESTAMP '1970-01-11'";
      String to = "TIMESTAMP '1970-01-21'";
      assertThat(
              rows(
                  engine,
                  "SELECT min(n), max(n) FROM made_up WHERE ts >= " + from + " AND ts < " + to))
          .containsExactly(List.of(10_000L, 19_998L));
      assertThat(FORMAT.lastRange())
          .isEqualTo(new TimeRange(10 * MadeUpFormat.DAY, 20 * MadeUpFormat.DAY + 1));
      rows(engine, "SELECT min(n) FROM made_up WHERE ts > " + from + " OR n = 3");
      assertThat(FORMAT.lastRange()).isEqualTo(TimeRange.ALL);
      rows(engine, "SELECT a.n FROM made_up a JOIN made_up b USING (n) WHERE a.ts > " + from);
      assertThat(FORMAT.lastRange()).isEqualTo(TimeRange.ALL);
    }
  }

  @Test
  void aliasesNameTheSameTableAndParametersAreBound() {
    try (Engine engine = open(TimeRange.ALL)) {
      assertThat(rows(engine, "SELECT n FROM netlytics WHERE name = ?", "n12"))
          .containsExactly(List.of(12L));
    }
  }

  @Test
  void sumsAreLongsAndWrongSqlIsAUsageErrorOnOneLine() {
    try (Engine engine = open(TimeRange.ALL)) {
      assertThat(rows(engine, "SELECT sum(n) FROM made_up WHERE n < 4"))
          .containsExactly(List.of(6L));
      assertThatThrownBy(() -> rows(engine, "SELECT nn FROM made_up"))
          .isInstanceOfSatisfying(
              WeirException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(WeirException.Kind.USAGE);
                assertThat(e.getMessage()).contains("nn").doesNotContain("\n");
              });
    }
  }

  @Test
  void theSlowWayOfFillingChunksGivesTheSameRows() {
    String sql = "SELECT sum(hash(n, name, half, even, ts, tags) % 1000), count(*) FROM made_up";
    try (Engine engine = open(TimeRange.ALL)) {
      EmbeddedEngine embedded = (EmbeddedEngine) engine;
      assertThat(embedded.filler()).isInstanceOf(DirectFiller.class);
      List<List<@Nullable Object>> direct = rows(engine, sql);
      embedded.fillWith(new PublicFiller());
      assertThat(rows(engine, sql)).isEqualTo(direct);
    }
  }

  @Test
  void exportsParquetThatReadsBackEqual(@TempDir Path dir) {
    Path file = dir.resolve("out.parquet");
    try (Engine engine = open(TimeRange.ALL)) {
      long written = engine.export("SELECT * FROM made_up", file, Engine.ExportFormat.PARQUET);
      assertThat(written).isEqualTo(ROWS - ROWS / 100);
      assertThat(Files.exists(file)).isTrue();
      assertThat(
              rows(
                  engine,
                  "SELECT count(*) FROM (SELECT * FROM made_up EXCEPT SELECT * FROM"
                      + " read_parquet('"
                      + file
                      + "'))"))
          .containsExactly(List.of(0L));
    }
  }

  @Test
  void aConversionWhoseReaderDiesFails(@TempDir Path dir) {
    List<NativeTable> tables =
        Stream.of(MadeUpFormat.MADE_UP, MadeUpFormat.OTHER)
            .map(
                schema ->
                    new NativeTable(
                        schema, FORMAT, List.of(new MadeUpFormat.NoFile("f")), Options.NONE))
            .toList();
    Catalog catalog = new Catalog(tables, Map.of(), List.of(), Map.of(), TimeRange.ALL);
    Rejects dies =
        (file, offset, reason, record, from, length) -> {
          if (offset > ROWS / 2) {
            throw new StackOverflowError("too deep");
          }
        };

    try (Engine engine =
        new EmbeddedProvider().open(catalog, new EngineSettings(2, 0, Options.NONE), dies)) {
      List<String> names = List.of("made_up", "other");
      assertThatThrownBy(() -> engine.convert(names, dir, Engine.ExportFormat.PARQUET))
          .hasStackTraceContaining("too deep");
    }
  }

  @Test
  void oneConversionPassFillsAllTablesOfAnInput(@TempDir Path dir) {
    NativeTable one =
        new NativeTable(
            MadeUpFormat.MADE_UP, FORMAT, List.of(new MadeUpFormat.NoFile("f")), Options.NONE);
    NativeTable two =
        new NativeTable(
            MadeUpFormat.OTHER, FORMAT, List.of(new MadeUpFormat.NoFile("f")), Options.NONE);
    Catalog catalog = new Catalog(List.of(one, two), Map.of(), List.of(), Map.of(), TimeRange.ALL);
    int before = FORMAT.opened();
    try (Engine engine =
        new EmbeddedProvider()
            .open(catalog, new EngineSettings(2, 0, Options.NONE), (f, o, r, b, i, l) -> {})) {
      Map<String, Long> rows =
          engine.convert(List.of("made_up", "other"), dir, Engine.ExportFormat.PARQUET);
      assertThat(rows).isEqualTo(Map.of("made_up", 49_500L, "other", 49_500L));
      assertThat(FORMAT.opened() - before).isEqualTo(7);
      assertThat(engine.progress().read()).isEqualTo(49_500L);
      assertThat(
              rows(
                  engine,
                  "SELECT count(*), sum(n), count(DISTINCT day), min(name) FROM read_parquet('"
                      + dir
                      + "/made_up/*/*.parquet')"))
          .isEqualTo(
              rows(
                  engine,
                  "SELECT count(*), sum(n), count(DISTINCT CAST(ts AS DATE)), min(name) FROM"
                      + " made_up"));
      assertThat(rows(engine, "SELECT sum(n) FROM read_parquet('" + dir + "/other/*.parquet')"))
          .isEqualTo(rows(engine, "SELECT sum(n) FROM other"));
    }
  }

  @Test
  void everyLookUpFunctionOfTheCatalogueAnswersAsItsExampleSays() {
    try (Engine engine = open(TimeRange.ALL)) {
      for (SqlFunction function : SqlFunctions.all(LookupFiles.of(Options.NONE))) {
        if (List.of("asn", "as_name", "country").contains(function.name())) {
          continue;
        }
        String arguments =
            function.example().arguments().stream()
                .map(value -> value instanceof Number ? value.toString() : "'" + value + "'")
                .collect(Collectors.joining(", "));
        assertThat(rows(engine, "SELECT " + function.name() + "(" + arguments + ")"))
            .as(function.signature())
            .containsExactly(List.of(function.example().result()));
      }
      assertThat(rows(engine, "SELECT sld(CAST(NULL AS VARCHAR))"))
          .containsExactly(Collections.singletonList(null));
    }
  }

  @Test
  void aLookUpWithoutItsFileNamesTheOption() {
    try (Engine engine = open(TimeRange.ALL)) {
      assertThatThrownBy(() -> rows(engine, "SELECT asn('192.0.2.1')"))
          .isInstanceOf(WeirException.class)
          .hasMessageContaining("--asn-db");
    }
  }
}
