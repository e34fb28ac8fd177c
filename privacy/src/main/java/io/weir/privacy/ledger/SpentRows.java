// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.privacy.budget.Cost;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.budget.Rho;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was spent of a budget on each day, in all and by each analyst. */
final class SpentRows {
  /** In place of an analyst's name: all of them. */
  static final String ALL = "";

  /** In place of a day, where units are not daily. */
  private static final String WHOLE = "*";

  private SpentRows() {}

  /** The days whose rows a question touches. */
  static List<String> keys(Dataset dataset, Days days) {
    return dataset.users().unit().isDaily()
        ? days.all().stream().map(day -> day.toString()).toList()
        : List.of(WHOLE);
  }

  /** A day in the words of a message. */
  static String words(String key) {
    return key.equals(WHOLE) ? "" : " on " + key;
  }

  /** What was spent on each of these days; days that are missing have spent nothing. */
  static Map<String, Cost> read(
      Connection connection, String budget, String analyst, List<String> days) throws SQLException {
    Map<String, Cost> spent = new HashMap<>();
    Statements.query(
        connection,
        row -> spent.put(row.getString(1), cost(row, 2)),
        """
        SELECT day, rho, epsilon, delta FROM weir_spent
        WHERE budget = ? AND analyst = ? AND day BETWEEN ? AND ?
        """,
        budget,
        analyst,
        days.get(0),
        days.get(days.size() - 1));
    return spent;
  }

  /** All there is, consecutive days of equal costs together. */
  static List<Spending> all(Connection connection, Dataset dataset, String analyst)
      throws SQLException {
    List<Spending> each =
        Statements.query(
            connection,
            row -> new Spending(day(row.getString(1)), cost(row, 2)),
            """
            SELECT day, rho, epsilon, delta FROM weir_spent
            WHERE budget = ? AND analyst = ? ORDER BY day
            """,
            dataset.budget(),
            analyst);
    List<Spending> grouped = new ArrayList<>();
    for (Spending next : each) {
      int last = grouped.size() - 1;
      Optional<Spending> joined = last < 0 ? Optional.empty() : grouped.get(last).joined(next);
      if (joined.isPresent()) {
        grouped.set(last, joined.get());
      } else {
        grouped.add(next);
      }
    }
    return grouped;
  }

  private static Optional<Days> day(String key) {
    if (key.equals(WHOLE)) {
      return Optional.empty();
    }
    LocalDate day = LocalDate.parse(key);
    return Optional.of(new Days(day, day));
  }

  /** Adds a cost on each of these days. */
  static void add(
      Connection connection, String budget, String analyst, List<String> days, Cost cost)
      throws SQLException {
    String sql =
        """
        INSERT INTO weir_spent (budget, analyst, day, rho, epsilon, delta)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (budget, analyst, day) DO UPDATE SET rho = weir_spent.rho + excluded.rho,
          epsilon = weir_spent.epsilon + excluded.epsilon,
          delta = weir_spent.delta + excluded.delta
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (String day : days) {
        Statements.bind(statement, budget, analyst, day, rho(cost), epsilon(cost), delta(cost));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static long rho(Cost cost) {
    return cost.rho().value().unscaledValue().longValueExact();
  }

  /** Null where there is none: what is added to it stays null. */
  static @Nullable Long epsilon(Cost cost) {
    return cost.epsilon().map(e -> e.value().unscaledValue().longValueExact()).orElse(null);
  }

  static long delta(Cost cost) {
    return cost.delta().value().unscaledValue().longValueExact();
  }

  /** The cost in three columns from one on. */
  static Cost cost(ResultSet row, int column) throws SQLException {
    long epsilon = row.getLong(column + 1);
    Optional<Epsilon> pure =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(new Epsilon(BigDecimal.valueOf(epsilon, Epsilon.DIGITS)));
    return new Cost(
        new Rho(BigDecimal.valueOf(row.getLong(column), Rho.DIGITS)),
        pure,
        new Delta(BigDecimal.valueOf(row.getLong(column + 2), Delta.DIGITS)));
  }
}
