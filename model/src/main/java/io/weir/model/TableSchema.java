// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A table's name and columns. Names are compared without case.
 *
 * @param meaning one sentence: what one row is
 */
public record TableSchema(String name, String meaning, List<Column> columns)
    implements Serializable {
  public TableSchema {
    columns = List.copyOf(columns);
    Map<String, Column> seen = new LinkedHashMap<>();
    for (Column column : columns) {
      Column twin = seen.put(column.key(), column);
      if (twin != null) {
        throw new IllegalArgumentException(
            "Table %s has two columns named %s.".formatted(name, column.name()));
      }
    }
  }

  /** The position of a column, or empty when the table has none of that name. */
  public OptionalInt indexOf(String column) {
    String key = column.toLowerCase(Locale.ROOT);
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).key().equals(key)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  public TableSchema withName(String newName) {
    return new TableSchema(newName, meaning, columns);
  }

  /**
   * This table with the columns of another added behind: what several files of the same kind hold
   * together. A column both have keeps this table's place; where the types differ it becomes a
   * double (two numbers) or text.
   */
  public TableSchema union(TableSchema other) {
    Map<String, Column> byKey = new LinkedHashMap<>();
    columns.forEach(column -> byKey.put(column.key(), column));
    for (Column column : other.columns) {
      byKey.merge(column.key(), column, TableSchema::widen);
    }
    return new TableSchema(name, meaning, new ArrayList<>(byKey.values()));
  }

  private static Column widen(Column a, Column b) {
    if (a.type() == b.type()) {
      return a;
    }
    ColumnType type = ColumnType.STRING;
    if (isNumber(a.type()) && isNumber(b.type())) {
      boolean fraction = a.type() == ColumnType.DOUBLE || b.type() == ColumnType.DOUBLE;
      type = fraction ? ColumnType.DOUBLE : ColumnType.BIGINT;
    } else if (a.type().isList() && b.type().isList()) {
      type = ColumnType.STRING_LIST;
    }
    return new Column(a.name(), type, a.unit(), a.meaning());
  }

  private static boolean isNumber(ColumnType type) {
    return type == ColumnType.INTEGER || type == ColumnType.BIGINT || type == ColumnType.DOUBLE;
  }
}
