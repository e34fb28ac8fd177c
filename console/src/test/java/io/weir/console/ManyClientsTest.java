// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.console.Served.Reply;
import io.weir.privacy.budget.Cost;
import io.weir.privacy.ledger.Charge;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyClientsTest {
  private static final int CLIENTS = 40;

  private final Path directory;

  ManyClientsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void theSameQuestionOfManyClientsIsPaidOnceAndHasOneAnswer() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (Served served = Served.in(directory)) {
      Callable<Reply> asking = () -> served.ask("ada", PrivateServiceTest.VOLUME);
      List<String> rows = new ArrayList<>();
      int fresh = 0;
      for (Future<Reply> reply : clients.invokeAll(Collections.nCopies(CLIENTS, asking))) {
        assertThat(reply.get().status()).as(reply.get().text()).isEqualTo(200);
        rows.add(reply.get().text().replaceAll(".*\"rows\":(\\[.*?\\]).*\n", "$1"));
        fresh += reply.get().text().contains("\"isStored\":false") ? 1 : 0;
      }
      assertThat(served.ledger().charges("office")).hasSize(1);
      assertThat(fresh).isEqualTo(1);
      assertThat(rows).containsOnly(rows.get(0));
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void nobodyGetsAnAnswerThatWasNotPaid() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try (Served served = Served.in(directory)) {
      List<Callable<Reply>> asking = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        // Each asks something else, at a price of which there is enough for five.
        String question = PrivateServiceTest.VOLUME.replace("50k", String.valueOf(1000 + i));
        asking.add(() -> served.ask("ada", question));
      }
      int answered = 0;
      for (Future<Reply> reply : clients.invokeAll(asking)) {
        int status = reply.get().status();
        assertThat(status).as(reply.get().text()).isIn(200, 402);
        answered += status == 200 ? 1 : 0;
      }
      List<Charge> charges = served.ledger().charges("office");
      assertThat(charges).hasSize(answered).hasSize(5);
      Cost sum = Cost.NOTHING;
      for (Charge charge : charges) {
        sum = sum.plus(charge.request().cost());
      }
      assertThat(sum.epsilon().orElseThrow().value()).isEqualByComparingTo(BigDecimal.ONE);
    } finally {
      clients.shutdownNow();
    }
  }
}
