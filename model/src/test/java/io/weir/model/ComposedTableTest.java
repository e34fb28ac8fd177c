// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComposedTableTest {
  private static final ComposedTable TABLE =
      new ComposedTable(
          new TableSchema("t", "", List.of(Column.of("a", ColumnType.BIGINT))),
          List.of(),
          """
          SELECT
            c.a AS a,
            coalesce(h.name, 'x, y (FROM ') AS name,
            CASE WHEN q.v > 1 THEN 'LEFT JOIN ' END AS version
          FROM conn c
          LEFT JOIN (
            SELECT uid, min(host) AS name FROM http GROUP BY uid) h ON c.uid = h.uid
          LEFT JOIN (SELECT uid, max(v) AS v FROM quic GROUP BY uid) q ON c.uid = q.uid
          """);

  @Test
  void onlyTheJoinsOfWantedColumnsAreKept() {
    assertThat(TABLE.yields()).containsExactly("a", "name", "version");
    assertThat(TABLE.sqlFor(Set.of("a"))).isEqualTo("SELECT\n  c.a AS a\nFROM conn c");
    assertThat(TABLE.sqlFor(Set.of("a", "name"))).contains("FROM http").doesNotContain("quic");
    assertThat(TABLE.sqlFor(Set.of("version"))).contains("quic").doesNotContain("http");
  }

  @Test
  void countingRowsNeedsNoColumn() {
    assertThat(TABLE.sqlFor(Set.of())).isEqualTo("SELECT\n  1 AS `no_column`\nFROM conn c");
  }

  @Test
  void namesInQuotesMayHoldAnything() {
    ComposedTable table =
        new ComposedTable(
            TABLE.schema(), List.of(), "SELECT t.`a,b (c` AS `a,b (c`, t.`it's` AS `it's` FROM t");

    assertThat(table.yields()).containsExactly("a,b (c", "it's");
    assertThat(table.sqlFor(Set.of("it's"))).isEqualTo("SELECT\n  t.`it's` AS `it's`\nFROM t");
  }

  @Test
  void anItemWithoutANameIsRefused() {
    ComposedTable table = new ComposedTable(TABLE.schema(), List.of(), "SELECT a FROM conn c");
    assertThatThrownBy(table::yields)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without AS");
  }
}
