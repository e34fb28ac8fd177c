// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.WeirException;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Cost;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Charges and the answers to them in the database of a ledger. */
final class ChargeRows {
  private ChargeRows() {}

  /** Charges one answer, in a transaction that is alone. */
  static Charge charge(Connection connection, ChargeRequest request, Instant now)
      throws SQLException {
    Registration registration = DatasetRows.named(connection, request.dataset());
    Dataset dataset = registration.dataset();
    Analyst analyst = AnalystRows.named(connection, request.analyst());
    checkRight(registration, analyst, request, now);
    List<String> days = SpentRows.keys(dataset, request.days());
    check(connection, dataset, SpentRows.ALL, dataset.cap(), days, request.cost());
    check(connection, dataset, analyst.name(), analyst.allotment(), days, request.cost());
    SpentRows.add(connection, dataset.budget(), SpentRows.ALL, days, request.cost());
    SpentRows.add(connection, dataset.budget(), analyst.name(), days, request.cost());
    long id =
        Statements.query(
                connection,
                row -> row.getLong(1),
                "SELECT coalesce(max(id), 0) + 1 FROM weir_charge")
            .get(0);
    insert(connection, id, dataset.budget(), request, now);
    return new Charge(id, now, request);
  }

  private static void checkRight(
      Registration registration, Analyst analyst, ChargeRequest request, Instant now) {
    if (!now.isBefore(analyst.expires())) {
      throw WeirException.usage(
          "Cannot ask as %s: the right to ask has expired (%s). Have it renewed with weir private"
              + " analyst add.",
          analyst.name(), analyst.expires());
    }
    analyst.requireRight(request.dataset(), request.kind());
    if (request.version() < 1 || request.version() > registration.version()) {
      throw new IllegalArgumentException("version " + request.version());
    }
    for (Cap cap : List.of(registration.dataset().cap(), analyst.allotment())) {
      if (!cap.counts(request.cost())) {
        throw WeirException.usage(
            "Cannot ask that about %s: it costs %s, which cannot be paid from a budget of %s. Use"
                + " Laplace noise and known keys, or another budget.",
            request.dataset(), request.cost(), cap);
      }
    }
  }

  private static void check(
      Connection connection, Dataset dataset, String analyst, Cap cap, List<String> days, Cost cost)
      throws SQLException {
    Map<String, Cost> spent = SpentRows.read(connection, dataset.budget(), analyst, days);
    for (String day : days) {
      Cost before = spent.getOrDefault(day, Cost.NOTHING);
      if (!cap.allows(before.plus(cost))) {
        String whose =
            analyst.equals(SpentRows.ALL)
                ? "the budget of " + dataset.budget()
                : "the allotment of %s on %s".formatted(analyst, dataset.budget());
        throw WeirException.of(
            WeirException.Kind.BUDGET,
            ("Cannot answer about %s: %s%s does not suffice (%s asked, %s left of %s). Ask about"
                    + " other days, or with less.")
                .formatted(
                    dataset.name(),
                    whose,
                    SpentRows.words(day),
                    cap.words(cost),
                    cap.left(before),
                    cap),
            null);
      }
    }
  }

  private static void insert(
      Connection connection, long id, String budget, ChargeRequest request, Instant now)
      throws SQLException {
    Statements.update(
        connection,
        """
        INSERT INTO weir_charge (id, at, analyst, dataset, version, budget, kind, question,
          first_day, last_day, rho, epsilon, delta, question_key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        now.toString(),
        request.analyst(),
        request.dataset(),
        request.version(),
        budget,
        request.kind(),
        request.question(),
        request.days().first().toString(),
        request.days().last().toString(),
        SpentRows.rho(request.cost()),
        SpentRows.epsilon(request.cost()),
        SpentRows.delta(request.cost()),
        key(request));
  }

  static List<Charge> all(Connection connection, String dataset) throws SQLException {
    return Statements.query(
        connection,
        ChargeRows::read,
        """
        SELECT id, at, analyst, dataset, version, kind, question, first_day, last_day,
          rho, epsilon, delta FROM weir_charge WHERE dataset = ? ORDER BY id
        """,
        dataset);
  }

  private static Charge read(ResultSet row) throws SQLException {
    Days days = new Days(LocalDate.parse(row.getString(8)), LocalDate.parse(row.getString(9)));
    ChargeRequest request =
        new ChargeRequest(
            row.getString(3),
            row.getString(4),
            row.getInt(5),
            row.getString(6),
            row.getString(7),
            days,
            SpentRows.cost(row, 10));
    return new Charge(row.getLong(1), Instant.parse(row.getString(2)), request);
  }

  /** Of everything that shapes an answer, and of whose it is. */
  static String key(ChargeRequest request) {
    MessageDigest digest = Tokens.sha256();
    for (String part :
        List.of(
            request.analyst(),
            request.dataset(),
            String.valueOf(request.version()),
            request.kind(),
            request.question(),
            request.days().toString(),
            request.cost().toString())) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static Optional<StoredAnswer> stored(Connection connection, ChargeRequest request)
      throws SQLException {
    return Statements.query(
            connection,
            row ->
                new StoredAnswer(row.getLong(1), Instant.parse(row.getString(2)), row.getString(3)),
            """
            SELECT a.charge, a.at, a.answer FROM weir_answer a
            JOIN weir_charge c ON c.id = a.charge WHERE c.question_key = ?
            ORDER BY a.charge LIMIT 1
            """,
            key(request))
        .stream()
        .findFirst();
  }

  static void store(Connection connection, Charge charge, String answer, Instant now)
      throws SQLException {
    Statements.update(
        connection,
        "INSERT INTO weir_answer (charge, at, answer) VALUES (?, ?, ?)",
        charge.id(),
        now.toString(),
        answer);
  }
}
