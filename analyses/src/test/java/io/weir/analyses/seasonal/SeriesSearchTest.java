// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.weir.analyses.tables.ListedRows;
import io.weir.analyses.tables.MadeTables;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.WeirException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesSearchTest {
  private static final Column TIME = Column.of("time", ColumnType.BIGINT);
  private static final Column VALUE = Column.of("value", ColumnType.DOUBLE);
  private static final Column KEY = Column.of("host", ColumnType.STRING);

  private final MadeTables out = new MadeTables();

  private static SeasonalHybridEsd.Parameters parameters(
      Optional<Integer> period, Optional<Duration> cycle, String... by) {
    return new SeasonalHybridEsd.Parameters(
        "netlytics",
        "",
        List.of(),
        List.of(),
        List.of(by),
        Optional.empty(),
        Aggregate.SUM,
        Optional.empty(),
        period,
        cycle,
        0.05,
        0.1,
        Direction.BOTH,
        true,
        Optional.empty(),
        Optional.empty(),
        false,
        2);
  }

  private void look(ListedRows rows, Optional<Integer> period, String... by) {
    new SeriesSearch(parameters(period, Optional.empty(), by)).run(List.of(rows), out);
  }

  /** Ten days of hours, noise, and more at two places. */
  private static List<@Nullable Object[]> rows(long begin, @Nullable String key) {
    Random random = new Random(1);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      double more = i == 100 ? 80 : i == 200 ? -80 : 0;
      rows.add(new Object[] {begin + i * 3600L, 50 + i % 24 + random.nextGaussian() + more, key});
    }
    return rows;
  }

  private static ListedRows table(List<@Nullable Object[]> rows) {
    ListedRows table = new ListedRows(TIME, VALUE, KEY);
    rows.forEach(table::row);
    return table;
  }

  @Test
  void findsTheDayAndTheRows() {
    look(table(rows(0, "a")), Optional.empty());
    assertThat(out.rows("weir rows"))
        .extracting(row -> row.get(0), row -> row.get(3))
        .containsExactly(tuple(100L, "high"), tuple(200L, "low"));
    assertThat(out.rows("weir series")).hasSize(240);
    List<@Nullable Object> summary = out.rows("weir summary").get(0);
    assertThat(summary.subList(0, 6)).containsExactly(List.of(), 240L, 240L, 0L, 3600.0, 24L);
    assertThat(summary.subList(7, 9)).containsExactly(2L, null);
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    look(table(rows(0, "a")), Optional.of(24));
    List<@Nullable Object[]> shuffled = rows(0, "a");
    Collections.shuffle(shuffled, new Random(9));
    MadeTables again = new MadeTables();
    new SeriesSearch(parameters(Optional.of(24), Optional.empty()))
        .run(List.of(table(shuffled)), again);
    assertThat(again.rows("weir series")).isEqualTo(out.rows("weir series"));
    assertThat(again.rows("weir summary")).isEqualTo(out.rows("weir summary"));
  }

  @Test
  void aShiftByWholeDaysChangesTheTimesAlone() {
    look(table(rows(0, "a")), Optional.of(24));
    MadeTables later = new MadeTables();
    new SeriesSearch(parameters(Optional.of(24), Optional.empty()))
        .run(List.of(table(rows(86_400 * 3, "a"))), later);
    assertThat(later.rows("weir rows")).isEqualTo(out.rows("weir rows"));
    assertThat(later.rows("weir summary")).isEqualTo(out.rows("weir summary"));
    assertThat(later.rows("weir series"))
        .extracting(row -> row.subList(2, 10))
        .isEqualTo(out.rows("weir series").stream().map(row -> row.subList(2, 10)).toList());
  }

  @Test
  void eachKeyHasASeriesOfItsOwn() {
    List<@Nullable Object[]> all = rows(0, null);
    all.addAll(rows(7200, "b"));
    all.add(new Object[] {0L, 1.0, "short"});
    Collections.shuffle(all, new Random(3));
    look(table(all), Optional.of(24), "host");
    assertThat(out.rows("weir summary"))
        .extracting(row -> row.get(0), row -> row.get(7), row -> row.get(8))
        .containsExactly(
            tuple(Arrays.asList((String) null), 2L, null),
            tuple(List.of("b"), 2L, null),
            tuple(List.of("short"), 0L, "too short: 1 points are fewer than two periods of 24"));
  }

  @Test
  void rowsWithoutTimeOrValueAreCounted() {
    List<@Nullable Object[]> all = rows(0, "a");
    all.add(new Object[] {null, 1.0, "a"});
    all.add(new Object[] {0L, null, "a"});
    all.add(new Object[] {0L, Double.NaN, "a"});
    look(table(all), Optional.of(24));
    assertThat(out.counts()).containsEntry("rows_left_out", 3L);
    assertThat(out.rows("weir rows")).hasSize(2);
  }

  @Test
  void nothingComesOfNothing() {
    look(table(List.of()), Optional.of(24));
    assertThat(out.rows("weir summary")).isEmpty();
  }

  @Test
  void aSeriesOfOneValueIsToldAsSuch() {
    ListedRows constant = new ListedRows(TIME, VALUE);
    for (long i = 0; i < 100; i++) {
      constant.row(i, 7.0);
    }
    look(constant, Optional.empty());
    assertThat(out.rows("weir rows")).isEmpty();
    assertThat(out.rows("weir summary").get(0).get(8)).isEqualTo("constant");
  }

  @Test
  void aSeriesTooShortForItsPeriodIsRefused() {
    assertThatThrownBy(() -> look(table(rows(0, "a")), Optional.of(168)))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot run s-h-esd: the series is too short: 240 points are fewer than two periods of"
                + " 168. Take more time, or set a shorter period or every.");
  }

  @Test
  void aCycleThatTheStepDoesNotDivideIsRefused() {
    SeriesSearch search =
        new SeriesSearch(parameters(Optional.empty(), Optional.of(Duration.ofMinutes(90))));
    assertThatThrownBy(() -> search.run(List.of(table(rows(0, "a"))), out))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot run s-h-esd: a cycle of PT1H30M is not two or more points, one every PT1H. Set"
                + " every to a part of the cycle.");
  }

  @Test
  void periodAndCycleTogetherAreRefused() {
    SeriesSearch search =
        new SeriesSearch(parameters(Optional.of(24), Optional.of(Duration.ofDays(1))));
    assertThatThrownBy(() -> search.run(List.of(table(rows(0, "a"))), out))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot run s-h-esd: period and cycle are one thing twice (24 points, PT24H). Set one.");
  }

  @Test
  void rowsWithoutATimeAreRefused() {
    assertThatThrownBy(() -> look(new ListedRows(VALUE, KEY), Optional.empty()))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot run s-h-esd: no column holds times (value, host). Name one that has seconds"
                + " since 1970 with time.");
  }

  @Test
  void millisecondsAreRefused() {
    ListedRows rows = new ListedRows(TIME, VALUE).row(1_700_000_000_000L, 1.0);
    assertThatThrownBy(() -> look(rows, Optional.empty()))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot use time as the time: it is not in seconds since 1970 (1.7E12). Divide"
                + " milliseconds by 1000 in a query.");
  }
}
