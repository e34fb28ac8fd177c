// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.WeirException;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Cost;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A ledger in a file of SQLite or in PostgreSQL. Every change is one transaction, which no other
 * process sees half of and which is on the disk when the method returns.
 */
public final class SqlLedger implements Ledger {
  private final LedgerDatabase database;
  private final Clock clock;

  private SqlLedger(LedgerDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Opens the ledger at an address: a file, or {@code jdbc:postgresql://HOST:PORT/DATABASE?user=…}.
   *
   * @throws io.weir.model.WeirException of kind USAGE when there is none, or one that another
   *     version of Weir wrote
   */
  public static SqlLedger open(String address) {
    return at(address, LedgerDatabase.Absent.FAIL, Clock.systemUTC());
  }

  /** Opens the ledger at an address; makes one where there is none. */
  public static SqlLedger make(String address) {
    return at(address, LedgerDatabase.Absent.MAKE, Clock.systemUTC());
  }

  static SqlLedger at(String address, LedgerDatabase.Absent absent, Clock clock) {
    return new SqlLedger(LedgerDatabase.open(address, absent), clock);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public synchronized Registration register(
      Dataset dataset, List<DatasetFile> files, List<TypedColumn> columns) {
    return database.inTransaction(
        "write",
        connection -> {
          Registration made = DatasetRows.register(connection, dataset, files, now());
          ColumnRows.keep(connection, dataset.name(), columns);
          return made;
        });
  }

  @Override
  public synchronized Registration dataset(String name) {
    return database.inTransaction("read", connection -> DatasetRows.named(connection, name));
  }

  @Override
  public synchronized List<Registration> datasets() {
    return database.inTransaction("read", DatasetRows::all);
  }

  @Override
  public synchronized List<DatasetFile> files(String dataset) {
    return database.inTransaction(
        "read",
        connection -> DatasetRows.files(connection, DatasetRows.named(connection, dataset)));
  }

  @Override
  public synchronized String add(Analyst analyst) {
    String token = Tokens.drawn();
    return database.inTransaction(
        "write",
        connection -> {
          AnalystRows.put(connection, analyst, token);
          return token;
        });
  }

  @Override
  public synchronized void revoke(String analyst) {
    write(connection -> AnalystRows.revoke(connection, analyst, now()));
  }

  @Override
  public synchronized Optional<Analyst> analystOf(String token) {
    return database
        .inTransaction("read", connection -> AnalystRows.byToken(connection, token))
        .filter(analyst -> now().isBefore(analyst.expires()));
  }

  @Override
  public synchronized Analyst analyst(String name) {
    return database.inTransaction("read", connection -> AnalystRows.named(connection, name));
  }

  @Override
  public synchronized List<Analyst> analysts() {
    return database.inTransaction("read", AnalystRows::all);
  }

  @Override
  public synchronized List<Charge> charge(List<ChargeRequest> requests) {
    List<Charge> charges = new ArrayList<>();
    return keepingRefusals(
        () -> requests.get(charges.size()),
        connection -> {
          for (ChargeRequest request : requests) {
            charges.add(ChargeRows.charge(connection, request, now()));
          }
          return charges;
        });
  }

  @Override
  public synchronized Optional<List<Entry>> begin(List<ChargeRequest> requests) {
    List<Entry> entries = new ArrayList<>();
    return keepingRefusals(
        () -> requests.get(entries.size()),
        connection -> {
          List<Optional<StoredAnswer>> stored = new ArrayList<>();
          for (ChargeRequest request : requests) {
            stored.add(ChargeRows.stored(connection, request));
            if (stored.get(stored.size() - 1).isEmpty()
                && ClaimRows.isHeld(connection, request, now())) {
              return Optional.empty();
            }
          }
          for (ChargeRequest request : requests) {
            Optional<StoredAnswer> answer = stored.get(entries.size());
            entries.add(answer.isPresent() ? answer.get() : claimed(connection, request));
          }
          return Optional.of(entries);
        });
  }

  private Charge claimed(Connection connection, ChargeRequest request) throws SQLException {
    Charge charge = ChargeRows.charge(connection, request, now());
    ClaimRows.take(connection, charge, now());
    return charge;
  }

  /**
   * Charges; keeps what is refused.
   *
   * @param next the request that is looked at
   */
  private <T> T keepingRefusals(Supplier<ChargeRequest> next, LedgerDatabase.Work<T> work) {
    try {
      return database.inTransaction("charge", work);
    } catch (WeirException e) {
      if (e.kind() == WeirException.Kind.BUDGET || e.kind() == WeirException.Kind.USAGE) {
        keepRefusal(next.get(), e);
      }
      throw e;
    }
  }

  @Override
  public synchronized void hold(Collection<Charge> charges) {
    write(connection -> ClaimRows.hold(connection, charges, now()));
  }

  @Override
  public synchronized void end(Collection<Charge> charges) {
    write(connection -> ClaimRows.end(connection, charges));
  }

  /** What a transaction changes, without an answer. */
  private interface Change {
    void make(Connection connection) throws SQLException;
  }

  private void write(Change change) {
    database.inTransaction(
        "write",
        connection -> {
          change.make(connection);
          return change;
        });
  }

  /** In a transaction of its own, for that of the charge has come to nothing. */
  private void keepRefusal(ChargeRequest request, WeirException because) {
    boolean isBudget = because.kind() == WeirException.Kind.BUDGET;
    try {
      refuse(
          List.of(
              new RefusedRequest(
                  0,
                  now(),
                  isBudget ? RefusalReason.BUDGET : RefusalReason.RIGHT,
                  request.analyst(),
                  "",
                  request.dataset(),
                  request.kind(),
                  request.question(),
                  1)));
    } catch (WeirException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public synchronized void refuse(List<RefusedRequest> refused) {
    write(connection -> RefusalRows.add(connection, refused));
  }

  @Override
  public synchronized List<RefusedRequest> refusals(long after) {
    return database.inTransaction("read", connection -> RefusalRows.after(connection, after));
  }

  @Override
  public synchronized List<Optional<StoredAnswer>> stored(List<ChargeRequest> requests) {
    return database.inTransaction(
        "read",
        connection -> {
          List<Optional<StoredAnswer>> answers = new ArrayList<>();
          for (ChargeRequest request : requests) {
            answers.add(ChargeRows.stored(connection, request));
          }
          return answers;
        });
  }

  @Override
  public synchronized void store(Map<Charge, String> answers) {
    write(
        connection -> {
          for (Map.Entry<Charge, String> one : answers.entrySet()) {
            ChargeRows.store(connection, one.getKey(), one.getValue(), now());
          }
          ClaimRows.end(connection, answers.keySet());
        });
  }

  @Override
  public synchronized Balance balance(String dataset, Days days) {
    return database.inTransaction(
        "read",
        connection -> {
          Dataset found = DatasetRows.named(connection, dataset).dataset();
          return least(
              found.cap(),
              SpentRows.read(
                  connection, found.budget(), SpentRows.ALL, SpentRows.keys(found, days)));
        });
  }

  @Override
  public synchronized Balance balance(String dataset, String analyst, Days days) {
    return database.inTransaction(
        "read",
        connection -> {
          Dataset found = DatasetRows.named(connection, dataset).dataset();
          return least(
              AnalystRows.named(connection, analyst).allotment(),
              SpentRows.read(connection, found.budget(), analyst, SpentRows.keys(found, days)));
        });
  }

  @Override
  public synchronized List<Spending> spendings(String dataset) {
    return database.inTransaction(
        "read",
        connection -> {
          Dataset found = DatasetRows.named(connection, dataset).dataset();
          return SpentRows.all(connection, found, SpentRows.ALL);
        });
  }

  @Override
  public synchronized List<Spending> spendings(String dataset, String analyst) {
    return database.inTransaction(
        "read",
        connection -> {
          Dataset found = DatasetRows.named(connection, dataset).dataset();
          return SpentRows.all(connection, found, AnalystRows.named(connection, analyst).name());
        });
  }

  @Override
  public synchronized List<Charge> charges(String dataset) {
    return database.inTransaction(
        "read",
        connection ->
            ChargeRows.all(connection, DatasetRows.named(connection, dataset).dataset().name()));
  }

  /** The most spent of each currency, over the days. */
  private static Balance least(Cap cap, Map<String, Cost> spent) {
    Cost most = Cost.NOTHING;
    for (Cost cost : spent.values()) {
      most = cap.greater(most, cost);
    }
    return new Balance(cap, most);
  }

  @Override
  public void close() {
    // Connections live as long as a transaction.
  }
}
