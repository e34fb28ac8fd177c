// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Allowance allowance = new Allowance(6, now::get);

  @Test
  void eachKeyHasItsOwnAndGetsItBackWithTime() {
    for (int i = 0; i < 6; i++) {
      assertThat(allowance.wait("ada")).isZero();
      assertThat(allowance.take("ada")).isZero();
    }
    assertThat(allowance.wait("ada")).isEqualTo(Duration.ofSeconds(10));
    assertThat(allowance.take("ada")).isEqualTo(Duration.ofSeconds(10));
    assertThat(allowance.take("bob")).isZero();
    now.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(allowance.take("ada")).isEqualTo(Duration.ofSeconds(1));
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(allowance.take("ada")).isZero();
    assertThat(allowance.take("ada")).isEqualTo(Duration.ofSeconds(10));
    now.addAndGet(Duration.ofHours(1).toNanos());
    for (int i = 0; i < 6; i++) {
      assertThat(allowance.take("ada")).isZero();
    }
    assertThat(allowance.take("ada")).isPositive();
  }
}
