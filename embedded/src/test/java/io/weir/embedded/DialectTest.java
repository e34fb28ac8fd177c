// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class DialectTest {
  private static String decoded(ColumnType type, String sql) throws SQLException {
    String query =
        "SELECT " + Dialect.decoded(Column.of("a", type)) + " FROM (SELECT " + sql + " AS a)";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT CAST(a AS VARCHAR), typeof(a) FROM (" + query + ")")) {
      assertThat(result.next()).isTrue();
      return result.getString(1) + " " + result.getString(2);
    }
  }

  /** One record must not fail a query, and Spark gives NULL for them too. */
  @Test
  void elementsThatAreNotOfTheTypeAreNull() throws SQLException {
    String list = "chr(31) || '7' || chr(31) || 'abc' || chr(31) || chr(30) || chr(31)";
    assertThat(decoded(ColumnType.BIGINT_LIST, list)).isEqualTo("[7, NULL, NULL, NULL] BIGINT[]");
    assertThat(decoded(ColumnType.DOUBLE_LIST, list)).isEqualTo("[7.0, NULL, NULL, NULL] DOUBLE[]");
    assertThat(decoded(ColumnType.TIMESTAMP_LIST, list))
        .isEqualTo("['1970-01-01 00:00:00.000007', NULL, NULL, NULL] TIMESTAMP[]");
    assertThat(decoded(ColumnType.STRING_LIST, list)).isEqualTo("[7, abc, NULL, ''] VARCHAR[]");
  }

  @Test
  void listsWithoutElementsAndNullsStay() throws SQLException {
    assertThat(decoded(ColumnType.BIGINT_LIST, "''")).isEqualTo("[] BIGINT[]");
    assertThat(decoded(ColumnType.BIGINT_LIST, "CAST(NULL AS VARCHAR)")).isEqualTo("null BIGINT[]");
    assertThat(decoded(ColumnType.BOOLEAN_LIST, "chr(31) || 'true' || chr(31) || 'x'"))
        .isEqualTo("[true, NULL] BOOLEAN[]");
  }
}
