// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Options;
import io.weir.model.TimeRange;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.FoldSpec;
import io.weir.model.analysis.Out;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.Row;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.NativeTable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldRunTest {
  private static final long HOUR = 3_600_000_000L;

  /** Sessions of a key: rows with no hour's silence between; a timer ends them. */
  private static final class Sessions implements Fold<Sessions.State> {
    private static final long serialVersionUID = 1L;

    private static final class State {
      private @Nullable String key;
      private long first;
      private long last;
      private long rows;
    }

    @Override
    public StateCodec<State> state() {
      return new StateCodec<>() {
        private static final long serialVersionUID = 1L;

        @Override
        public State create() {
          return new State();
        }

        @Override
        public byte[] encode(State state) {
          return new byte[0];
        }

        @Override
        public State decode(byte[] bytes) {
          return new State();
        }
      };
    }

    @Override
    public void row(State state, Row row, Out out) {
      if (state.rows == 0) {
        state.first = row.longValue(1);
      }
      state.key = row.text(0);
      state.last = row.longValue(1);
      state.rows++;
      out.timer(state.last + HOUR);
      out.count("rows", 1);
    }

    @Override
    public void timer(State state, long now, Out out) {
      put(state, "silence", now, out);
    }

    @Override
    public void end(State state, Out out) {
      put(state, "end", state.last, out);
    }

    private static void put(State state, String why, long now, Out out) {
      out.emit(state.key, state.rows, time(state.first), now, why);
      state.rows = 0;
    }

    private static LocalDateTime time(long micros) {
      return LocalDateTime.ofEpochSecond(
          Math.floorDiv(micros, 1_000_000L),
          (int) Math.floorMod(micros, 1_000_000L) * 1000,
          ZoneOffset.UTC);
    }
  }

  private static final FoldSpec<Sessions.State> SESSIONS =
      new FoldSpec<>(
          List.of("key"),
          "ts",
          List.of("n"),
          List.of(
              Column.of("key", ColumnType.STRING),
              Column.of("ts", ColumnType.TIMESTAMP),
              Column.of("n", ColumnType.BIGINT)),
          List.of(
              Column.of("key", ColumnType.STRING),
              Column.of("rows", ColumnType.BIGINT),
              Column.of("first", ColumnType.TIMESTAMP),
              Column.of("until", ColumnType.TIMESTAMP),
              Column.of("why", ColumnType.STRING)),
          new Sessions());

  private static Engine open() {
    NativeTable table =
        new NativeTable(
            NumbersFormat.NUMBERS,
            new NumbersFormat(),
            List.of(new NumbersFormat.NoFile("numbers.log", 1000)),
            Options.NONE);
    assertThat(TestSpark.SESSION).isNotNull();
    return new SparkProvider()
        .open(
            new Catalog(List.of(table), Map.of(), List.of(), Map.of(), TimeRange.ALL),
            EngineSettings.defaults(),
            (f, o, r, b, i, l) -> {});
  }

  @Test
  void aFoldIsAStepThatOtherStepsRead() {
    Plan plan =
        Plan.builder()
            .step(
                "picked",
                Plan.Sql.of(
                    "SELECT *, CAST(n / 100 % 2 AS INT) AS k FROM numbers" + " WHERE n % 100 < ?",
                    10))
            .fold(
                "sessions",
                Plan.Sql.of(
                    "SELECT CASE WHEN floor(n / 100) % 2 = 0 THEN 'even' END AS `key`, ts, n FROM"
                        + " picked WHERE n < ?",
                    400),
                SESSIONS)
            .output("rows", Plan.Sql.of("SELECT * FROM sessions ORDER BY `key`, first"))
            .output("total", Plan.Sql.of("SELECT sum(`rows`) FROM sessions WHERE why <> ?", "no"))
            .build();
    try (Engine engine = open();
        Engine.PlanRun run = engine.run(plan)) {
      assertThat(run.counts()).isEqualTo(Map.of("rows", 40L));
      List<List<@Nullable Object>> rows = TestSpark.rows(run.output("rows"));
      assertThat(rows).hasSize(4);
      assertThat(rows.get(0)).startsWith((Object) null).endsWith("silence");
      assertThat(rows.get(2))
          .containsExactly(
              "even",
              10L,
              LocalDateTime.parse("1970-01-01T00:00"),
              LocalDateTime.parse("1970-01-01T01:12:57.600"),
              "silence");
      assertThat(rows.get(3)).endsWith("end");
      assertThat(TestSpark.rows(run.output("total"))).containsExactly(List.of(40L));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 200})
  void theRowsAreTheSameWhateverThePartitions(int partitions) {
    FoldCounts counts = new FoldCounts();
    SparkSession session = TestSpark.SESSION.newSession();
    session.conf().set("spark.sql.shuffle.partitions", partitions);
    session.conf().set("spark.sql.adaptive.enabled", "false");
    session.conf().set("spark.sql.session.timeZone", "UTC");
    session.conf().set("spark.sql.datetime.java8API.enabled", "true");
    session.sparkContext().register(counts, "test");
    var input =
        session.sql(
            "SELECT CAST(id % 13 AS STRING) AS `key`, id AS n,"
                + " timestamp_micros(CAST(id * 7919 % 1000 AS BIGINT) * 300000000) AS ts"
                + " FROM range(3000)");
    var folded = FoldRun.rows(input.repartition(partitions, functions.rand(1)), SESSIONS, counts);
    assertThat(folded.rdd().getNumPartitions()).isEqualTo(partitions);
    List<String> rows = folded.collectAsList().stream().map(Object::toString).sorted().toList();
    assertThat(rows).isEqualTo(expected());
    assertThat(counts.value()).isEqualTo(Map.of("rows", 3000L));
  }

  /** The sessions of the rows above, computed the plain way. */
  private static List<String> expected() {
    Map<Integer, TreeMap<Long, Integer>> timesOfKey = new TreeMap<>();
    for (int id = 0; id < 3000; id++) {
      timesOfKey
          .computeIfAbsent(id % 13, key -> new TreeMap<>())
          .merge(id * 7919L % 1000 * 300_000_000, 1, Integer::sum);
    }
    List<String> rows = new ArrayList<>();
    timesOfKey.forEach(
        (key, times) -> {
          long first = times.firstKey();
          long last = first;
          int n = 0;
          for (Map.Entry<Long, Integer> time : times.entrySet()) {
            if (time.getKey() - last >= HOUR) {
              rows.add(row(key, n, first, last + HOUR, "silence"));
              first = time.getKey();
              n = 0;
            }
            last = time.getKey();
            n += time.getValue();
          }
          rows.add(row(key, n, first, last, "end"));
        });
    return rows.stream().sorted().toList();
  }

  private static String row(int key, int rows, long first, long until, String why) {
    return "[%d,%d,%s,%s,%s]"
        .formatted(
            key,
            rows,
            Instant.EPOCH.plusMillis(first / 1000),
            Instant.EPOCH.plusMillis(until / 1000),
            why);
  }
}
