// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.util.Optional;

/**
 * The types a column can have; the same in every engine and file.
 *
 * <p>Lists hold elements of one scalar type; see {@link ListText} for how a reader hands a list
 * over.
 */
public enum ColumnType {
  BOOLEAN("BOOLEAN"),
  /** 32-bit signed. */
  INTEGER("INTEGER"),
  /** 64-bit signed. */
  BIGINT("BIGINT"),
  DOUBLE("DOUBLE"),
  /** UTF-8 text. */
  STRING("STRING"),
  /** Microseconds since 1970-01-01 00:00:00 UTC, without a zone. */
  TIMESTAMP("TIMESTAMP"),
  /** Days since 1970-01-01. */
  DATE("DATE"),
  BINARY("BINARY"),
  BOOLEAN_LIST("BOOLEAN", "ARRAY<BOOLEAN>"),
  BIGINT_LIST("BIGINT", "ARRAY<BIGINT>"),
  DOUBLE_LIST("DOUBLE", "ARRAY<DOUBLE>"),
  STRING_LIST("STRING", "ARRAY<STRING>"),
  TIMESTAMP_LIST("TIMESTAMP", "ARRAY<TIMESTAMP>");

  private final String element;
  private final String text;

  ColumnType(String text) {
    this.element = "";
    this.text = text;
  }

  ColumnType(String element, String text) {
    this.element = element;
    this.text = text;
  }

  /** The element type of a list; empty for scalars. */
  public Optional<ColumnType> element() {
    return element.isEmpty() ? Optional.empty() : Optional.of(valueOf(element));
  }

  public boolean isList() {
    return !element.isEmpty();
  }

  /** The list type with this element type; text where there is none of its own. */
  public ColumnType listOf() {
    return switch (this) {
      case BOOLEAN -> BOOLEAN_LIST;
      case INTEGER, BIGINT -> BIGINT_LIST;
      case DOUBLE -> DOUBLE_LIST;
      case TIMESTAMP -> TIMESTAMP_LIST;
      default -> STRING_LIST;
    };
  }

  /** The type as SQL and the documentation write it. */
  @Override
  public String toString() {
    return text;
  }
}
