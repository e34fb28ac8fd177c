// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  private static final long SECOND = 1_000_000;

  /** Quiet nights, busy days, noise of a fifth, some huge values and a slow growth. */
  private static double[] days(int size, int day, long seed) {
    Random random = new Random(seed);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      double hour = 24.0 * (i % day) / day;
      double busy = hour > 8 && hour < 18 ? 100 + 20 * Math.sin(hour) : 20;
      values[i] = busy * (1 + i * 0.2 / size) + 20 * random.nextGaussian();
      if (random.nextInt(200) == 0) {
        values[i] += 5000;
      }
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "60, 1440, 4320",
    "60, 1440, 43200",
    "60, 1440, 14397",
    "300, 288, 2016",
    "600, 144, 720",
    "900, 96, 960",
    "3600, 24, 336",
    "3600, 24, 100"
  })
  void findsTheDay(long seconds, int day, int size) {
    Period period = Period.of(days(size, day, 7), seconds * SECOND);
    assertThat(period.points()).isEqualTo(day);
    assertThat(period.explained()).isBetween(0.1, 1.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 7, 37, 100, 250})
  void findsCyclesOfNoCalendar(int length) {
    double[] values = days(1000, length, 8);
    assertThat(Period.of(values, 1).points()).isEqualTo(length);
  }

  @Test
  void findsTheWeekOfDays() {
    double[] values = new double[70];
    Arrays.setAll(values, i -> i % 7 < 5 ? 100 + i % 3 : 20 + i % 3);
    assertThat(Period.of(values, 86_400 * SECOND).points()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noiseHasNone(long seed) {
    double[] values = new Random(seed).doubles(2000).toArray();
    assertThat(Period.of(values, 60 * SECOND).isThere()).isFalse();
  }

  @Test
  void aSlopeHasNone() {
    double[] values = new Random(1).doubles(2000).toArray();
    Arrays.setAll(values, i -> values[i] + i);
    assertThat(Period.of(values, 60 * SECOND).isThere()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8})
  void veryShortSeriesAreNoTrouble(int size) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> i % 2);
    assertThat(Period.of(values, SECOND).points()).isLessThanOrEqualTo(size / 2);
  }

  @Test
  void autocorrelationIsThatOfItsDefinition() {
    double[] values = {1, -2, 3, -1, 0.5, -1.5};
    double[] like = Fourier.autocorrelation(values, 5);
    for (int lag = 0; lag <= 5; lag++) {
      double sum = 0;
      for (int i = lag; i < values.length; i++) {
        sum += values[i] * values[i - lag];
      }
      assertThat(like[lag]).isCloseTo(sum / 17.5, within(1e-12));
    }
  }
}
