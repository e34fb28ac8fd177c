// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.DatasetFile;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.SqlLedger;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.noise.ExactNoise;
import io.weir.privacy.noise.Fraction;
import io.weir.privacy.noise.NoiseSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Desks of several processes over one ledger; what they read has no rows. */
@Timeout(60)
class DeskTest {
  private static final Cap CAP = new Cap.Pure(Epsilon.parse("1"));

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  @BeforeEach
  void make() {
    try (SqlLedger ledger = ledger()) {
      Dataset campus =
          new Dataset(
              "campus",
              List.of("logs"),
              Map.of(),
              Users.BY_DAY,
              Direction.OF_DATA,
              CAP,
              Delta.LARGEST,
              "campus");
      ledger.register(campus, List.of(new DatasetFile(Path.of("/logs/a"), 1, 1, "a")));
      Instant expires = Instant.parse("2999-01-01T00:00:00Z");
      ledger.add(new Analyst("ada", expires, CAP, new TreeSet<>(), new TreeSet<>()));
    }
  }

  private SqlLedger ledger() {
    return SqlLedger.make(directory.resolve("ledger.db").toString());
  }

  private static Asked volume(String epsilon) {
    return QuestionWords.parse(
        Map.of("question", "volume", "from", "2026-03-01", "cap", "1g", "epsilon", epsilon));
  }

  private Answer ask(NoiseSource noise, Desk.Source source) {
    return new Desk(ledger(), noise)
        .ask("campus", "ada", List.of(volume("0.1"), volume("0.2")), source)
        .get(0);
  }

  @Test
  void whoAsksWhatAnotherProcessIsAskedWaitsForItsAnswer() throws Exception {
    CountDownLatch reads = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    FutureTask<Answer> first =
        new FutureTask<>(
            () ->
                ask(
                    ExactNoise.secure(),
                    (dataset, work) -> {
                      reads.countDown();
                      await(mayEnd);
                    }));
    new Thread(first).start();
    await(reads);
    FutureTask<Answer> second =
        new FutureTask<>(
            () ->
                ask(
                    ExactNoise.secure(),
                    (dataset, work) -> {
                      throw new InternalError("read although another reads");
                    }));
    Thread waiting = new Thread(second);
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING && !second.isDone()) {
      Thread.onSpinWait();
    }
    mayEnd.countDown();
    assertThat(second.get().rows()).isEqualTo(first.get().rows());
    assertThat(first.get().isStored()).isFalse();
    assertThat(second.get().isStored()).isTrue();
    assertThat(ledger().charges("campus")).hasSize(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatFailedIsInNobodysWayAndIsChargedAgain() {
    assertThatThrownBy(() -> ask(new Failing(), (dataset, work) -> {})).hasMessage("no noise");
    assertThat(ask(ExactNoise.secure(), (dataset, work) -> {}).isStored()).isFalse();
    assertThat(ledger().charges("campus")).hasSize(4);
  }

  /** Noise that cannot be drawn, as of a library that lacks something. */
  private static final class Failing implements NoiseSource {
    @Override
    public long laplace(Fraction scale) {
      throw new IllegalStateException("no noise");
    }

    @Override
    public long gaussian(Fraction sigmaSquared) {
      throw new IllegalStateException("no noise");
    }

    @Override
    public int choose(long[] scores, long[] weights, Fraction factor) {
      throw new IllegalStateException("no noise");
    }
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    CountDownLatch reads = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Thread first =
        new Thread(
            () ->
                ask(
                    ExactNoise.secure(),
                    (dataset, work) -> {
                      reads.countDown();
                      await(mayEnd);
                    }));
    first.start();
    await(reads);
    FutureTask<Answer> second =
        new FutureTask<>(() -> ask(ExactNoise.secure(), (dataset, work) -> {}));
    Thread waiting = new Thread(second);
    waiting.start();
    waiting.interrupt();
    assertThatThrownBy(second::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("Cannot answer: it was interrupted. Ask again.");
    mayEnd.countDown();
    first.join();
  }
}
