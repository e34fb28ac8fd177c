// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.question.Tally.Added;
import io.weir.privacy.question.Tally.Amount;
import io.weir.privacy.question.Tally.Bins;
import io.weir.privacy.question.Tally.Idle;
import io.weir.privacy.question.Tally.Mean;
import io.weir.privacy.question.Tally.Quantile;
import io.weir.privacy.question.Tally.Shape;
import io.weir.privacy.question.Tally.Sums;
import io.weir.privacy.question.Tally.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the statement that bounds and sums, for all tallies of a batch in one pass over the table:
 *
 * <ol>
 *   <li>the rows of the days asked about, each with its unit;
 *   <li>one row for each unit and group, with a value for each tally, by way of one for each
 *       address and group;
 *   <li>of these, for each tally, no more groups a unit than it may touch, chosen by a keyed hash
 *       that depends on nothing but the unit's own groups;
 *   <li>the sums over units, of values cut to the cap.
 * </ol>
 */
final class BoundedSql {
  private final Taken taken;
  private final List<Tally> tallies;
  private final String secret;

  private BoundedSql(Taken taken, List<Tally> tallies, String secret) {
    this.taken = taken;
    this.tallies = tallies;
    this.secret = secret;
  }

  /**
   * The statement of a batch.
   *
   * @param secret random text, fresh for each run: it chooses the groups in which a unit counts
   */
  static BoundedStatement of(
      Dataset dataset, String table, Days days, List<Tally> tallies, String secret) {
    Taken taken = new Taken(dataset, table, days);
    return new BoundedSql(taken, tallies, secret).write();
  }

  private BoundedStatement write() {
    Map<Shape, List<Integer>> shapes = new LinkedHashMap<>();
    for (int i = 0; i < tallies.size(); i++) {
      shapes.computeIfAbsent(tallies.get(i).shape(), shape -> new ArrayList<>()).add(i);
    }
    List<SqlText> units = new ArrayList<>();
    List<SqlText> answers = new ArrayList<>();
    shapes.forEach(
        (shape, members) -> {
          String name = "w_units_" + units.size();
          units.add(new SqlText().add(name + " AS (").add(units(shape, members)).add(")"));
          members.forEach(i -> answers.add(answer(i, name)));
        });
    SqlText sql = new SqlText().add("WITH " + Taken.NAME + " AS (").add(taken.write()).add(")");
    units.forEach(text -> sql.add(", ").add(text));
    String before = " ";
    for (SqlText answer : answers) {
      sql.add(before).add(answer);
      before = " UNION ALL ";
    }
    return sql.statement();
  }

  /**
   * The value of each unit in each group it has rows in. Rows are added up by address first: what
   * the unit of an address is then is asked once for each address, and not for each row.
   */
  private SqlText units(Shape shape, List<Integer> members) {
    SqlText rows = new SqlText().add("SELECT " + taken.address());
    SqlText named = new SqlText().add("SELECT ").add(taken.unitOf()).add(" AS " + Taken.UNIT);
    SqlText sql = new SqlText().add("SELECT " + taken.unit());
    List<String> ofRows = new ArrayList<>(List.of(taken.address()));
    List<String> ofUnits = new ArrayList<>(List.of(taken.unit()));
    if (taken.hasDay()) {
      named.add(", " + Taken.DAY);
    }
    shape
        .by()
        .ifPresent(
            by -> {
              String key = taken.expression(by.sql());
              rows.add(", " + key + " AS w_key");
              ofRows.add(key);
              ofUnits.add("w_key");
            });
    shape
        .every()
        .ifPresent(
            every -> {
              String time = taken.time();
              String bucket = time + " - " + time + " % " + every.toNanos() / 1000;
              rows.add(", " + bucket + " AS w_time");
              ofRows.add(bucket);
              ofUnits.add("w_time");
            });
    for (String name : ofUnits.subList(1, ofUnits.size())) {
      named.add(", " + name);
      sql.add(", " + name);
    }
    for (int i : members) {
      SqlText filter = filter(tallies.get(i));
      String sum = added(tallies.get(i).amount());
      if (!sum.isEmpty()) {
        String name = "w_s" + i;
        rows.add(", sum(CAST(" + sum + " AS DECIMAL(18, 0)))").add(filter).add(" AS " + name);
        named.add(", " + name);
        sql.add(", sum(" + name + ") AS " + name);
      }
      String name = "w_n" + i;
      rows.add(", count(*)").add(filter).add(" AS " + name);
      named.add(", " + name);
      sql.add(", CAST(round(sum(" + name + ")) AS BIGINT) AS " + name);
    }
    rows.add(" FROM " + Taken.NAME);
    shape.by().ifPresent(by -> rows.add(" WHERE " + taken.expression(by.sql()) + " IS NOT NULL"));
    rows.add(" GROUP BY " + String.join(", ", ofRows));
    named.add(" FROM (").add(rows).add(")");
    sql.add(" FROM (").add(named).add(") WHERE " + Taken.UNIT + " IS NOT NULL");
    return sql.add(" GROUP BY " + String.join(", ", ofUnits));
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

  /** The sums of one tally over units. */
  private SqlText answer(int i, String units) {
    Tally tally = tallies.get(i);
    List<String> groups = new ArrayList<>();
    tally.by().ifPresent(by -> groups.add("w_key"));
    tally.every().ifPresent(every -> groups.add("w_time"));
    String key = tally.by().isPresent() ? "w_key" : "''";
    String time = tally.every().isPresent() ? "w_time" : "0";
    SqlText sql = new SqlText().add("SELECT " + i + " AS question, " + key + " AS group_key, ");
    sql.add(time + " AS group_time, ");
    String value = value(i);
    if (tally.reduction() instanceof Sums sums) {
      sql.add("0 AS bin");
      for (int p = 0; p < 3; p++) {
        String part = p < sums.parts().size() ? sums.parts().get(p).sql(value, sums.cap()) : "0";
        sql.add(", " + part + " AS " + "abc".charAt(p));
      }
    } else {
      String bin = bin(tally, value);
      groups.add(bin);
      sql.add(bin + " AS bin, count(*) AS a, 0 AS b, 0 AS c");
    }
    sql.add(" FROM ").add(kept(i, units));
    return groups.isEmpty() ? sql : sql.add(" GROUP BY " + String.join(", ", groups));
  }

  private static String bin(Tally tally, String value) {
    if (tally.reduction() instanceof Quantile quantile) {
      return "%s - %s %% %d".formatted(value, value, quantile.step());
    }
    StringBuilder cases = new StringBuilder("CASE");
    List<Long> edges = ((Bins) tally.reduction()).edges();
    for (int e = 0; e < edges.size(); e++) {
      cases.append(" WHEN ").append(value).append(" < ").append(edges.get(e));
      cases.append(" THEN ").append(e);
    }
    return cases + " ELSE " + edges.size() + " END";
  }

  /** A unit's value in a group: a whole number of at least 0. */
  private String value(int i) {
    Amount amount = tallies.get(i).amount();
    if (amount instanceof Tally.Presence) {
      return "CASE WHEN w_n" + i + " > 0 THEN 1 ELSE 0 END";
    }
    if (amount instanceof Mean) {
      // A mean of places is a place, but for what doubles round.
      String mean = "CAST(floor(CAST(w_s%d AS DOUBLE) / NULLIF(w_n%d, 0)) AS BIGINT)";
      return "least(greatest(" + mean.formatted(i, i) + ", 0), " + Lattice.STEPS + ")";
    }
    return added(amount).isEmpty() ? "w_n" + i : "coalesce(w_s" + i + ", 0)";
  }

  /** The units' values that count: those of groups that the unit may touch. */
  private SqlText kept(int i, String units) {
    Tally tally = tallies.get(i);
    SqlText present = new SqlText().add(units);
    boolean isIdleCounted = tally.reduction() instanceof Bins bins && bins.idle() == Idle.COUNTED;
    String where = " WHERE ";
    if (!isIdleCounted) {
      present.add(where + "w_n" + i + " > 0");
      where = " AND ";
    }
    if (!tally.keys().isEmpty()) {
      present.add(where + "w_key IN (");
      String before = "";
      for (String key : tally.keys()) {
        present.add(before).bind(key);
        before = ", ";
      }
      present.add(")");
    }
    if (tally.shape().isWhole()) {
      return present;
    }
    List<String> names = new ArrayList<>();
    tally.by().ifPresent(by -> names.add("w_key"));
    tally.every().ifPresent(every -> names.add("w_time"));
    SqlText sql = new SqlText().add("(SELECT *, row_number() OVER (PARTITION BY " + taken.unit());
    sql.add(" ORDER BY md5(concat(").bind(secret);
    for (String name : (taken.unit() + ", " + String.join(", ", names)).split(", ", -1)) {
      sql.add(", '/', CAST(" + name + " AS STRING)");
    }
    sql.add(")), " + String.join(", ", names) + ") AS w_place FROM ").add(present);
    return sql.add(") WHERE w_place <= " + tally.touched());
  }
}
