// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PlanOutlineTest {
  private static String plan(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE a AS SELECT range AS n, 'x' AS t FROM range(1000)");
      statement.execute("CREATE TABLE b AS SELECT range AS n FROM range(10)");
      try (ResultSet rows = statement.executeQuery("EXPLAIN (FORMAT YAML) " + sql)) {
        rows.next();
        return PlanOutline.of(rows.getString(2), name -> name.equals("SEQ_SCAN") ? "flows" : name);
      }
    }
  }

  @Test
  void stepsAreIndentedBelowThoseThatTakeTheirRows() throws SQLException {
    assertThat(plan("SELECT t, sum(a.n) FROM a JOIN b USING (n) GROUP BY t ORDER BY 2 LIMIT 3"))
        .isEqualTo(
            """
              top n (~1 rows): top: 3; order by: sum(a.n) ASC
                perfect hash group by (~1 rows): groups: #0; aggregates: sum(#1)
                  hash join (~10 rows): join type: INNER; conditions: n = n
                    read flows (~1000 rows): table: memory.main.a; type: Sequential Scan; projections: n, t; filters: (n <= 9)
                    read flows (~10 rows): table: memory.main.b; type: Sequential Scan; projections: n
            """);
  }

  @Test
  void stepsBesideEachOtherStandAtTheSameDepth() throws SQLException {
    assertThat(plan("SELECT n FROM a WHERE t || n <> 'a \"b\"' UNION ALL SELECT n FROM b"))
        .isEqualTo(
            """
              union
                filter (~200 rows): expression: ((t || CAST(n AS VARCHAR)) != 'a "b"')
                  read flows (~1000 rows): table: memory.main.a; type: Sequential Scan; projections: t, n
                read flows (~10 rows): table: memory.main.b; type: Sequential Scan; projections: n
            """);
  }

  @Test
  void longConditionsAreCut() throws SQLException {
    assertThat(plan("SELECT n FROM a WHERE n * 2 NOT IN (1" + ", 100".repeat(60) + ")"))
        .contains("…")
        .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() < 140));
  }
}
