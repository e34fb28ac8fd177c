// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.question.Tally.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rows add up to by address, day and group, in one pass over them. An amount is added up once,
 * however many tallies need it; what the unit of an address is is asked later, once for each
 * address and not for each row.
 */
final class RowSums {
  /** Longer lengths of time are made of shorter ones where a day has no more of these than 24. */
  private static final Duration SHORTEST_PART = Duration.ofHours(1);

  private final Taken taken;
  private final Shape shape;
  private final Map<Summed, String> sums = new LinkedHashMap<>();
  private final Map<BoundedStatement, String> counts = new LinkedHashMap<>();

  /** An amount, and the clause that tells which rows have it. */
  private record Summed(String amount, BoundedStatement filter) {}

  RowSums(Taken taken, Shape shape) {
    this.taken = taken;
    this.shape = shape;
    key().ifPresent(taken::expression);
    shape.every().ifPresent(every -> taken.time());
  }

  private Optional<String> key() {
    return shape.by().map(Groups.Key::sql);
  }

  /** Whether the sums of a shape can be made of these. */
  boolean covers(Shape other) {
    if (!other.by().equals(shape.by())) {
      return false;
    }
    return other.equals(shape)
        || shape
            .every()
            .map(every -> every.compareTo(SHORTEST_PART) >= 0 && isMadeOf(other, every))
            .orElse(false);
  }

  private static boolean isMadeOf(Shape other, Duration part) {
    return other.every().map(every -> every.toNanos() % part.toNanos() == 0).orElse(true);
  }

  /**
   * The column that has the sum of an amount.
   *
   * @param filter the clause that tells of which rows; empty: of all
   */
  String sum(String amount, SqlText filter) {
    return sums.computeIfAbsent(new Summed(amount, filter.statement()), key -> "w_s" + sums.size());
  }

  /** The column that has the number of rows. */
  String count(SqlText filter) {
    return counts.computeIfAbsent(filter.statement(), key -> "w_n" + counts.size());
  }

  /**
   * The statement.
   *
   * @param rows where the rows are taken from
   */
  SqlText write(SqlText rows) {
    SqlText sql = new SqlText().add("SELECT " + taken.address());
    List<String> groups = new ArrayList<>(List.of(taken.address()));
    key()
        .map(taken::expression)
        .ifPresent(
            key -> {
              sql.add(", " + key + " AS w_key");
              groups.add(key);
            });
    shape
        .every()
        .ifPresent(
            every -> {
              String length = UnitValues.length(taken.time(), every);
              sql.add(", " + length + " AS w_time");
              groups.add(length);
            });
    sums.forEach(
        (sum, name) ->
            sql.add(", sum(CAST(" + sum.amount() + " AS DECIMAL(18, 0)))")
                .add(sum.filter())
                .add(" AS " + name));
    counts.forEach((filter, name) -> sql.add(", count(*)").add(filter).add(" AS " + name));
    sql.add(" FROM ").add(rows);
    key().map(taken::expression).ifPresent(key -> sql.add(" WHERE " + key + " IS NOT NULL"));
    return sql.add(" GROUP BY " + String.join(", ", groups));
  }
}
