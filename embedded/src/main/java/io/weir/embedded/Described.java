// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What DuckDB says of a query's columns. */
final class Described {
  private Described() {}

  /** The types of the columns by name, in their order; the map is the caller's own. */
  static Map<String, String> types(Statement statement, String query) throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    try (ResultSet columns = statement.executeQuery("DESCRIBE " + query)) {
      while (columns.next()) {
        types.put(columns.getString(1), columns.getString(2));
      }
    }
    return types;
  }
}
