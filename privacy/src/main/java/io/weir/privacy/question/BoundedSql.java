// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.question.Tally.Bins;
import io.weir.privacy.question.Tally.Idle;
import io.weir.privacy.question.Tally.Quantile;
import io.weir.privacy.question.Tally.Shape;
import io.weir.privacy.question.Tally.Sums;
import io.weir.privacy.question.UnitValues.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the statement that bounds and sums, for all tallies of a batch in one pass over the table:
 *
 * <ol>
 *   <li>the rows of the days asked about, each with its address;
 *   <li>their sums by address and group;
 *   <li>one row for each unit and group, with the values that tallies need;
 *   <li>of these, for each tally, no more groups a unit than it may touch, chosen by a keyed hash
 *       that depends on nothing but the unit's own groups;
 *   <li>the sums over units, of values cut to the cap.
 * </ol>
 *
 * What tallies share of this is computed once. Of rows and their sums, only what is read more than
 * once has a name, since engines write down what has one.
 */
final class BoundedSql {
  private static final Duration LONGER_THAN_ANY = Duration.ofDays(2);

  private final Taken taken;
  private final List<Tally> tallies;
  private final String secret;
  private final Map<Shape, UnitValues> units = new LinkedHashMap<>();

  private BoundedSql(Taken taken, List<Tally> tallies, String secret) {
    this.taken = taken;
    this.tallies = tallies;
    this.secret = secret;
    List<RowSums> passes = new ArrayList<>();
    for (Shape shape : finestFirst(tallies)) {
      RowSums pass =
          passes.stream()
              .filter(one -> one.covers(shape))
              .findFirst()
              .orElseGet(() -> new RowSums(taken, shape));
      if (!passes.contains(pass)) {
        passes.add(pass);
      }
      units.put(shape, new UnitValues(taken, shape, pass));
    }
  }

  /** Shapes with short lengths of time first, of which others may be made. */
  private static List<Shape> finestFirst(List<Tally> tallies) {
    Comparator<Shape> byLength =
        Comparator.comparing(shape -> shape.every().orElse(LONGER_THAN_ANY));
    return tallies.stream().map(Tally::shape).distinct().sorted(byLength).toList();
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
    List<Value> values = tallies.stream().map(tally -> values(tally).of(tally)).toList();
    List<SqlText> named = new ArrayList<>();
    Map<Shape, String> names = nameUnits(named);
    List<SqlText> kept = new ArrayList<>();
    for (int i = 0; i < tallies.size(); i++) {
      Tally tally = tallies.get(i);
      kept.add(kept(tally, values.get(i), names.getOrDefault(tally.shape(), "")));
    }
    nameShared(kept, named);
    SqlText sql = new SqlText();
    String before = "WITH ";
    for (SqlText one : named) {
      sql.add(before).add(one);
      before = ", ";
    }
    before = " ";
    for (int i = 0; i < tallies.size(); i++) {
      sql.add(before).add(answer(i, values.get(i).value(), kept.get(i)));
      before = " UNION ALL ";
    }
    return sql.statement();
  }

  private UnitValues values(Tally tally) {
    UnitValues values = units.get(tally.shape());
    if (values == null) {
      throw new IllegalStateException("no values of " + tally.shape());
    }
    return values;
  }

  /** The names of the units' values by shape; what they are made of comes before them. */
  private Map<Shape, String> nameUnits(List<SqlText> named) {
    Map<RowSums, SqlText> passes = new LinkedHashMap<>();
    List<RowSums> all = units.values().stream().map(UnitValues::rows).toList();
    boolean isOnePass = all.stream().distinct().count() == 1;
    SqlText rows = inBrackets(taken.write());
    if (!isOnePass) {
      named.add(new SqlText().add(Taken.NAME + " AS ").add(rows));
      rows = new SqlText().add(Taken.NAME);
    }
    for (RowSums pass : all) {
      if (!passes.containsKey(pass)) {
        SqlText sums = inBrackets(pass.write(rows));
        if (all.stream().filter(pass::equals).count() > 1) {
          String name = "w_rows_" + passes.size();
          named.add(new SqlText().add(name + " AS ").add(sums));
          sums = new SqlText().add(name);
        }
        passes.put(pass, sums);
      }
    }
    Map<Shape, String> names = new LinkedHashMap<>();
    units.forEach(
        (shape, values) -> {
          String name = "w_units_" + names.size();
          SqlText from = passes.getOrDefault(values.rows(), new SqlText());
          named.add(new SqlText().add(name + " AS ").add(inBrackets(values.write(from))));
          names.put(shape, name);
        });
    return names;
  }

  private static SqlText inBrackets(SqlText sql) {
    return new SqlText().add("(").add(sql).add(")");
  }

  /** Names the choices of groups that several tallies share. */
  private static void nameShared(List<SqlText> kept, List<SqlText> named) {
    Map<BoundedStatement, List<Integer>> alike = new LinkedHashMap<>();
    for (int i = 0; i < kept.size(); i++) {
      alike.computeIfAbsent(kept.get(i).statement(), text -> new ArrayList<>()).add(i);
    }
    int count = 0;
    for (Map.Entry<BoundedStatement, List<Integer>> one : alike.entrySet()) {
      if (one.getValue().size() > 1 && one.getKey().sql().startsWith("(")) {
        String name = "w_kept_" + count++;
        named.add(new SqlText().add(name + " AS (SELECT * FROM ").add(one.getKey()).add(")"));
        one.getValue().forEach(i -> kept.set(i, new SqlText().add(name)));
      }
    }
  }

  /** The sums of one tally over units. */
  private SqlText answer(int i, String value, SqlText kept) {
    Tally tally = tallies.get(i);
    List<String> groups = new ArrayList<>();
    tally.by().ifPresent(by -> groups.add("w_key"));
    tally.every().ifPresent(every -> groups.add("w_time"));
    String key = tally.by().isPresent() ? "w_key" : "''";
    String time = tally.every().isPresent() ? "w_time" : "0";
    SqlText sql = new SqlText().add("SELECT " + i + " AS question, " + key + " AS group_key, ");
    sql.add(time + " AS group_time, ");
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
    sql.add(" FROM ").add(kept);
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

  /** The units' values that count: those of groups that the unit may touch. */
  private SqlText kept(Tally tally, Value value, String units) {
    SqlText present = new SqlText().add(units);
    boolean isIdleCounted = tally.reduction() instanceof Bins bins && bins.idle() == Idle.COUNTED;
    String where = " WHERE ";
    if (!isIdleCounted && !value.presence().isEmpty()) {
      present.add(where + value.presence());
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
    if (tally.shape().isWhole() || (tally.hasAllGroups() && taken.hasPlainDays())) {
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
