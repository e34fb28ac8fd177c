// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrameTest {
  @Test
  void keepsAllOfAFewRows() {
    Rows rows = new Rows().column("n", ColumnType.BIGINT, "flows").row(3L).row((Object) null);
    Frame frame = Frame.of(rows);
    assertThat(frame.size()).isEqualTo(2);
    assertThat(frame.values("n")).containsExactly(3L, null);
    assertThat(frame.unit("n")).isEqualTo("flows");
    assertThat(frame.values("other")).isEmpty();
  }

  @Test
  void ofManyRowsSomeStandForAllAndEachMarkStays() {
    Rows rows = new Rows().column("n", ColumnType.BIGINT, "").column("odd", ColumnType.BOOLEAN, "");
    for (long i = 0; i < 100_000; i++) {
      rows.row(i, i % 10_000 == 7);
    }
    Frame frame = Frame.watch(rows, Set.of("n", "odd"), "odd").readAll();
    List<Long> kept =
        frame.values("n").stream().map(n -> (Long) Objects.requireNonNull(n)).toList();
    assertThat(frame.size()).isEqualTo(100_000);
    assertThat(kept).isSorted().hasSizeBetween(5_000, 20_000).contains(7L, 10_007L, 90_007L);
    assertThat(frame.shown()).hasSize(Frame.MOST_SHOWN).startsWith(List.of(0L, false));
  }

  @Test
  void handsRowsThroughAsTheyAre() {
    Rows rows = new Rows().column("n", ColumnType.BIGINT, "").row(1L).row(2L);
    Frame.Watcher watcher = Frame.watch(rows, Set.of(), "");
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
  void keepsTheRowsThatAreAskedFor() {
    Frame frame = new Rows().column("e", ColumnType.STRING, "").row("start").row("end").frame();
    assertThat(frame.only("e", "end").shown()).containsExactly(List.of("end"));
    assertThat(frame.only("e", "never").isEmpty()).isTrue();
  }
}
