// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.io.Serializable;
import java.util.Locale;

/**
 * A column of a table.
 *
 * @param name lower-case words joined by underscores, or the name a tool's own log gives it
 * @param unit the unit of the values, such as {@code s}, {@code ms} or {@code bytes}; empty where
 *     there is none
 * @param meaning one phrase for a person; empty where only the tool that wrote the column knows
 */
public record Column(String name, ColumnType type, String unit, String meaning)
    implements Serializable {
  public Column {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A column needs a name.");
    }
  }

  /** A column of which only name and type are known. */
  public static Column of(String name, ColumnType type) {
    return new Column(name, type, "", "");
  }

  /** The name as comparisons use it: SQL names are case-insensitive. */
  public String key() {
    return name.toLowerCase(Locale.ROOT);
  }
}
