// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketsTest {
  @Test
  void cutsATimeIntoNotTooMany() {
    assertThat(Buckets.of(Duration.ZERO)).isEqualTo(Duration.ofMillis(1));
    assertThat(Buckets.of(Duration.ofMillis(239))).isEqualTo(Duration.ofMillis(1));
    assertThat(Buckets.of(Duration.ofMillis(240))).isEqualTo(Duration.ofMillis(10));
    assertThat(Buckets.of(Duration.ofDays(1))).isEqualTo(Duration.ofMinutes(15));
    assertThat(Buckets.of(Duration.ofDays(240 * 28))).isEqualTo(Duration.ofDays(29));
  }

  @Test
  void cutsMoreThanNanosecondsCanTell() {
    Duration length = Buckets.of(Duration.ofSeconds(99_999_999_999L));
    assertThat(length).isEqualTo(Duration.ofDays(4823));
    assertThat(Buckets.setting(length)).isEqualTo("416707200s");
    assertThat(Buckets.of(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Duration.ofDays(100_000));
    assertThat(Buckets.setting(Duration.ofMillis(10))).isEqualTo("0.01s");
  }
}
