// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import static io.weir.privacy.ledger.Declared.WEEK;
import static io.weir.privacy.ledger.Declared.cost;
import static io.weir.privacy.ledger.Declared.days;
import static io.weir.privacy.ledger.Declared.files;
import static io.weir.privacy.ledger.Declared.request;
import static io.weir.privacy.ledger.Declared.rho;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import io.weir.privacy.budget.Cost;
import io.weir.privacy.budget.Rho;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A ledger in PostgreSQL, where one is installed. */
@Timeout(300)
class LedgerPostgresTest {
  private static final int CLIENTS = 12;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  @Test
  void isKeptAndSharedAsInAFile() throws Exception {
    PostgresServer server = PostgresServer.in(directory);
    try {
      assertThatThrownBy(() -> SqlLedger.open(server.url()))
          .hasMessageEndingWith("there is none in that database. weir private register makes one.")
          .hasMessageNotContainingAny("user=weir");
      SqlLedger ledger = SqlLedger.make(server.url());
      ledger.register(Declared.dataset("campus", rho("0.5")), files("a", "b"));
      String token = ledger.add(analyst("ada"));
      SqlLedger second = SqlLedger.open(server.url());
      assertThat(second.analystOf(token)).contains(analyst("ada"));
      assertThat(second.dataset("campus").dataset())
          .isEqualTo(Declared.dataset("campus", rho("0.5")));
      answersAreStored(ledger, second);
      clientsGetWhatTheBudgetHas(server.url(), ledger);
      aQuestionIsChargedOnce(server.url(), ledger);
    } finally {
      server.stop();
    }
  }

  private static Analyst analyst(String name) {
    return new Analyst(
        name,
        Instant.parse("2999-01-01T00:00:00Z"),
        rho("1000"),
        new TreeSet<>(),
        new TreeSet<>(List.of("volume")));
  }

  private static void answersAreStored(SqlLedger ledger, SqlLedger second) {
    Cost gaussian = Cost.concentrated(Rho.parse("0.3"));
    ChargeRequest asked = request("ada", "campus", days("2026-03-01", "2026-03-02"), gaussian);
    ledger.store(ledger.charge(asked), "42");
    assertThat(second.stored(asked)).map(StoredAnswer::text).contains("42");
    assertThatThrownBy(() -> second.charge(asked))
        .hasMessage(
            "Cannot answer about campus: the budget of campus on 2026-03-01 does not suffice (rho"
                + " 0.3 asked, rho 0.2 left of rho 0.5). Ask about other days, or with less.");
    ledger.charge(request("ada", "campus", days("2026-03-02", "2026-03-02"), cost("0.1")));
    assertThat(second.balance("campus", WEEK).spent().rho()).isEqualTo(Rho.parse("0.305"));
    assertThat(second.charges("campus"))
        .hasSize(2)
        .first()
        .isEqualTo(new Charge(1, second.charges("campus").get(0).at(), asked));
  }

  private static void clientsGetWhatTheBudgetHas(String url, SqlLedger ledger) throws Exception {
    ledger.register(Declared.dataset("shared", rho("0.5")), files("c"));
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      SqlLedger own = SqlLedger.open(url);
      answers.add(clients.submit(() -> charges(own)));
    }
    int sum = 0;
    for (Future<Integer> answer : answers) {
      sum += answer.get();
    }
    clients.shutdown();
    assertThat(sum).isEqualTo(50);
    assertThat(ledger.balance("shared", WEEK).left()).hasToString("rho 0");
  }

  private static void aQuestionIsChargedOnce(String url, SqlLedger ledger) throws Exception {
    ledger.register(Declared.dataset("alike", rho("0.5")), files("d"));
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      SqlLedger own = SqlLedger.open(url);
      String text = "answer of " + i;
      answers.add(clients.submit(() -> answer(own, text)));
    }
    Set<String> texts = new TreeSet<>();
    for (Future<String> answer : answers) {
      texts.add(answer.get());
    }
    clients.shutdown();
    assertThat(texts).hasSize(1);
    assertThat(ledger.charges("alike")).hasSize(1);
  }

  private static String answer(SqlLedger ledger, String text) throws InterruptedException {
    List<ChargeRequest> asked =
        List.of(request("ada", "alike", WEEK, Cost.concentrated(Rho.parse("0.01"))));
    while (true) {
      Entry entry = ledger.begin(asked).map(entries -> entries.get(0)).orElse(null);
      if (entry instanceof StoredAnswer stored) {
        return stored.text();
      }
      if (entry instanceof Charge charge) {
        ledger.hold(List.of(charge));
        ledger.store(charge, text);
      }
      Thread.sleep(1);
    }
  }

  private static int charges(SqlLedger ledger) {
    int charged = 0;
    while (true) {
      try {
        ledger.charge(request("ada", "shared", WEEK, Cost.concentrated(Rho.parse("0.01"))));
        charged++;
      } catch (WeirException e) {
        assertThat(e.kind()).as(e.getMessage()).isEqualTo(WeirException.Kind.BUDGET);
        return charged;
      }
    }
  }
}
