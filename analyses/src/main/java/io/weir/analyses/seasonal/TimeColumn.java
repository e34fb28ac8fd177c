// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.model.analysis.Row;
import java.util.List;
import java.util.Optional;

/** The column that tells when. */
record TimeColumn(Column column) {
  /** More seconds than there are until the year 5000. */
  private static final double FAR = 1e11;

  /**
   * The column of a name; without one {@code time}, else the first with times.
   *
   * @throws WeirException of kind USAGE when there is none, or it holds no times
   */
  static TimeColumn of(List<String> named, List<Column> columns) {
    if (named.isEmpty()) {
      return new TimeColumn(
          called("time", columns)
              .filter(TimeColumn::isTime)
              .or(() -> columns.stream().filter(c -> c.type() == ColumnType.TIMESTAMP).findFirst())
              .orElseThrow(() -> none(columns)));
    }
    String name = named.get(0);
    Column column =
        called(name, columns)
            .orElseThrow(
                () ->
                    WeirException.usage(
                        "Cannot use %s as the time: the rows have no such column. %s",
                        name,
                        Nearest.remedy(
                            name, "Columns", columns.stream().map(Column::name).toList())));
    if (!isTime(column)) {
      throw WeirException.usage(
          "Cannot use %s as the time: it is %s. CAST it AS TIMESTAMP in a query.",
          column.name(), column.type());
    }
    return new TimeColumn(column);
  }

  private static Optional<Column> called(String name, List<Column> columns) {
    return columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).findFirst();
  }

  private static boolean isTime(Column column) {
    return switch (column.type()) {
      case TIMESTAMP, DOUBLE, BIGINT, INTEGER -> true;
      default -> false;
    };
  }

  private static WeirException none(List<Column> columns) {
    return WeirException.usage(
        "Cannot run s-h-esd: no column holds times (%s). Name one that has seconds since 1970 with"
            + " time.",
        String.join(", ", columns.stream().map(Column::name).toList()));
  }

  /** The other columns. */
  List<Column> others(List<Column> columns) {
    return columns.stream().filter(other -> !other.equals(column)).toList();
  }

  /** SQL for the time: microseconds of a time, else seconds. */
  String expression() {
    String name = "`" + column.name().replace("`", "``") + "`";
    return column.type() == ColumnType.TIMESTAMP
        ? "unix_micros(" + name + ")"
        : "CAST(" + name + " AS DOUBLE)";
  }

  /** The time of a row, in microseconds, where it is not NULL. */
  long micros(Row row, int place) {
    if (column.type() == ColumnType.TIMESTAMP) {
      return row.longValue(place);
    }
    double seconds = row.doubleValue(place);
    if (!(Math.abs(seconds) < FAR)) {
      throw WeirException.usage(
          "Cannot use %s as the time: it is not in seconds since 1970 (%s). Divide milliseconds by"
              + " 1000 in a query.",
          column.name(), seconds);
    }
    return Math.round(seconds * 1e6);
  }
}
