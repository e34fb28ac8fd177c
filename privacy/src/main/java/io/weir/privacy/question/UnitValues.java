// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.question.Tally.Added;
import io.weir.privacy.question.Tally.Amount;
import io.weir.privacy.question.Tally.Mean;
import io.weir.privacy.question.Tally.Shape;
import io.weir.privacy.question.Tally.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One row for each unit and group of a shape, with what tallies need of it. */
final class UnitValues {
  private final Taken taken;
  private final Shape shape;
  private final RowSums rows;
  private final Set<String> sums = new TreeSet<>();
  private final Set<String> counts = new TreeSet<>();

  /**
   * The values of a shape.
   *
   * @param rows sums that they are made of
   */
  UnitValues(Taken taken, Shape shape, RowSums rows) {
    this.taken = taken;
    this.shape = shape;
    this.rows = rows;
  }

  RowSums rows() {
    return rows;
  }

  /**
   * The value that a tally has of a unit in a group: a whole number of at least 0.
   *
   * @param value the SQL of it
   * @param presence the condition that a row of the unit meets those of the tally; empty where each
   *     does
   */
  record Value(String value, String presence) {}

  /** Has a tally's value computed. */
  Value of(Tally tally) {
    SqlText filter = filter(tally);
    boolean isOfAll = filter.statement().sql().isEmpty();
    String amount = added(tally.amount());
    boolean isCounted = !isOfAll || amount.isEmpty() || tally.amount() instanceof Mean;
    String sum = amount.isEmpty() ? "" : kept(sums, rows.sum(amount, filter));
    String count = isCounted ? kept(counts, rows.count(filter)) : "";
    return new Value(value(tally.amount(), sum, count), isOfAll ? "" : count + " > 0");
  }

  private static String kept(Set<String> names, String name) {
    names.add(name);
    return name;
  }

  private static String value(Amount amount, String sum, String count) {
    if (amount instanceof Tally.Presence) {
      return "CASE WHEN " + count + " > 0 THEN 1 ELSE 0 END";
    }
    if (amount instanceof Mean) {
      // A mean of places is a place, but for what doubles round.
      String mean = "CAST(floor(CAST(%s AS DOUBLE) / NULLIF(%s, 0)) AS BIGINT)";
      return "least(greatest(" + mean.formatted(sum, count) + ", 0), " + Lattice.STEPS + ")";
    }
    return sum.isEmpty() ? count : "coalesce(" + sum + ", 0)";
  }

  /** What is added up of a row; nothing where rows are but counted. */
  private String added(Amount amount) {
    if (amount instanceof Mean mean) {
      return mean.lattice().place(number(mean));
    }
    if (amount instanceof Added added) {
      return added(added.total());
    }
    if (amount instanceof Traffic traffic) {
      return switch (traffic.measure()) {
        case ALL -> taken.bytes();
        case UPLOAD -> taken.upload();
        case DOWNLOAD -> taken.download();
        case FLOWS, USERS -> "";
      };
    }
    return "";
  }

  /** A row's value in units of the last digit; it is cut before it is cast. */
  private String added(Aggregate.Total total) {
    String value = total.value().plain(taken::expression);
    String most = "CAST('" + total.cap().toPlainString() + "' AS DOUBLE)";
    String scale = "CAST('1" + "0".repeat(total.digits()) + "' AS DOUBLE)";
    return "CAST(floor(least(greatest(%s, CAST(0 AS DOUBLE)), %s) * %s) AS BIGINT)"
        .formatted(value, most, scale);
  }

  private String number(Mean mean) {
    return taken.expression("try_cast(" + SqlText.quoted(mean.lattice().column()) + " AS DOUBLE)");
  }

  /** The condition on rows as a clause; nothing when every row counts. */
  private SqlText filter(Tally tally) {
    List<SqlText> conditions = new ArrayList<>();
    for (Condition condition : tally.where()) {
      SqlText text = new SqlText();
      condition.write(text, taken);
      conditions.add(text);
    }
    if (tally.amount() instanceof Mean mean) {
      conditions.add(new SqlText().add(number(mean) + " IS NOT NULL"));
    }
    SqlText sql = new SqlText();
    String before = " FILTER (WHERE ";
    for (SqlText condition : conditions) {
      sql.add(before).add(condition);
      before = " AND ";
    }
    return conditions.isEmpty() ? sql : sql.add(")");
  }

  /** When the length of time begins that a time lies in. */
  static String length(String time, Duration every) {
    return time + " - " + time + " % " + every.toNanos() / 1000;
  }

  /**
   * The statement.
   *
   * @param from where the sums of rows are
   */
  SqlText write(SqlText from) {
    List<String> groups = new ArrayList<>(List.of(taken.unit()));
    SqlText named = new SqlText().add("SELECT ").add(taken.unitOf()).add(" AS " + Taken.UNIT);
    if (taken.hasDay()) {
      named.add(", " + Taken.DAY);
    }
    if (shape.by().isPresent()) {
      named.add(", w_key");
      groups.add("w_key");
    }
    shape
        .every()
        .ifPresent(
            every -> {
              named.add(", " + length("w_time", every) + " AS w_time");
              groups.add("w_time");
            });
    SqlText sql = new SqlText().add("SELECT " + String.join(", ", groups));
    for (String sum : sums) {
      named.add(", " + sum);
      sql.add(", sum(" + sum + ") AS " + sum);
    }
    for (String count : counts) {
      named.add(", " + count);
      sql.add(", CAST(round(sum(" + count + ")) AS BIGINT) AS " + count);
    }
    named.add(" FROM ").add(from);
    sql.add(" FROM (").add(named).add(") WHERE " + Taken.UNIT + " IS NOT NULL");
    return sql.add(" GROUP BY " + String.join(", ", groups));
  }
}
