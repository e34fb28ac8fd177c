// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import io.weir.privacy.ledger.Days;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WallClockTest {
  private static WallClock clock(String first, String last, String zone) {
    return new WallClock(new Days(LocalDate.parse(first), LocalDate.parse(last)), ZoneId.of(zone));
  }

  @Test
  void daysBeginAtMidnightOfTheZone() {
    assertThat(clock("2026-03-01", "2026-03-02", "Europe/Rome").condition())
        .isEqualTo(
            "ts >= TIMESTAMP '2026-02-28 23:00:00' AND ts < TIMESTAMP '2026-03-02 23:00:00'");
  }

  @Test
  void clocksArePutForwardAndBack() {
    assertThat(clock("2026-03-01", "2026-03-02", "Europe/Rome").localMicros())
        .isEqualTo("(unix_micros(ts) + 3600000000)");
    assertThat(clock("2026-03-28", "2026-10-25", "Europe/Rome").localMicros())
        .isEqualTo(
            "(unix_micros(ts) + CASE WHEN ts < TIMESTAMP '2026-03-29 01:00:00' THEN 3600000000"
                + " WHEN ts < TIMESTAMP '2026-10-25 01:00:00' THEN 7200000000"
                + " ELSE 3600000000 END)");
  }

  @Test
  void daysWhoseMicrosecondsAreNegativeAreRefused() {
    assertThatThrownBy(() -> clock("1969-12-31", "1970-01-02", "UTC"))
        .isInstanceOf(WeirException.class)
        .hasMessageContaining("1971");
  }
}
