// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.engine.RelationFile;
import io.weir.model.engine.RelationFile.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    Connection connection = statement.getConnection();
    List<String> huge = columns(types, "HUGEINT");
    Map<String, String> narrow = new LinkedHashMap<>(types);
    narrow.replaceAll((name, type) -> type.replaceAll("\\bU?HUGEINT\\b", "BIGINT"));
    boolean isNarrow = isReadable(connection, typed(files, narrow), huge, isSmall(relation));
    String typed = typed(files, isNarrow ? narrow : types);
    List<String> times = columns(types, "DATE", "TIMESTAMP");
    return isReadable(connection, typed, times, false) ? typed : detecting;
  }

  private static String typed(String files, Map<String, String> types) {
    return types.entrySet().stream()
        .map(type -> Dialect.quoted(type.getKey()) + ": " + Dialect.literal(type.getValue()))
        .collect(Collectors.joining(", ", files + ", columns = {", "})"));
  }

  /** Names of columns whose type is one of these, or is made of them. */
  private static List<String> columns(Map<String, String> types, String... parts) {
    return types.entrySet().stream()
        .filter(type -> Arrays.stream(parts).anyMatch(type.getValue()::contains))
        .map(Map.Entry::getKey)
        .toList();
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
   * Whether columns can be read by their types alone. Looking for types, DuckDB takes forms of
   * dates that it then reads in no other way than by looking again; and for numbers of which some
   * are negative it takes 128 bits, which no function asks for, though 64 mostly hold them.
   *
   * @param isWhole whether all rows are tried, else the first
   */
  private static boolean isReadable(
      Connection connection, String typed, List<String> names, boolean isWhole) {
    if (names.isEmpty()) {
      return true;
    }
    String rows = isWhole ? typed : typed + " LIMIT " + SAMPLED_RECORDS;
    String values =
        names.stream()
            .map(name -> "max(" + Dialect.quoted(name) + ")")
            .collect(Collectors.joining(", "));
    String query = "SELECT %s FROM (%s)".formatted(values, rows);
    // A statement that fails is closed by DuckDB, so it is one of its own.
    try (Statement trial = connection.createStatement();
        ResultSet found = trial.executeQuery(query)) {
      return found.next();
    } catch (SQLException e) {
      return false;
    }
  }
}
