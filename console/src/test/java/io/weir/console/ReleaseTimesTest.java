// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTimesTest {
  private static final Duration STEP = Duration.ofMillis(10);

  private static ReleaseTimes times(int waiting) {
    return new ReleaseTimes(STEP, 1, waiting, ReleaseTimesTest.class.getClassLoader());
  }

  @ParameterizedTest
  @CsvSource({"0,100", "1,100", "99,100", "100,100", "101,200", "1999,2000"})
  void answersAreReleasedAtMultiplesOfTheStep(long took, long released) {
    assertThat(ReleaseTimes.nextMultiple(took, 100)).isEqualTo(released);
  }

  @Test
  void nothingIsReleasedBeforeTheStep() {
    try (ReleaseTimes times = times(1)) {
      long begin = System.nanoTime();
      assertThat(times.submit(() -> "done").join()).isEqualTo("done");
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(STEP.toNanos());
      long second = System.nanoTime();
      CompletableFuture<String> failed =
          times.submit(
              () -> {
                throw WeirException.usage("no");
              });
      assertThatThrownBy(failed::join).hasRootCauseMessage("no");
      assertThat(System.nanoTime() - second).isGreaterThanOrEqualTo(STEP.toNanos());
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    CountDownLatch go = new CountDownLatch(1);
    try (ReleaseTimes times = times(1)) {
      CompletableFuture<String> first = times.submit(() -> await(go));
      CompletableFuture<String> second = times.submit(() -> await(go));
      assertThatThrownBy(() -> times.submit(() -> await(go)))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.status()).isEqualTo(503);
                assertThat(refusal.retry()).contains(STEP);
              });
      go.countDown();
      assertThat(first.join() + second.join()).isEqualTo("donedone");
    }
  }

  private static String await(CountDownLatch latch) {
    try {
      latch.await();
      return "done";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
