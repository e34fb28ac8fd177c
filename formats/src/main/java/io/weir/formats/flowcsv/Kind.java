// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.model.ColumnType;
import java.util.Locale;

/** How the values of a column are read, and the type of what they become. */
enum Kind {
  TIME(ColumnType.TIMESTAMP),
  DURATION(ColumnType.DOUBLE),
  PROTOCOL(ColumnType.STRING),
  ADDRESS(ColumnType.STRING),
  PORT(ColumnType.BIGINT),
  /** How many; never negative, and with a suffix when scaled: {@code 1.2 M}. */
  COUNT(ColumnType.BIGINT),
  /** A whole number of 32 bits. */
  SMALL(ColumnType.INTEGER),
  /** TCP flags as letters or a number. */
  FLAGS(ColumnType.INTEGER),
  /** A fragment's offset in units of eight bytes. */
  OFFSET(ColumnType.INTEGER),
  /** Whether fragments follow: of IP's three flags, as a number or names. */
  MORE(ColumnType.BOOLEAN),
  BOOLEAN(ColumnType.BOOLEAN),
  INTEGER(ColumnType.BIGINT),
  REAL(ColumnType.DOUBLE),
  TEXT(ColumnType.STRING),
  /** Not read. */
  SKIPPED(ColumnType.STRING);

  private final ColumnType type;

  Kind(ColumnType type) {
    this.type = type;
  }

  ColumnType type() {
    return type;
  }

  /** The word for values that are none, as in {@code bad time}. */
  String word() {
    return switch (this) {
      case SMALL, OFFSET, INTEGER -> "integer";
      case REAL -> "number";
      case MORE -> "flags";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }
}
