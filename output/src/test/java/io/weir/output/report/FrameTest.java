// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.analysis.Picture;
import io.weir.model.engine.Result;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 3, 1, 0, 0);

  private static final Picture BARS =
      new Picture.Bars("bars", "Bars", "rows", List.of("e"), List.of("n"));

  private static final Picture LINES =
      new Picture.Lines(
          "lines",
          "Lines",
          "rows",
          "time",
          "n",
          Optional.of("series"),
          Optional.empty(),
          Optional.of("odd"),
          Optional.empty());

  private static Rows timed() {
    return new Rows()
        .column("time", ColumnType.TIMESTAMP, "UTC")
        .column("series", ColumnType.STRING, "")
        .column("n", ColumnType.BIGINT, "")
        .column("odd", ColumnType.BOOLEAN, "");
  }

  private static List<Long> numbers(Frame frame) {
    return frame.values("n").stream().map(n -> (Long) Objects.requireNonNull(n)).toList();
  }

  @Test
  void keepsAllOfAFewRows() {
    Rows rows = new Rows().column("n", ColumnType.BIGINT, "flows").row(3L).row((Object) null);
    Frame frame = Frame.of(rows, Optional.of(BARS));
    assertThat(frame.size()).isEqualTo(2);
    assertThat(frame.isWhole()).isTrue();
    assertThat(frame.values("n")).containsExactly(3L, null);
    assertThat(frame.unit("n")).isEqualTo("flows");
    assertThat(frame.values("other")).isEmpty();
  }

  @Test
  void ofManyOrderedRowsTheFirstAreDrawn() {
    Rows rows = new Rows().column("n", ColumnType.BIGINT, "");
    for (long i = 0; i < 50_000; i++) {
      rows.row(i);
    }
    Frame frame = Frame.watch(rows, BARS).readAll();
    assertThat(frame.size()).isEqualTo(50_000);
    assertThat(frame.isWhole()).isFalse();
    assertThat(numbers(frame)).hasSize(Sample.MOST).startsWith(0L, 1L, 2L).endsWith(19_999L);
    assertThat(frame.shown()).hasSize(Frame.MOST_SHOWN).startsWith(List.of(0L));
  }

  @Test
  void ofManyVectorsSomeStandForAll() {
    Rows rows = new Rows().column("n", ColumnType.BIGINT, "");
    for (long i = 0; i < 100_000; i++) {
      rows.row(i);
    }
    Picture projection = new Picture.Projection("p", "Projection", "rows", "n", "n");
    List<Long> kept = numbers(Frame.watch(rows, projection).readAll());
    assertThat(kept).isSorted().hasSizeBetween(5_000, 20_000).startsWith(0L, 8L, 16L);
    assertThat(kept.get(kept.size() - 1)).isGreaterThan(99_980L);
  }

  @Test
  void ofManyTimesSomeAreKeptWithAllTheirLinesAndEachMark() {
    Rows rows = timed();
    for (int i = 0; i < 100_000; i++) {
      String series = String.valueOf(i % 4);
      rows.row(BEGIN.plusMinutes(i / 4), series, (long) i, i % 10_000 == 7);
    }
    Frame frame = Frame.watch(rows, LINES).readAll();
    assertThat(numbers(frame)).hasSizeBetween(5_000, 20_000).contains(7L, 10_007L, 90_007L);
    Map<Object, TreeSet<Object>> lines = new HashMap<>();
    for (int i = 0; i < frame.values("time").size(); i++) {
      if (!Boolean.TRUE.equals(frame.values("odd").get(i))) {
        lines
            .computeIfAbsent(String.valueOf(frame.values("time").get(i)), key -> new TreeSet<>())
            .add(String.valueOf(frame.values("series").get(i)));
      }
    }
    assertThat(lines.values().stream().filter(of -> of.size() == 4).count())
        .isGreaterThan(lines.size() - 20L);
  }

  @Test
  void ofMoreLinesThanTimesTheLargestAreKept() {
    Rows rows = timed();
    for (int time = 0; time < 10; time++) {
      for (int series = 0; series < 6000; series++) {
        rows.row(BEGIN.plusDays(time), "s" + series, series == 17 ? 1_000_000L : series, false);
      }
    }
    Frame frame = Frame.watch(rows, LINES).readAll();
    assertThat(frame.values("series").stream().filter("s17"::equals)).hasSize(10);
    assertThat(numbers(frame)).hasSizeLessThan(Sample.MOST);
  }

  @Test
  void manyMarksAreBoundedAndLeaveRoomForOthers() {
    Rows rows = timed();
    for (int i = 0; i < 400_000; i++) {
      rows.row(BEGIN.plusSeconds(i), "", (long) i, i % 4 != 0);
    }
    Frame frame = Frame.watch(rows, LINES).readAll();
    List<String> marked = frame.values("odd").stream().map(String::valueOf).toList();
    assertThat(marked.stream().filter("true"::equals).count()).isBetween(9_000L, 20_000L);
    assertThat(marked.stream().filter("false"::equals).count()).isBetween(9_000L, 20_000L);
  }

  @Test
  void roomForMarksIsThinnedAsOftenAsTheyFillIt() {
    Result all = new Marked(3_000_000);
    assertThat(Frame.watch(all, LINES).readAll().values("n")).hasSizeBetween(9_000, Sample.MOST);
  }

  /** Rows that are all marked. */
  private static final class Marked implements Result {
    private final long count;
    private long at = -1;

    Marked(long count) {
      this.count = count;
    }

    @Override
    public List<Column> columns() {
      return timed().columns();
    }

    @Override
    public boolean next() {
      return ++at < count;
    }

    @Override
    public Object value(int column) {
      return column == 0 ? BEGIN.plusSeconds(at) : column == 1 ? "" : column == 2 ? at : true;
    }

    @Override
    public void close() {}
  }

  @Test
  void handsRowsThroughAsTheyAre() {
    Rows rows = new Rows().column("n", ColumnType.BIGINT, "").row(1L).row(2L);
    Frame.Watcher watcher = Frame.watch(rows);
    assertThat(watcher.next()).isTrue();
    assertThat(watcher.value(0)).isEqualTo(1L);
    assertThat(watcher.next()).isTrue();
    assertThat(watcher.value(0)).isEqualTo(2L);
    assertThat(watcher.next()).isFalse();
    assertThat(watcher.frame().shown()).containsExactly(List.of(1L), List.of(2L));
  }

  @Test
  void takesUnitsFromWhoKnowsThem() {
    Frame frame = new Rows().column("Size", ColumnType.BIGINT, "").row(1L).frame();
    Column known = new Column("size", ColumnType.BIGINT, "bytes", "how large");
    assertThat(frame.with(List.of(known)).unit("Size")).isEqualTo("bytes");
  }

  @Test
  void looksForTheRowsThatAreAskedForAmongAll() {
    Rows rows = new Rows().column("e", ColumnType.STRING, "").column("n", ColumnType.BIGINT, "");
    for (long i = 0; i < 30_000; i++) {
      rows.row(i < 29_990 ? "start" : "end", i);
    }
    Frame frame = Frame.of(Frame.only(rows, "e", "end"), Optional.of(BARS));
    assertThat(frame.size()).isEqualTo(10);
    assertThat(numbers(frame)).startsWith(29_990L).hasSize(10);
    assertThat(frame.shown()).hasSize(10);
  }
}
