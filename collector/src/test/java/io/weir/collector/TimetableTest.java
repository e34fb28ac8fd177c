// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimetableTest {
  private static final long SECOND = 1_000_000_000L;

  /** Micros of a capture that lasts ten seconds. */
  private static final long[] CAPTURE = {5_000_000, 7_000_000, 15_000_000};

  @Test
  void ownTimesCountFromTheFirstDatagram() {
    Timetable times = new Timetable(new DatagramSender.Pace(0, 2));
    assertThat(times.due(100 * SECOND, CAPTURE[0])).isEqualTo(100 * SECOND);
    assertThat(times.due(100 * SECOND, CAPTURE[1])).isEqualTo(101 * SECOND);
    assertThat(times.due(101 * SECOND, CAPTURE[2])).isEqualTo(105 * SECOND);
    assertThat(times.due(105 * SECOND, 0)).as("before the first").isEqualTo(100 * SECOND);
  }

  @Test
  void eachPassHasThePaceOfTheFirst() {
    Timetable times = new Timetable(DatagramSender.Pace.OWN);
    for (int pass = 1; pass <= 3; pass++) {
      times.again();
      long now = pass * 100L * SECOND;
      assertThat(times.due(now, CAPTURE[0])).isEqualTo(now);
      assertThat(times.due(now, CAPTURE[1])).isEqualTo(now + 2 * SECOND);
      assertThat(times.due(now + 2 * SECOND, CAPTURE[2])).isEqualTo(now + 10 * SECOND);
    }
  }

  @Test
  void steadyRateGoesOnFromPassToPass() {
    Timetable times = new Timetable(new DatagramSender.Pace(4, 1));
    times.again();
    assertThat(times.due(SECOND, 0)).isEqualTo(SECOND);
    assertThat(times.due(SECOND, 0)).isEqualTo(SECOND + SECOND / 4);
    times.again();
    assertThat(times.due(SECOND + SECOND / 4, 0)).isEqualTo(SECOND + SECOND / 2);
    assertThat(times.due(SECOND + SECOND / 2, 0)).isEqualTo(SECOND + SECOND / 4 * 3);
    times.again();
    assertThat(times.due(9 * SECOND, 0)).as("nothing is caught up with").isEqualTo(9 * SECOND);
    assertThat(times.due(9 * SECOND, 0)).isEqualTo(9 * SECOND + SECOND / 4);
  }
}
