// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.TimeRange;
import org.junit.jupiter.api.Test;

class TimeHintsTest {
  private static final long SECOND = 1_000_000;

  @Test
  void comparisonsOfTheTimeColumnBoundTheRange() {
    assertThat(TimeHints.range("(ts >= '1970-01-01 00:00:02'::TIMESTAMP)"))
        .isEqualTo(new TimeRange(2 * SECOND, Long.MAX_VALUE));
    assertThat(TimeHints.range("(ts < '1970-01-01 00:00:02.5'::TIMESTAMP)"))
        .isEqualTo(new TimeRange(Long.MIN_VALUE, 2 * SECOND + SECOND / 2 + 1));
    assertThat(
            TimeHints.range(
                "((ts BETWEEN '1970-01-01 00:00:01'::TIMESTAMP AND '1970-01-01"
                    + " 00:00:03'::TIMESTAMP) AND (n > 5))"))
        .isEqualTo(new TimeRange(SECOND, 3 * SECOND + 1));
    assertThat(
            TimeHints.range(
                "ts BETWEEN '1970-01-01 00:00:01'::TIMESTAMP AND '1970-01-01"
                    + " 00:00:03'::TIMESTAMP"))
        .isEqualTo(new TimeRange(SECOND, 3 * SECOND + 1));
  }

  @Test
  void whatIsNotAPlainConjunctBoundsNothing() {
    assertThat(
            TimeHints.range(
                "((ts > '1970-01-01 00:00:01'::TIMESTAMP) OR (name = 'a AND (ts < b)'))"))
        .isEqualTo(TimeRange.ALL);
    assertThat(TimeHints.range("(lts > '1970-01-01 00:00:01'::TIMESTAMP)"))
        .isEqualTo(TimeRange.ALL);
    assertThat(TimeHints.range("(ts > 'infinity'::TIMESTAMP)")).isEqualTo(TimeRange.ALL);
  }
}
