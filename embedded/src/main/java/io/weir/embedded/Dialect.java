// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TimeRange;
import java.util.List;
import java.util.Locale;

/** What makes DuckDB read Weir's portable SQL as Spark does, and SQL text for its views. */
final class Dialect {
  /** Settings of every session; nothing is ever downloaded. */
  static final List<String> SETTINGS =
      List.of(
          "SET autoinstall_known_extensions = false",
          "SET autoload_known_extensions = false",
          // A division by zero is an error, as in Spark, and not Infinity.
          "SET GLOBAL ieee_floating_point_ops = false",
          "SET default_null_order = 'nulls_first_on_asc_last_on_desc'",
          "SET enable_progress_bar = false");

  /** Functions that Spark has and DuckDB lacks, or that mean something else in DuckDB. */
  static final List<String> MACROS =
      List.of(
          "CREATE MACRO tumbling(t, i) AS {'start': time_bucket(i, t, TIMESTAMP '1970-01-01'),"
              + " 'end': time_bucket(i, t, TIMESTAMP '1970-01-01') + i}",
          "CREATE MACRO unix_micros(t) AS epoch_us(t)",
          "CREATE MACRO timestamp_micros(n) AS make_timestamp(n)",
          "CREATE MACRO explode(l) AS unnest(l)",
          "CREATE MACRO sequence(a, b) AS generate_series(a, b)",
          "CREATE MACRO element_at(l, i) AS l[i]",
          "CREATE MACRO size(l) AS len(l)",
          "CREATE MACRO regexp_like(s, p) AS regexp_matches(s, p)",
          "CREATE MACRO startswith(s, p) AS starts_with(s, p)",
          "CREATE MACRO array_join(l, s) AS array_to_string(l, s)",
          "CREATE MACRO ln(x) AS system.main.ln(CASE WHEN x > 0 THEN x END)",
          "CREATE MACRO log2(x) AS system.main.log2(CASE WHEN x > 0 THEN x END)",
          "CREATE MACRO log10(x) AS system.main.log10(CASE WHEN x > 0 THEN x END)",
          "CREATE MACRO sqrt(x) AS CASE WHEN x < 0 THEN CAST('NaN' AS DOUBLE)"
              + " ELSE system.main.sqrt(x) END",
          "CREATE MACRO pow(x, y) AS CASE WHEN x = 0 AND y < 0 THEN CAST('Infinity' AS DOUBLE)"
              + " ELSE system.main.pow(x, y) END");

  private Dialect() {}

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The SQL name of a type in a view. */
  static String typeName(ColumnType type) {
    return switch (type) {
      case STRING -> "VARCHAR";
      case BINARY -> "BLOB";
      case BOOLEAN_LIST -> "BOOLEAN[]";
      case BIGINT_LIST -> "BIGINT[]";
      case DOUBLE_LIST -> "DOUBLE[]";
      case STRING_LIST -> "VARCHAR[]";
      case TIMESTAMP_LIST -> "TIMESTAMP[]";
      default -> type.name();
    };
  }

  /** A column of a table function as queries see it: lists and bytes out of their text. */
  static String decoded(Column column) {
    String name = quoted(column.name());
    if (column.type() == ColumnType.BINARY) {
      return "unhex(" + name + ") AS " + name;
    }
    if (!column.type().isList()) {
      return name;
    }
    String parts = "string_split(" + name + ", chr(31))[2:]";
    // What is not of the type is NULL, as in the other engine: one record must not fail a query.
    String known = "nullif(e, chr(30))";
    String element =
        switch (column.type()) {
          case STRING_LIST -> known;
          case TIMESTAMP_LIST -> "make_timestamp(TRY_CAST(" + known + " AS BIGINT))";
          default -> "TRY_CAST(" + known + " AS " + typeName(column.type()).replace("[]", "") + ")";
        };
    return "list_transform(" + parts + ", lambda e: " + element + ") AS " + name;
  }

  /** A condition on a TIMESTAMP column; empty for all of time. */
  static String within(String column, TimeRange range) {
    if (range.isAll()) {
      return "";
    }
    StringBuilder condition = new StringBuilder(" WHERE true");
    if (range.from() != Long.MIN_VALUE) {
      condition.append(
          String.format(Locale.ROOT, " AND %s >= make_timestamp(%d)", column, range.from()));
    }
    if (range.to() != Long.MAX_VALUE) {
      condition.append(
          String.format(Locale.ROOT, " AND %s < make_timestamp(%d)", column, range.to()));
    }
    return condition.toString();
  }
}
