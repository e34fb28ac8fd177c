// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TimeRange;
import java.util.Locale;
import java.util.Map;

/** The settings that make Spark read Weir's portable SQL as DuckDB does, and SQL text for views. */
public final class Dialect {
  /** Settings of every session of Weir's. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.ansi.enabled", "true",
          "spark.sql.caseSensitive", "false",
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.timestampType", "TIMESTAMP_LTZ",
          // A Parquet time without a zone is UTC to Weir, as every time is.
          "spark.sql.parquet.inferTimestampNTZ.enabled", "false");

  private Dialect() {}

  /** A name as an identifier. */
  public static String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  /** A column that is not there. */
  public static String absent(Column column) {
    return "CAST(NULL AS %s) AS %s".formatted(typeName(column.type()), quoted(column.name()));
  }

  /** The SQL name of a type. */
  public static String typeName(ColumnType type) {
    return type.toString();
  }

  /** A condition on a TIMESTAMP column; empty for all of time. */
  public static String within(String column, TimeRange range) {
    if (range.isAll()) {
      return "";
    }
    StringBuilder condition = new StringBuilder(" WHERE true");
    if (range.from() != Long.MIN_VALUE) {
      condition.append(
          String.format(Locale.ROOT, " AND %s >= timestamp_micros(%d)", column, range.from()));
    }
    if (range.to() != Long.MAX_VALUE) {
      condition.append(
          String.format(Locale.ROOT, " AND %s < timestamp_micros(%d)", column, range.to()));
    }
    return condition.toString();
  }
}
