// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.ColumnType;
import java.util.Locale;

/**
 * A type as Zeek names it in a log's header.
 *
 * @param element the type, or the element type of a set or vector
 */
record ZeekType(Element element, boolean isList) {
  /** How text of a type is read. */
  enum Element {
    TIME(ColumnType.TIMESTAMP),
    INTERVAL(ColumnType.DOUBLE),
    DOUBLE(ColumnType.DOUBLE),
    INTEGER(ColumnType.BIGINT),
    BOOL(ColumnType.BOOLEAN),
    TEXT(ColumnType.STRING);

    private final ColumnType type;

    Element(ColumnType type) {
      this.type = type;
    }
  }

  /** The type of a name such as {@code count} or {@code set[addr]}; unknown names are text. */
  static ZeekType of(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    int bracket = lower.indexOf('[');
    if (bracket > 0 && lower.endsWith("]")) {
      ZeekType element = of(lower.substring(bracket + 1, lower.length() - 1));
      return new ZeekType(element.isList() ? Element.TEXT : element.element(), true);
    }
    Element element =
        switch (lower) {
          case "time" -> Element.TIME;
          case "interval" -> Element.INTERVAL;
          case "double" -> Element.DOUBLE;
          case "count", "int", "port", "counter" -> Element.INTEGER;
          case "bool" -> Element.BOOL;
          default -> Element.TEXT;
        };
    return new ZeekType(element, false);
  }

  ColumnType columnType() {
    return isList ? element.type.listOf() : element.type;
  }
}
