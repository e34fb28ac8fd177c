// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import static io.weir.privacy.ledger.Declared.WEEK;
import static io.weir.privacy.ledger.Declared.cost;
import static io.weir.privacy.ledger.Declared.dataset;
import static io.weir.privacy.ledger.Declared.epsilon;
import static io.weir.privacy.ledger.Declared.files;
import static io.weir.privacy.ledger.Declared.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many who ask at once: together they get what the budget has, and not one answer more. */
@Timeout(300)
class LedgerConcurrencyTest {
  private static final int CLIENTS = 40;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  private String ledger() {
    return directory.resolve("ledger.db").toString();
  }

  private SqlLedger made(String cap) {
    SqlLedger ledger = SqlLedger.make(ledger());
    ledger.register(dataset("campus", epsilon(cap)), files("a"));
    Instant expires = Instant.parse("2999-01-01T00:00:00Z");
    for (int i = 0; i < CLIENTS; i++) {
      ledger.add(
          new Analyst("analyst-" + i, expires, epsilon(cap), new TreeSet<>(), new TreeSet<>()));
    }
    return ledger;
  }

  /** Half of the clients share a ledger object, half have one each. */
  @Test
  void fortyClientsGetWhatTheBudgetHas() throws Exception {
    SqlLedger shared = made("1");
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      String name = "analyst-" + i;
      SqlLedger own = i % 2 == 0 ? shared : SqlLedger.open(ledger());
      answers.add(clients.submit(() -> charges(own, name)));
    }
    int sum = 0;
    for (Future<Integer> answer : answers) {
      sum += answer.get();
    }
    clients.shutdown();
    assertThat(sum).isEqualTo(100);
    assertThat(shared.charges("campus")).hasSize(100);
    assertThat(shared.balance("campus", WEEK).left()).hasToString("epsilon 0");
  }

  private static int charges(SqlLedger ledger, String analyst) {
    int charged = 0;
    while (true) {
      try {
        ledger.charge(request(analyst, "campus", WEEK, cost("0.01")));
        charged++;
      } catch (WeirException e) {
        assertThat(e.kind()).as(e.getMessage()).isEqualTo(WeirException.Kind.BUDGET);
        return charged;
      }
    }
  }

  @Test
  void severalProcessesGetWhatTheBudgetHas() throws Exception {
    made("0.1").close();
    List<Process> processes = new ArrayList<>();
    Path log = directory.resolve("log");
    for (int i = 0; i < 4; i++) {
      String released = directory.resolve("released-" + i).toString();
      processes.add(
          LedgerProcess.start(
              List.of(), directory, log, ledger(), released, "analyst-" + i, "0.001"));
    }
    int released = 0;
    for (int i = 0; i < 4; i++) {
      assertThat(processes.get(i).waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(processes.get(i).exitValue()).as(Files.readString(log)).isZero();
      released += Files.readAllLines(directory.resolve("released-" + i)).size();
    }
    assertThat(released).isEqualTo(100);
  }

  @Test
  void aQuestionThatSeveralProcessesAskAtOnceIsChargedOnce() throws Exception {
    made("1").close();
    List<Process> processes = new ArrayList<>();
    List<Path> released = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      released.add(directory.resolve("released-" + i));
      processes.add(asking(released.get(i), "once"));
    }
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      assertThat(processes.get(i).waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(processes.get(i).exitValue()).as(log()).isZero();
      told.addAll(Files.readAllLines(released.get(i)));
    }
    assertThat(told).filteredOn(line -> line.equals("charged")).hasSize(1);
    assertThat(told).filteredOn(line -> line.startsWith("answer of ")).hasSize(4);
    assertThat(new TreeSet<>(told)).hasSize(2);
    try (SqlLedger ledger = SqlLedger.open(ledger())) {
      assertThat(ledger.charges("campus")).hasSize(1);
      assertThat(ledger.balance("campus", WEEK).left()).hasToString("epsilon 0.9");
    }
  }

  @Test
  void aProcessThatWasKilledWhileItAnsweredIsInNobodysWayForLong() throws Exception {
    made("1").close();
    Path released = directory.resolve("released");
    Process process = asking(released, "never");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (System.nanoTime() < until
        && !(Files.exists(released) && Files.readString(released).contains("charged"))) {
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor();
    ChargeRequest asked = request("analyst-0", "campus", WEEK, cost("0.1"));
    List<Charge> charges;
    try (SqlLedger ledger = SqlLedger.open(ledger())) {
      charges = ledger.charges("campus");
      assertThat(charges).as(log()).hasSize(1);
    }
    Instant killed = charges.get(0).at();
    assertThat(at(killed.plusSeconds(1)).begin(List.of(asked))).isEmpty();
    Instant later = killed.plus(Ledger.HELD).plusSeconds(1);
    assertThat(at(later).begin(List.of(asked)).orElseThrow().get(0))
        .isEqualTo(new Charge(2, later.truncatedTo(ChronoUnit.MILLIS), asked));
  }

  private SqlLedger at(Instant now) {
    return SqlLedger.at(ledger(), LedgerDatabase.Absent.FAIL, Clock.fixed(now, ZoneOffset.UTC));
  }

  private Process asking(Path released, String how) throws IOException {
    return LedgerProcess.start(
        List.of(),
        directory,
        directory.resolve("log"),
        ledger(),
        released.toString(),
        "analyst-0",
        "0.1",
        how);
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }
}
