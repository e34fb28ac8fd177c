// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Options;
import io.weir.model.TableSchema;
import io.weir.model.engine.EngineSettings;
import io.weir.spark.Classic;
import io.weir.spark.Sessions;
import io.weir.spark.batch.CellBatch;
import io.weir.spark.batch.SparkTypes;
import io.weir.spark.combine.Combination;
import io.weir.spark.combine.CombinedPlan;
import io.weir.spark.combine.CombinedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is combined while it is read, and aggregated then, is what Spark aggregates alone. */
class CombinedPlanTest {
  private static final long MINUTE = 60_000_000;
  private static final TableSchema TABLE =
      new TableSchema(
          "flows",
          "",
          List.of(
              Column.of("bytes", ColumnType.BIGINT),
              Column.of("host", ColumnType.STRING),
              Column.of("is_new", ColumnType.BOOLEAN),
              Column.of("port", ColumnType.INTEGER),
              Column.of("speed", ColumnType.DOUBLE),
              Column.of("ts", ColumnType.TIMESTAMP)));

  private static final SparkSession SPARK = Sessions.open(new EngineSettings(2, 0, Options.NONE));

  private static Dataset<Row> query(SparkSession session, Dataset<Row> flows, String sql) {
    LivePlan.view("flows", flows);
    return session.sql(sql.replace("MINUTE", "tumbling(ts, INTERVAL '60' SECOND)"));
  }

  private static Optional<CombinedPlan> plan(String sql) {
    SparkSession planning = Classic.of(SPARK).cloneSession();
    Dataset<Row> rows = query(planning, Classic.rows(planning, new StubTable(TABLE)), sql);
    return CombinedPlan.of(Classic.execution(rows).optimizedPlan(), "ts", MINUTE);
  }

  /** A row of the table, cells in the order of its columns. */
  private static List<Object[]> rows(int count, int hosts) {
    SplittableRandom random = new SplittableRandom(5);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new Object[] {
            random.nextInt(9) == 0 ? null : random.nextLong(100_000),
            random.nextInt(9) == 0 ? null : "host " + random.nextInt(hosts),
            random.nextInt(9) == 0 ? null : random.nextBoolean(),
            random.nextInt(9) == 0 ? null : random.nextInt(3),
            random.nextInt(9) == 0 ? null : random.nextDouble(),
            random.nextLong(-3 * MINUTE, 3 * MINUTE)
          });
    }
    return rows;
  }

  private static void write(CellBatch out, Combination of, Object[] row) {
    List<String> names = of.inputNames();
    for (int i = 0; i < names.size(); i++) {
      Object value = row[TABLE.indexOf(names.get(i)).orElseThrow()];
      if (value instanceof String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.setBytes(i, bytes, 0, bytes.length);
      } else if (value instanceof Boolean truth) {
        out.setBoolean(i, truth);
      } else if (value instanceof Double number) {
        out.setDouble(i, number);
      } else if (value instanceof Number number) {
        out.setLong(i, number.longValue());
      }
    }
    out.endRow();
  }

  private static List<Column> inputs(Combination of) {
    return of.inputNames().stream()
        .map(name -> TABLE.columns().get(TABLE.indexOf(name).orElseThrow()))
        .toList();
  }

  private static PartitionReader<ColumnarBatch> reader(Combination of, List<Object[]> rows) {
    CellBatch batch = new CellBatch(inputs(of));
    Iterator<Object[]> left = rows.iterator();
    return new PartitionReader<>() {
      @Override
      public boolean next() {
        batch.clear();
        while (left.hasNext() && !batch.isFull()) {
          write(batch, of, left.next());
        }
        return batch.rows() > 0;
      }

      @Override
      public ColumnarBatch get() {
        return batch.batch();
      }

      @Override
      public void close() {}
    };
  }

  private static TableSchema combinedTable(Combination of) {
    return of.columns(new TableSchema("flows", "", inputs(of)));
  }

  private static List<Row> combined(Combination of, List<Object[]> rows, LongPredicate inTime)
      throws IOException {
    TableSchema table = combinedTable(of);
    List<Row> all = new ArrayList<>();
    CellBatch out = new CellBatch(table.columns());
    try (CombinedReader reader = new CombinedReader(reader(of, rows), of, out, inTime)) {
      while (reader.next()) {
        reader.get().rowIterator().forEachRemaining(row -> all.add(row(row, table)));
      }
    }
    return all;
  }

  private static Row row(InternalRow row, TableSchema table) {
    Object[] cells = new Object[table.columns().size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.isNullAt(i) ? null : cell(row, i, table.columns().get(i).type());
    }
    return RowFactory.create(cells);
  }

  private static Object cell(InternalRow row, int i, ColumnType type) {
    return switch (type) {
      case STRING -> row.getUTF8String(i).toString();
      case BOOLEAN -> row.getBoolean(i);
      case INTEGER -> row.getInt(i);
      case TIMESTAMP -> instant(row.getLong(i));
      default -> row.getLong(i);
    };
  }

  private static java.time.Instant instant(long micros) {
    return java.time.Instant.EPOCH.plus(micros, java.time.temporal.ChronoUnit.MICROS);
  }

  private static Dataset<Row> table(List<Object[]> rows) {
    List<Row> all = new ArrayList<>();
    for (Object[] row : rows) {
      @Nullable Object[] cells = row.clone();
      cells[5] = instant((Long) row[5]);
      all.add(RowFactory.create(cells));
    }
    return SPARK.createDataFrame(all, SparkTypes.schema(TABLE.columns()));
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT MINUTE.start AS at, host, count(*) AS n, sum(bytes) AS b FROM flows"
            + " GROUP BY MINUTE, host",
        "SELECT MINUTE.start AS at, host AS h, sum(coalesce(bytes, 0) + coalesce(port, 0)) AS b,"
            + " sum(port) AS p, count(speed) AS s, count_if(host IS NULL) AS without"
            + " FROM flows GROUP BY MINUTE, host",
        "SELECT MINUTE.end AS end, is_new, port, min(bytes) AS least, max(bytes) AS most,"
            + " sum(coalesce(bytes, 0)) / count(bytes) AS mean FROM flows"
            + " WHERE host IS NOT NULL AND bytes > 500 AND is_new GROUP BY is_new, MINUTE, port",
        "SELECT MINUTE.start AS at, upper(host) AS h, count(bytes) AS n FROM"
            + " (SELECT * FROM flows WHERE ts IS NOT NULL) GROUP BY upper(host), MINUTE",
        "SELECT MINUTE.start AS at FROM flows GROUP BY MINUTE"
      })
  void rowsAreThoseOfSparkAlone(String sql) throws IOException {
    List<Object[]> rows = rows(20_000, 40);
    CombinedPlan plan = plan(sql).orElseThrow();
    Combination combination = plan.combination();
    List<Row> combined = combined(combination, rows, time -> true);
    assertThat(combined).hasSizeBetween(6, 1000);
    Dataset<Row> groups =
        SPARK.createDataFrame(combined, SparkTypes.schema(combinedTable(combination).columns()));
    Dataset<Row> answer = plan.over(groups);
    Dataset<Row> expected = query(SPARK, table(rows), sql);
    assertThat(answer.columns()).isEqualTo(expected.columns());
    assertThat(texts(answer)).isNotEmpty().isEqualTo(texts(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT MINUTE.start AS at, count(DISTINCT host) AS n FROM flows GROUP BY MINUTE",
        "SELECT MINUTE.start AS at, sum(speed) AS n FROM flows GROUP BY MINUTE",
        "SELECT MINUTE.start AS at, avg(bytes) AS n FROM flows GROUP BY MINUTE",
        "SELECT MINUTE.start AS at, max(host) AS n FROM flows GROUP BY MINUTE",
        "SELECT MINUTE.start AS at, sum(bytes) FILTER (WHERE is_new) AS n FROM flows"
            + " GROUP BY MINUTE",
        "SELECT MINUTE.start AS at, speed FROM flows GROUP BY MINUTE, speed",
        "SELECT MINUTE.start AS at, count(*) AS n FROM flows WHERE rand() < 0.5 GROUP BY MINUTE",
        "SELECT host, count(*) AS n FROM flows GROUP BY host",
        "SELECT host, bytes FROM flows",
        "SELECT MINUTE.start AS at, count(*) AS n FROM flows a JOIN flows b USING (ts)"
            + " GROUP BY MINUTE"
      })
  void whatCannotBeCombinedIsLeftToSpark(String sql) {
    assertThat(plan(sql)).isEmpty();
  }

  @Test
  void theLatestTimeOfAllRowsIsToldAlsoOfThoseThatAreLeftOut() throws IOException {
    Combination combination =
        plan("SELECT MINUTE.start AS at, sum(bytes) AS n FROM flows WHERE bytes > 5 GROUP BY MINUTE")
            .orElseThrow()
            .combination();
    List<Long> asked = new ArrayList<>();
    List<Row> rows =
        combined(
            combination,
            List.of(
                new Object[] {6L, null, null, null, null, 10 * MINUTE + 1},
                new Object[] {7L, null, null, null, null, MINUTE},
                new Object[] {8L, null, null, null, null, 10 * MINUTE + 2},
                new Object[] {9L, null, null, null, null, null},
                new Object[] {1L, null, null, null, null, 50 * MINUTE}),
            time -> {
              asked.add(time);
              return time > 5 * MINUTE;
            });
    assertThat(asked)
        .containsExactly(
            10 * MINUTE + 1, MINUTE, 10 * MINUTE + 2, CombinedReader.NO_TIME, 50 * MINUTE);
    assertThat(rows)
        .containsExactly(
            RowFactory.create(instant(10 * MINUTE), 2L, 14L),
            RowFactory.create(instant(50 * MINUTE), null, null));
  }

  @Test
  void moreGroupsThanATableHoldsComeInSeveralParts() throws IOException {
    Combination combination =
        plan("SELECT MINUTE.start AS at, host, count(*) AS n FROM flows GROUP BY MINUTE, host")
            .orElseThrow()
            .combination();
    List<Object[]> rows = new ArrayList<>();
    // Each host is unlike all others, so looking for groups is given up.
    for (int i = 0; i < 1_000_000; i++) {
      rows.add(new Object[] {null, "host " + i % 990_000, null, null, null, (long) i});
    }
    List<Row> groups = combined(combination, rows, time -> true);
    assertThat(groups).hasSizeGreaterThanOrEqualTo(990_000);
    assertThat(
            groups.stream().filter(row -> !row.isNullAt(1)).mapToLong(row -> row.getLong(1)).sum())
        .isEqualTo(1_000_000);
  }
}
