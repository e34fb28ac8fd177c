// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.engine.Result;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** The rows of a query, through the driver. */
final class JdbcResult implements Result {
  private final Statement statement;
  private final ResultSet rows;
  private final List<Column> columns;
  private final Failures failures;

  /** Words an SQL failure. */
  interface Failures {
    RuntimeException of(SQLException failure);
  }

  JdbcResult(Statement statement, ResultSet rows, Failures failures) throws SQLException {
    this.statement = statement;
    this.rows = rows;
    this.failures = failures;
    ResultSetMetaData meta = rows.getMetaData();
    List<Column> found = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      String label = meta.getColumnLabel(i).replace("count_star()", "count(*)");
      found.add(Column.of(label, type(meta.getColumnTypeName(i))));
    }
    columns = List.copyOf(found);
  }

  private static ColumnType type(String name) {
    return switch (name) {
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> ColumnType.INTEGER;
      case "BIGINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT" -> ColumnType.BIGINT;
      case "FLOAT", "DOUBLE" -> ColumnType.DOUBLE;
      case "DATE" -> ColumnType.DATE;
      case "BLOB" -> ColumnType.BINARY;
      case "BOOLEAN[]" -> ColumnType.BOOLEAN_LIST;
      case "INTEGER[]", "BIGINT[]", "HUGEINT[]" -> ColumnType.BIGINT_LIST;
      case "FLOAT[]", "DOUBLE[]" -> ColumnType.DOUBLE_LIST;
      case "VARCHAR[]" -> ColumnType.STRING_LIST;
      case "TIMESTAMP[]" -> ColumnType.TIMESTAMP_LIST;
      default ->
          name.startsWith("TIMESTAMP") && !name.endsWith("]")
              ? ColumnType.TIMESTAMP
              : name.startsWith("DECIMAL") ? ColumnType.DOUBLE : ColumnType.STRING;
    };
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    try {
      return rows.next();
    } catch (SQLException e) {
      throw failures.of(e);
    }
  }

  @Override
  public @Nullable Object value(int column) {
    try {
      // As java.sql.Timestamp the time would pass through the machine's zone and its gaps.
      return columns.get(column).type() == ColumnType.TIMESTAMP
          ? rows.getObject(column + 1, LocalDateTime.class)
          : plain(rows.getObject(column + 1));
    } catch (SQLException e) {
      throw failures.of(e);
    }
  }

  /** The driver's value as one of {@link Result}'s. */
  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    if (value instanceof Array array) {
      List<@Nullable Object> list = new ArrayList<>();
      for (Object element : (Object[]) array.getArray()) {
        list.add(plain(element));
      }
      return list;
    }
    if (value instanceof BigInteger big) {
      return big.bitLength() < Long.SIZE ? (Object) big.longValue() : big;
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    }
    if (value instanceof OffsetDateTime time) {
      return LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC);
    }
    if (value instanceof Blob blob) {
      return blob.getBytes(1, (int) blob.length());
    }
    if (value instanceof DuckDBStruct struct) {
      return plainMap(struct.getMap());
    }
    if (value instanceof Map<?, ?> map) {
      return plainMap(map);
    }
    if (value instanceof Byte || value instanceof Short) {
      return ((Number) value).intValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof UUID || value instanceof java.time.LocalTime) {
      return value.toString();
    }
    return value;
  }

  private static Map<@Nullable Object, @Nullable Object> plainMap(Map<?, ?> map)
      throws SQLException {
    Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      plain.put(plain(entry.getKey()), plain(entry.getValue()));
    }
    return plain;
  }

  @Override
  public void close() {
    try {
      rows.close();
      statement.close();
    } catch (SQLException e) {
      throw failures.of(e);
    }
  }
}
