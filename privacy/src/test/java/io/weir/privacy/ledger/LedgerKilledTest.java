// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import static io.weir.privacy.ledger.Declared.WEEK;
import static io.weir.privacy.ledger.Declared.dataset;
import static io.weir.privacy.ledger.Declared.epsilon;
import static io.weir.privacy.ledger.Declared.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.privacy.budget.Cost;
import io.weir.privacy.budget.Epsilon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that end badly: killed by {@code kill -9}, or without room on the disk. What they
 * released is never more than the ledger says. A thousand kills with {@code -Dweir.full=true}, so
 * many with {@code -Dweir.kills=N}.
 */
@Timeout(1800)
class LedgerKilledTest {
  private static final int KILLS =
      Integer.getInteger("weir.kills", Boolean.getBoolean("weir.full") ? 1000 : 30);
  private static final String COST = "0.001";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  @BeforeEach
  void make() {
    try (SqlLedger ledger = SqlLedger.make(ledger())) {
      ledger.register(dataset("campus", epsilon("1000")), files("a"));
      for (String name : List.of("ada", "bob")) {
        ledger.add(
            new Analyst(
                name,
                Instant.parse("2999-01-01T00:00:00Z"),
                epsilon("1000"),
                new TreeSet<>(),
                new TreeSet<>()));
      }
    }
  }

  private String ledger() {
    return directory.resolve("ledger.db").toString();
  }

  private Path released(String analyst) {
    return directory.resolve("released-" + analyst);
  }

  private Process start(String analyst, String... before) throws IOException {
    return LedgerProcess.start(
        List.of(before),
        directory,
        directory.resolve("log"),
        ledger(),
        released(analyst).toString(),
        analyst,
        COST);
  }

  private long lines(String analyst) throws IOException {
    Path file = released(analyst);
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  /** Two at once, so that one is often killed while the other waits for it. */
  @Test
  void whatWasReleasedIsInTheLedgerAfterEachKill() throws Exception {
    Random random = new Random(1);
    long before = 0;
    for (int kill = 0; kill < KILLS; kill += 2) {
      List<Process> both = new ArrayList<>(List.of(start("ada"), start("bob")));
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (lines("ada") + lines("bob") < before + 2 && System.nanoTime() < until) {
        Thread.sleep(1);
      }
      for (Process process : both) {
        Thread.sleep(random.nextInt(30));
        assertThat(process.isAlive()).as(log()).isTrue();
        process.destroyForcibly().waitFor();
      }
      before = lines("ada") + lines("bob");
      assertReleasedIsCharged();
    }
    assertThat(before).isGreaterThanOrEqualTo(KILLS);
  }

  private String log() throws IOException {
    Path log = directory.resolve("log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private void assertReleasedIsCharged() throws IOException {
    try (SqlLedger ledger = SqlLedger.open(ledger())) {
      List<Charge> charges = ledger.charges("campus");
      for (String analyst : List.of("ada", "bob")) {
        List<String> own =
            charges.stream()
                .filter(charge -> charge.request().analyst().equals(analyst))
                .map(charge -> String.valueOf(charge.id()))
                .toList();
        Path file = released(analyst);
        List<String> shown = Files.exists(file) ? Files.readAllLines(file) : List.of();
        assertThat(shown).doesNotHaveDuplicates();
        assertThat(own).containsAll(shown);
      }
      Cost spent = ledger.balance("campus", WEEK).spent();
      assertThat(spent.epsilon()).contains(Epsilon.parse(COST).times(charges.size()));
    }
  }

  /** A limit on the size of files stands for the end of the disk: a write fails half-way. */
  @Test
  void aFullDiskReleasesNothing() throws Exception {
    // So large that the driver could still unpack its library.
    try (SqlLedger ledger = SqlLedger.open(ledger())) {
      Charge charge = ledger.charge(Declared.request("ada", "campus", WEEK, Declared.cost(COST)));
      ledger.store(charge, "large ".repeat(1_000_000));
    }
    long blocks = Files.size(Path.of(ledger())) / 512 + 60;
    // In blocks of 512 bytes, whatever shell it is.
    String limit = "ulimit -f %d && exec \"$@\"".formatted(blocks);
    Process process = start("ada", "sh", "-c", limit, "sh");
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(log()).contains("Cannot ").contains("the ledger " + ledger());
    assertThat(lines("ada")).isPositive();
    assertReleasedIsCharged();
    // With room again it goes on.
    Process again = start("bob");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (lines("bob") < 2 && System.nanoTime() < until) {
      Thread.sleep(5);
    }
    again.destroyForcibly().waitFor();
    assertThat(lines("bob")).as(log()).isGreaterThanOrEqualTo(2);
    assertReleasedIsCharged();
  }
}
