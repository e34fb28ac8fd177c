// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.engine.Engine;
import io.weir.model.engine.Result;
import io.weir.privacy.ledger.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a dataset's declaration makes of its records: exact, so for its operator alone.
 *
 * @param table that was looked at
 * @param counts by direction, or of a table with a user column by whether the user is known
 */
public record Inspection(String table, Map<String, Counts> counts) {
  private static final String NONE = "none";
  private static final int MANY = 10;

  /**
   * Rows and addresses.
   *
   * @param rows with this direction
   * @param clients different addresses, or users
   * @param servers different addresses
   */
  public record Counts(long rows, long clients, long servers) {}

  /** Looks at a table of a dataset. */
  public static Inspection of(Engine engine, Dataset dataset, String table) {
    Map<String, Counts> counts = new LinkedHashMap<>();
    BoundedStatement statement = statement(dataset, table);
    try (Result result = engine.query(statement.sql(), statement.parameters())) {
      while (result.next()) {
        Counts one = new Counts(number(result, 1), number(result, 2), number(result, 3));
        counts.put(String.valueOf(result.value(0)), one);
      }
    }
    return new Inspection(table, counts);
  }

  private static long number(Result result, int column) {
    return result.value(column) instanceof Number number ? number.longValue() : 0;
  }

  private static BoundedStatement statement(Dataset dataset, String table) {
    Optional<String> user = Optional.ofNullable(dataset.users().columns().get(table));
    SqlText sql = new SqlText();
    if (user.isPresent()) {
      String name = SqlText.quoted(user.get());
      sql.add("SELECT CASE WHEN " + name + " IS NULL THEN '" + NONE + "' ELSE 'user' END AS what,");
      sql.add(" count(*) AS n, count(DISTINCT " + name + ") AS users, 0 AS others FROM ");
      sql.add(SqlText.quoted(table));
      sql.add(" GROUP BY CASE WHEN " + name + " IS NULL THEN '" + NONE + "' ELSE 'user' END");
      return sql.add(" ORDER BY what").statement();
    }
    sql.add("SELECT coalesce(w_direction, '" + NONE + "') AS what, count(*) AS n, ");
    sql.add("count(DISTINCT c_ip) AS clients, count(DISTINCT s_ip) AS servers FROM (SELECT *, ");
    sql.add(Taken.directionOfRow(dataset.direction())).add(" AS w_direction FROM ");
    sql.add(SqlText.quoted(table)).add(") GROUP BY coalesce(w_direction, '" + NONE + "')");
    return sql.add(" ORDER BY what").statement();
  }

  private Counts of(String what) {
    return counts.getOrDefault(what, new Counts(0, 0, 0));
  }

  /** What looks wrong, a sentence each; none when all looks right. */
  public List<String> suspicions() {
    long all = counts.values().stream().mapToLong(Counts::rows).sum();
    List<String> suspicions = new ArrayList<>();
    if (all == 0) {
      return List.of("The table %s has no rows.".formatted(table));
    }
    if (of(NONE).rows() * MANY > all) {
      suspicions.add(
          "%d of %d rows do not tell their user, and are left out. Name the insiders' networks, or a"
                  .formatted(of(NONE).rows(), all)
              + " user column.");
    }
    if (of("external").rows() * 2 > all) {
      suspicions.add(
          "%d of %d rows have both ends outside: networks of insiders may be missing."
              .formatted(of("external").rows(), all));
    }
    if (of("internal").rows() * 2 > all) {
      suspicions.add(
          ("%d of %d rows have both ends inside, and are left out: the networks of --insiders may be"
                  + " too wide, or missing where the data's own direction is wrong.")
              .formatted(of("internal").rows(), all));
    }
    Counts outgoing = of("outgoing");
    Counts incoming = of("incoming");
    if (incoming.rows() > MANY * outgoing.rows()
        && incoming.servers() > MANY * incoming.clients()) {
      suspicions.add(
          "Few addresses outside talk to many inside, and hardly any flow goes out: inside and outside"
              + " may be mixed up.");
    }
    return suspicions;
  }
}
