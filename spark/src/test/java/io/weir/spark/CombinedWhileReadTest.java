// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Options;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.NativeTable;
import io.weir.spark.source.WeirTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers combine, and Spark aggregates then, is what Spark aggregates alone. */
class CombinedWhileReadTest {
  private static final int ROWS = 3000;

  private static final String HEADER =
      """
      #separator \\x09
      #path\tconn
      #fields\tts\tuid\tid.orig_h\torig_bytes\tresp_bytes
      #types\ttime\tstring\taddr\tcount\tcount
      """;

  private static final SparkSession TABLES = session();

  private final SparkSession session = session();
  private final Path dir;

  CombinedWhileReadTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private static SparkSession session() {
    SparkSession session = TestSpark.SESSION.newSession();
    Sessions.settle(session, Options.NONE);
    return session;
  }

  private static NativeTable numbers(TableSchema schema, int rows) {
    return new NativeTable(
        schema,
        new NumbersFormat(),
        List.of(new NumbersFormat.NoFile("numbers.log", rows)),
        Options.NONE.with("rows", Integer.toString(rows)));
  }

  /** Makes the views, and of each table one that Spark aggregates alone, named {@code only_…}. */
  @BeforeAll
  static void tables(@TempDir Path logs) throws IOException {
    TableSchema withNothing =
        new TableSchema(
            "numbers",
            "",
            List.of(
                Column.of("ts", ColumnType.TIMESTAMP),
                Column.of("n", ColumnType.BIGINT),
                Column.of("small", ColumnType.INTEGER),
                Column.of("name", ColumnType.STRING),
                Column.of("half", ColumnType.DOUBLE),
                Column.of("even", ColumnType.BOOLEAN),
                Column.of("day", ColumnType.DATE),
                Column.of("nothing", ColumnType.BIGINT),
                Column.of("nobody", ColumnType.STRING),
                Column.of("tags", ColumnType.STRING_LIST)));
    Dataset<Row> numbers =
        Classic.rows(TABLES, new WeirTable(numbers(withNothing, ROWS), TimeRange.ALL, 2, null));
    Path log = logs.resolve("conn.log");
    ConnLog.write(log, ROWS, 7);
    WeirViews.register(TABLES, log.toString());
    numbers.createOrReplaceTempView("numbers");
    for (String table : List.of("numbers", "named_flows", "zeek_conn")) {
      Dataset<Row> all = TABLES.table(table);
      TABLES
          .createDataFrame(all.collectAsList(), all.schema())
          .createOrReplaceTempView("only_" + table);
    }
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private static boolean isCombined(Dataset<Row> rows) {
    return Classic.execution(rows)
        .explainString(org.apache.spark.sql.execution.ExplainMode.fromString("simple"))
        .contains(" combined to ");
  }

  private static void assertSame(String sql, boolean isCombined) {
    Dataset<Row> rows = TABLES.sql(sql);
    Dataset<Row> alone = TABLES.sql(sql.replace(" FROM ", " FROM only_"));
    assertThat(isCombined(rows)).isEqualTo(isCombined);
    assertThat(isCombined(alone)).isFalse();
    assertThat(rows.schema()).isEqualTo(alone.schema());
    assertThat(texts(rows)).isNotEmpty().isEqualTo(texts(alone));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT s_ip, sum(s_bytes) FROM named_flows GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
        "SELECT count(ts), sum(length(uid)), sum(length(c_ip)), sum(length(s_ip)),"
            + " sum(length(service)), sum(length(history)), sum(c_bytes), sum(s_bytes),"
            + " sum(c_port), max(duration) FROM named_flows",
        "SELECT service, count(*), count(service), count(s_bytes), sum(s_bytes), min(s_bytes),"
            + " max(s_bytes), min(duration), max(duration), min(ts), max(ts) FROM named_flows"
            + " GROUP BY service",
        "SELECT direction, day, count(*) AS n FROM named_flows GROUP BY direction, day",
        "SELECT service, sum(coalesce(s_bytes, 0)) AS b, sum(coalesce(s_bytes, 7)) AS c"
            + " FROM named_flows GROUP BY service",
        "SELECT local_orig, count(missed_bytes) + 1 AS n FROM zeek_conn GROUP BY local_orig"
            + " HAVING n > 3",
        "SELECT DISTINCT service FROM zeek_conn",
        "SELECT small, sum(n), sum(small), min(small), max(small), avg(small) FROM numbers"
            + " GROUP BY small",
        "SELECT even, sum(half), avg(half), min(half), max(half), count(half) FROM numbers"
            + " GROUP BY even",
        "SELECT day, min(ts), max(ts), min(day), max(day), count(even) FROM numbers GROUP BY day",
        "SELECT ts, n, sum(small) FROM numbers GROUP BY ts, n",
        "SELECT name, length(name), max(length(name)), length(nobody) FROM numbers"
            + " GROUP BY name, length(name), length(nobody)",
        "SELECT nobody, nothing, count(nothing), sum(nothing), min(nothing), max(nothing),"
            + " count(*), coalesce(nothing, 0) FROM numbers"
            + " GROUP BY nobody, nothing, coalesce(nothing, 0)",
        "SELECT CASE WHEN even THEN small END AS k, sum(CASE WHEN even THEN n END) AS s,"
            + " count(CASE WHEN n > 50 THEN half END) AS c,"
            + " min(CASE WHEN n >= 50 OR n IS NULL THEN half ELSE -half END) AS l FROM numbers"
            + " GROUP BY CASE WHEN even THEN small END",
        "SELECT count(*), sum(nothing), min(n), max(tags[0]) FROM numbers",
        "SELECT sum(n) AS s FROM numbers",
        "SELECT count(*) AS n FROM numbers"
      })
  void groupsAreThoseOfSparkAlone(String sql) {
    assertSame(sql, !sql.contains("tags") && !sql.contains("ELSE -half"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT small, count(DISTINCT name) FROM numbers GROUP BY small",
        "SELECT small, sum(DISTINCT n) FROM numbers GROUP BY small",
        "SELECT small, count(*) FILTER (WHERE even) FROM numbers GROUP BY small",
        "SELECT small, max(name), min(even) FROM numbers GROUP BY small",
        "SELECT small, avg(n) FROM numbers GROUP BY small",
        "SELECT small, size(collect_set(n)) FROM numbers GROUP BY small",
        "SELECT half, count(*) FROM numbers GROUP BY half",
        "SELECT tags, count(*) FROM numbers GROUP BY tags",
        "SELECT upper(name), count(*) FROM numbers GROUP BY upper(name)",
        "SELECT small, even, count(*) FROM numbers GROUP BY ROLLUP (small, even)",
        "SELECT small, count(*) FROM numbers WHERE name > 'b' GROUP BY small"
      })
  void whatReadersCannotCombineIsLeftToSpark(String sql) {
    assertSame(sql, false);
  }

  @Test
  void ofNoRowsThereIsOneGroupWithoutKeysAndNoneWithThem() throws IOException {
    Path log = Files.writeString(dir.resolve("conn.log"), HEADER);
    WeirViews.register(session, log.toString());
    Dataset<Row> all =
        session.sql("SELECT count(*), count(uid), sum(orig_bytes), max(ts) FROM zeek_conn");
    assertThat(isCombined(all)).isTrue();
    assertThat(texts(all)).containsExactly("[0,0,null,null]");
    Dataset<Row> byKey = session.sql("SELECT uid, count(*) FROM zeek_conn GROUP BY uid");
    assertThat(isCombined(byKey)).isTrue();
    assertThat(texts(byKey)).isEmpty();
  }

  @Test
  void aSumThatOverflowsFailsOnlyIfItDoesForSpark() throws IOException {
    long most = Long.MAX_VALUE;
    Path log =
        Files.writeString(
            dir.resolve("conn.log"),
            HEADER
                + "1.0\tC1\t10.0.0.1\t"
                + most
                + "\t1\n"
                + "2.0\tC2\t10.0.0.1\t"
                + most
                + "\t2\n"
                + "3.0\tC3\t10.0.0.1\t2\t4\n");
    WeirViews.register(session, log.toString());
    Dataset<Row> sum = session.sql("SELECT sum(orig_bytes) FROM zeek_conn");
    assertThat(isCombined(sum)).isTrue();
    assertThatThrownBy(sum::collectAsList).hasStackTraceContaining("ARITHMETIC_OVERFLOW");
    Dataset<Row> tried =
        session.sql(
            "SELECT id_orig_h, try_sum(orig_bytes), count(*), sum(resp_bytes) FROM zeek_conn"
                + " GROUP BY id_orig_h");
    assertThat(isCombined(tried)).isTrue();
    assertThat(texts(tried)).containsExactly("[10.0.0.1,null,3,7]");
    session.conf().set("spark.sql.ansi.enabled", "false");
    Dataset<Row> wrapped = session.sql("SELECT sum(orig_bytes), count(*) FROM zeek_conn");
    assertThat(isCombined(wrapped)).isTrue();
    assertThat(texts(wrapped)).containsExactly("[0,3]");
  }

  @Test
  void moreGroupsThanATableHoldsComeInSeveralParts() {
    Classic.rows(
            session,
            new WeirTable(numbers(NumbersFormat.NUMBERS, 1_500_000), TimeRange.ALL, 1, null))
        .createOrReplaceTempView("numbers");
    assertThat(
            texts(
                session.sql(
                    "SELECT count(*), sum(k), sum(s), max(k) FROM (SELECT name, count(*) AS k,"
                        + " sum(n) AS s FROM numbers GROUP BY name)")))
        .containsExactly("[1485000,1485000,1113748515000,1]");
  }

  @Test
  void whatWasReadAndRejectedIsCountedAsWithoutCombining() {
    List<Long> rejected = new ArrayList<>();
    Catalog catalog =
        new Catalog(
            List.of(numbers(NumbersFormat.NUMBERS, 50_000)),
            Map.of(),
            List.of(),
            Map.of(),
            TimeRange.ALL);
    try (Engine engine =
        new SparkProvider()
            .open(
                catalog,
                new EngineSettings(2, 0, Options.NONE),
                (file, offset, reason, record, from, length) -> rejected.add(offset))) {
      assertThat(TestSpark.rows(engine, "SELECT even, count(*) AS n FROM numbers GROUP BY even"))
          .containsExactlyInAnyOrder(List.of(true, 25_000L), List.of(false, 24_500L));
      assertThat(engine.progress().read()).isEqualTo(49_500);
      assertThat(rejected).hasSize(500).doesNotHaveDuplicates();
      assertThat(engine.explain("SELECT even, sum(n) FROM numbers GROUP BY even").scans())
          .containsExactly(new Engine.ScanColumns("numbers", List.of("n", "even")));
    }
  }
}
