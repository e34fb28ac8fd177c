// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Options;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.FoldSpec;
import io.weir.model.analysis.Out;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.Row;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Result;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldRunTest {
  private static final long ALL_IN_MEMORY = 1L << 30;
  private static final long NONE_IN_MEMORY = 0;
  private static final long SOME_IN_MEMORY = 1L << 20;

  /** Many keys, one with a fifth of the rows; NULLs, long and foreign texts, equal times. */
  private static final String ROWS =
      """
      SELECT CASE WHEN i %% 5 = 0 THEN 'busy' WHEN i %% 7 = 0 THEN NULL
          ELSE 'a rather long key ' || (i %% 1000) END AS k,
        CASE WHEN i %% 3 = 0 THEN NULL ELSE i %% 2 END AS part,
        make_timestamp(((i * 7919) %% 10007) * 1000000) AS ts,
        CASE WHEN i %% 11 = 0 THEN NULL WHEN i %% 11 = 1 THEN 'ü' || chr(120000) ELSE
          repeat('x', CAST(i %% 17 AS INTEGER)) || i END AS t,
        CASE WHEN i %% 13 = 0 THEN NULL ELSE i / 8 END AS d,
        i AS n
      FROM range(%d) AS r(i)""";

  /** Tells each row as it came, with what came before it, and asks for a timer an hour later. */
  private static final class Telling implements Fold<Telling.State> {
    private static final long serialVersionUID = 1L;

    static final class State {
      private long rows;
      private @Nullable String last;
      private @Nullable String key;
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
          throw new UnsupportedOperationException();
        }

        @Override
        public State decode(byte[] bytes) {
          throw new UnsupportedOperationException();
        }
      };
    }

    @Override
    public void row(State state, Row row, Out out) {
      state.key = row.text(0);
      out.emit(
          "row",
          state.key,
          row.isNull(1) ? null : row.longValue(1),
          time(row.longValue(2)),
          row.text(3),
          row.isNull(4) ? null : row.doubleValue(4),
          ++state.rows,
          state.last,
          row.longValue(5) % 2 == 0);
      state.last = row.text(3);
      out.timer(row.longValue(2) + 3_600_000_000L);
      out.count("rows", 1);
      if (row.longValue(5) == 9_999_999) {
        throw WeirException.failed("Cannot fold: this row is too many.");
      }
    }

    @Override
    public void timer(State state, long now, Out out) {
      out.emit("timer", state.key, null, now, null, null, state.rows, null, null);
    }

    @Override
    public void end(State state, Out out) {
      out.emit("end", state.key, null, null, null, Double.NaN, state.rows, null, null);
      out.count("keys", 1);
    }

    private static LocalDateTime time(long micros) {
      return LocalDateTime.ofEpochSecond(
          Math.floorDiv(micros, 1_000_000L),
          (int) Math.floorMod(micros, 1_000_000L) * 1000,
          ZoneOffset.UTC);
    }
  }

  /** Tells the last number of a key, reading columns in another order than the input has them. */
  private static final class Last implements Fold<long[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public StateCodec<long[]> state() {
      return new StateCodec<>() {
        private static final long serialVersionUID = 1L;

        @Override
        public long[] create() {
          return new long[1];
        }

        @Override
        public byte[] encode(long[] state) {
          throw new UnsupportedOperationException();
        }

        @Override
        public long[] decode(byte[] bytes) {
          throw new UnsupportedOperationException();
        }
      };
    }

    @Override
    public void row(long[] state, Row row, Out out) {
      state[0] = row.longValue(0);
    }

    @Override
    public void timer(long[] state, long now, Out out) {}

    @Override
    public void end(long[] state, Out out) {
      out.emit(state[0]);
    }
  }

  private static FoldSpec<long[]> last(List<String> key) {
    return new FoldSpec<>(
        key,
        "ts",
        List.of("n"),
        List.of(
            Column.of("n", ColumnType.BIGINT),
            Column.of("ts", ColumnType.TIMESTAMP),
            Column.of("k", ColumnType.STRING)),
        List.of(Column.of("last", ColumnType.BIGINT)),
        new Last());
  }

  private static Plan plan(String rows, List<String> key) {
    return Plan.builder()
        .fold("told", Plan.Sql.of(rows), telling(key))
        .output("told", Plan.Sql.of("SELECT * FROM told ORDER BY ALL"))
        .build();
  }

  /** Two folds of one input, the one with fewer columns first. */
  private static Plan both(String rows) {
    return Plan.builder()
        .fold("before", Plan.Sql.of(rows), last(List.of("k")))
        .fold("told", Plan.Sql.of(rows), telling(List.of("k")))
        .output("before", Plan.Sql.of("SELECT * FROM before ORDER BY ALL"))
        .output("told", Plan.Sql.of("SELECT * FROM told ORDER BY ALL"))
        .build();
  }

  private static FoldSpec<Telling.State> telling(List<String> key) {
    return new FoldSpec<>(
        key,
        "ts",
        List.of("t", "d", "n"),
        List.of(
            Column.of("k", ColumnType.STRING),
            Column.of("part", ColumnType.BIGINT),
            Column.of("ts", ColumnType.TIMESTAMP),
            Column.of("t", ColumnType.STRING),
            Column.of("d", ColumnType.DOUBLE),
            Column.of("n", ColumnType.BIGINT)),
        List.of(
            Column.of("what", ColumnType.STRING),
            Column.of("k", ColumnType.STRING),
            Column.of("part", ColumnType.BIGINT),
            Column.of("ts", ColumnType.TIMESTAMP),
            Column.of("t", ColumnType.STRING),
            Column.of("d", ColumnType.DOUBLE),
            Column.of("rows", ColumnType.BIGINT),
            Column.of("last", ColumnType.STRING),
            Column.of("even", ColumnType.BOOLEAN)),
        new Telling());
  }

  private static EmbeddedEngine open(int threads, long bytes) {
    Catalog catalog = new Catalog(List.of(), Map.of(), List.of(), Map.of(), TimeRange.ALL);
    EngineSettings settings = new EngineSettings(threads, 0, Options.NONE);
    EmbeddedEngine engine = EmbeddedEngine.open(catalog, settings, (f, o, r, b, i, l) -> {});
    engine.foldWithin(bytes);
    return engine;
  }

  private record Told(List<List<@Nullable Object>> rows, Map<String, Long> counts) {}

  private static Told told(int threads, long bytes, long rows, List<String> key) {
    return told(threads, bytes, plan(ROWS.formatted(rows), key), "told");
  }

  private static Told told(int threads, long bytes, Plan plan, String output) {
    List<List<@Nullable Object>> told = new ArrayList<>();
    try (EmbeddedEngine engine = open(threads, bytes);
        Engine.PlanRun run = engine.run(plan);
        Result result = run.output(output)) {
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < result.columns().size(); i++) {
          row.add(result.value(i));
        }
        told.add(row);
      }
      return new Told(told, run.counts());
    }
  }

  @ParameterizedTest
  @CsvSource({"1,k", "2,k", "4,k", "1,k part", "2,k part", "4,part", "2,n"})
  void rowsAreTheSameInMemoryAsSortedByDuckDb(int threads, String keys) {
    List<String> key = List.of(keys.split(" ", -1));
    Told inMemory = told(threads, ALL_IN_MEMORY, 30_000, key);

    assertThat(inMemory.rows()).hasSizeGreaterThan(30_000);
    assertThat(inMemory.counts()).containsEntry("rows", 30_000L);
    assertThat(inMemory).isEqualTo(told(1, NONE_IN_MEMORY, 30_000, key));
  }

  @Test
  void rowsOfManyThreadsAreTheSame() {
    Told one = told(1, ALL_IN_MEMORY, 150_000, List.of("k"));

    assertThat(told(4, ALL_IN_MEMORY, 150_000, List.of("k"))).isEqualTo(one);
  }

  /** The more memory, the more of the work is done there. */
  @ParameterizedTest
  @ValueSource(longs = {2L << 20, 4L << 20, 6L << 20, 8L << 20, 12L << 20})
  void rowsAreTheSameWithAnyMemory(long bytes) {
    Told some = told(2, bytes, 30_000, List.of("k"));

    assertThat(some).isEqualTo(told(2, ALL_IN_MEMORY, 30_000, List.of("k")));
  }

  @Test
  void rowsThatDoNotFitAreSortedByDuckDb() {
    Told some = told(2, SOME_IN_MEMORY, 60_000, List.of("k"));

    assertThat(some).isEqualTo(told(2, ALL_IN_MEMORY, 60_000, List.of("k")));
  }

  @Test
  void foldsOfOneInputAnswerTogetherAsTheyDoApart() {
    String rows = ROWS.formatted(30_000);
    Told together = told(2, ALL_IN_MEMORY, both(rows), "told");

    assertThat(together.rows()).isEqualTo(told(2, ALL_IN_MEMORY, 30_000, List.of("k")).rows());
    for (long bytes : List.of(ALL_IN_MEMORY, SOME_IN_MEMORY)) {
      assertThat(told(2, bytes, both(rows), "before").rows())
          .hasSizeGreaterThan(100)
          .isEqualTo(told(2, NONE_IN_MEMORY, both(rows), "before").rows());
    }
  }

  @Test
  void theInputOfTwoFoldsIsReadOnce() {
    Plan plan = both(ROWS.formatted(100));
    SharedRows shared = new SharedRows(plan);
    List<List<String>> read = new ArrayList<>();
    try (EmbeddedEngine engine = open(1, ALL_IN_MEMORY)) {
      for (Plan.Step step : plan.steps()) {
        Plan.FoldStep fold = (Plan.FoldStep) step;
        assertThat(
                shared.of(
                    fold,
                    shape -> {
                      read.add(shape.columns().stream().map(Column::name).toList());
                      return engine.keyed(shape, fold.input());
                    }))
            .hasValueSatisfying(rows -> assertThat(rows.size()).isEqualTo(100));
      }
    }
    assertThat(read).containsExactly(List.of("n", "ts", "k", "part", "t", "d"));
  }

  @Test
  void foldsThatKeepRowsApartOtherwiseReadThemAgain() {
    Plan.Sql rows = Plan.Sql.of(ROWS.formatted(100));
    Plan plan =
        Plan.builder()
            .fold("one", rows, last(List.of("k")))
            .fold("other", rows, last(List.of("n")))
            .build();
    SharedRows shared = new SharedRows(plan);
    List<List<String>> read = new ArrayList<>();
    try (EmbeddedEngine engine = open(1, ALL_IN_MEMORY)) {
      for (Plan.Step step : plan.steps()) {
        Plan.FoldStep fold = (Plan.FoldStep) step;
        shared.of(
            fold,
            shape -> {
              read.add(shape.key());
              return engine.keyed(shape, fold.input());
            });
      }
    }
    assertThat(read).containsExactly(List.of("k"), List.of("n"));
  }

  @Test
  void noRowsAreNoKeys() {
    Told none = told(2, ALL_IN_MEMORY, 0, List.of("k"));

    assertThat(none.rows()).isEmpty();
    assertThat(none.counts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1073741824", "0"})
  void aQueryThatFailsOnItsWayFailsTheFold(long bytes) {
    String rows =
        ROWS.formatted(500_000).replace("i AS n", "CASE WHEN i = 400000 THEN error('no') END AS n");
    try (EmbeddedEngine engine = open(2, bytes)) {
      assertThatThrownBy(() -> engine.run(plan(rows, List.of("k"))))
          .isInstanceOf(WeirException.class)
          .hasMessageContaining("no");
    }
  }

  @ParameterizedTest
  @CsvSource({"1073741824", "0"})
  void aFoldThatFailsSaysWhy(long bytes) {
    String rows = ROWS.formatted(20_000).replace("i AS n", "i + 9990000 AS n");
    try (EmbeddedEngine engine = open(2, bytes)) {
      assertThatThrownBy(() -> engine.run(plan(rows, List.of("k"))))
          .isInstanceOf(WeirException.class)
          .hasMessage("Cannot fold: this row is too many.");
      assertThat(told(1, bytes, 10, List.of("k")).rows()).isNotEmpty();
    }
  }
}
