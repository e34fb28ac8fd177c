// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {
  private static final long SECOND = 1_000_000;

  /** Seconds and values in turns. */
  private static Samples samples(double... pairs) {
    Samples samples = new Samples();
    for (int i = 0; i < pairs.length; i += 2) {
      samples.add((long) (pairs[i] * SECOND), pairs[i + 1], i / 2);
    }
    samples.sort();
    return samples;
  }

  private static Series series(Samples samples, Aggregate aggregate, Fill fill) {
    return Series.of(samples, Spacing.of(Optional.empty(), List.of(samples)), aggregate, fill);
  }

  private static Series every(Samples samples, String duration, Fill fill) {
    Spacing spacing = Spacing.of(Optional.of(Duration.parse(duration)), List.of(samples));
    return Series.of(samples, spacing, Aggregate.SUM, fill);
  }

  @Test
  void theStepIsTheMostFrequentAndTimesMayBeALittleOff() {
    Samples samples = samples(0, 1, 60, 2, 121, 3, 181, 4, 299, 6, 359, 7);
    Series series = series(samples, Aggregate.SUM, Fill.ZERO);
    assertThat(series.times())
        .containsExactly(
            0, 60 * SECOND, 120 * SECOND, 180 * SECOND, 240 * SECOND, 300 * SECOND, 360 * SECOND);
    assertThat(series.values()).containsExactly(1, 2, 3, 4, 0, 6, 7);
    assertThat(series.filled().stream()).containsExactly(4);
    assertThat(series.points()).containsExactly(0, 1, 2, 3, 5, 6);
  }

  @Test
  void gapsAreFilledAsAsked() {
    Samples samples = samples(0, 1, 1, 2, 2, 3, 5, 9);
    assertThat(series(samples, Aggregate.SUM, Fill.ZERO).values())
        .containsExactly(1, 2, 3, 0, 0, 9);
    assertThat(series(samples, Aggregate.SUM, Fill.INTERPOLATE).values())
        .containsExactly(1, 2, 3, 5, 7, 9);
    assertThat(series(samples, Aggregate.SUM, Fill.NONE).values()).containsExactly(1, 2, 3, 9);
  }

  @ParameterizedTest
  @CsvSource({"SUM, 6", "COUNT, 3", "MEAN, 2", "MIN, 1", "MAX, 3"})
  void rowsOfOneTimeAreOnePoint(Aggregate aggregate, double together) {
    Samples samples = samples(1, 3, 0, 7, 1, 1, 1, 2);
    Series series = series(samples, aggregate, aggregate.fill());
    assertThat(series.values()[1]).isEqualTo(together);
    assertThat(series.points()).containsExactly(0, 1, 1, 1);
    assertThat(samples.place(0)).isEqualTo(1);
  }

  @Test
  void aStepThatIsGivenBeginsAtItsMultiples() {
    Samples samples = samples(61, 1, 119, 2, 120, 4, 359.999999, 8);
    Series series = every(samples, "PT1M", Fill.ZERO);
    assertThat(series.times()[0]).isEqualTo(60 * SECOND);
    assertThat(series.values()).containsExactly(3, 4, 0, 0, 8);
    assertThat(every(samples, "PT1M", Fill.NONE).values()).containsExactly(3, 4, 8);
  }

  @Test
  void timesBefore1970AreInTheirPoint() {
    assertThat(every(samples(-61, 1, -60, 2, -1, 4), "PT1M", Fill.ZERO).values())
        .containsExactly(1, 6);
  }

  @Test
  void irregularRowsAreRefusedWhereNoStepIsGiven() {
    Samples samples = samples(0, 1, 0.000001, 1, 5000, 1);
    assertThatThrownBy(() -> series(samples, Aggregate.SUM, Fill.ZERO))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot make a series of the rows: 3 rows from 1970-01-01T00:00 to"
                + " 1970-01-01T01:23:20 are too irregular for a point every PT0.000001S. Set every,"
                + " such as 1m.");
  }

  @Test
  void tooManyPointsAreRefused() {
    assertThatThrownBy(() -> every(samples(0, 1, 1e9, 1), "PT1S", Fill.ZERO))
        .isInstanceOf(WeirException.class)
        .hasMessageStartingWith("Cannot make a series of the rows: ");
  }
}
