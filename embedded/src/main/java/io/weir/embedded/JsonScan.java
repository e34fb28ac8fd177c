// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.engine.RelationFile;
import io.weir.model.engine.RelationFile.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * SQL over files of JSON and NDJSON. Their keys and types are looked for once; without them in the
 * SQL DuckDB looks for them again whenever it binds a statement.
 */
final class JsonScan {
  /** Up to so many bytes of them are all looked at for the types of their keys. */
  private static final long WHOLLY_LOOKED_AT = 64L << 20;

  /** Of more, so many records of a file: DuckDB's default. A later one that does not fit fails. */
  private static final int SAMPLED_RECORDS = 20_480;

  private static final String ALL = ", sample_size = -1, maximum_sample_files = -1";

  private static final String SAMPLED =
      ", sample_size = " + SAMPLED_RECORDS + ", union_by_name = true";

  /** DuckDB's type of a key that is null everywhere; of one with several types it is JSON. */
  private static final String OF_NULLS = "\"NULL\"";

  private JsonScan() {}

  /**
   * A statement that reads all rows.
   *
   * @param list the relation's files as a list in SQL
   * @param known the type of a table's column that Weir knows, for keys that are null everywhere
   */
  static String of(
      Statement statement,
      RelationFile relation,
      String list,
      Function<String, Optional<String>> known)
      throws SQLException {
    String files = "SELECT * FROM read_json(" + list;
    files += relation.kind() == Kind.JSON ? ", format = 'array'" : ", format = 'newline_delimited'";
    String detecting = files + (isSmall(relation) ? ALL : SAMPLED) + ")";
    Map<String, String> types = Described.types(statement, detecting);
    types.replaceAll((name, type) -> isOpen(type) ? known.apply(name).orElse("VARCHAR") : type);
    // Lines that are no objects are one column of DuckDB's own.
    if (types.keySet().equals(Set.of("json"))
        || types.keySet().stream().anyMatch(name -> isRenamed(name, types))) {
      return detecting;
    }
    List<String> columns = new ArrayList<>();
    List<String> times = new ArrayList<>();
    types.forEach(
        (name, type) -> {
          columns.add(Dialect.quoted(name) + ": " + Dialect.literal(type));
          if (type.contains("DATE") || type.contains("TIMESTAMP")) {
            times.add("max(" + Dialect.quoted(name) + ")");
          }
        });
    String typed = files + ", columns = {" + String.join(", ", columns) + "})";
    return isReadable(statement.getConnection(), typed, times) ? typed : detecting;
  }

  private static boolean isSmall(RelationFile relation) {
    long bytes = relation.files().stream().mapToLong(file -> Math.max(0, file.length())).sum();
    return bytes <= WHOLLY_LOOKED_AT;
  }

  /** Values of several types are read as their text, that of strings without quotes. */
  private static boolean isOpen(String type) {
    return type.equals(OF_NULLS) || type.equals("JSON");
  }

  /** Keys that differ in case alone have a number behind the second: a name no record has. */
  private static boolean isRenamed(String name, Map<String, String> types) {
    String original = name.replaceFirst("_\\d+$", "");
    return !original.equals(name) && types.keySet().stream().anyMatch(original::equalsIgnoreCase);
  }

  /**
   * Whether times can be read by their type alone: looking for types, DuckDB takes forms of dates
   * that it then reads in no other way than by looking again.
   */
  private static boolean isReadable(Connection connection, String typed, List<String> times) {
    if (times.isEmpty()) {
      return true;
    }
    String rows = typed + " LIMIT " + SAMPLED_RECORDS;
    String query = "SELECT %s FROM (%s)".formatted(String.join(", ", times), rows);
    // A statement that fails is closed by DuckDB, so it is one of its own.
    try (Statement trial = connection.createStatement();
        ResultSet found = trial.executeQuery(query)) {
      return found.next();
    } catch (SQLException e) {
      return false;
    }
  }
}
