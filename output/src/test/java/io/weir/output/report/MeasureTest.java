// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "999.6, 1 KB",
    "1000, 1 KB",
    "1234, 1.23 KB",
    "99949, 99.9 KB",
    "130248000, 130 MB",
    "1.5e9, 1.5 GB",
    "2e15, 2 PB",
    "5e21, 5000 EB",
    "-1500, -1.5 KB",
    "NaN, ''",
    "Infinity, ''"
  })
  void bytesAreToldInUnitsOfAThousand(double value, String text) {
    assertThat(Measure.BYTES.text(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "1500, 1.5 k", "2.5e6, 2.5 M", "0.25, 0.25", "0.004, 0.0040"})
  void countsAreShort(double value, String text) {
    assertThat(Measure.COUNT.text(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 s", "0.0123, 12.3 ms", "1.5, 1.5 s", "90, 90 s", "-0.5, -500 ms"})
  void timesAreSecondsOrParts(double value, String text) {
    assertThat(Measure.SECONDS.text(value)).isEqualTo(text);
  }

  @Test
  void axesOfCountsHaveNoParts() {
    assertThat(Measure.COUNT.tick(0.5)).isBlank();
    assertThat(Measure.COUNT.tick(2)).isEqualTo("2");
    assertThat(Measure.COUNT.tick(12_500)).isEqualTo("12.5 k");
  }

  @Test
  void lengthsHaveTwoUnits() {
    assertThat(Measure.length(Duration.ofHours(50))).isEqualTo("2 d 2 h");
    assertThat(Measure.length(Duration.ofMinutes(61))).isEqualTo("1 h 1 min");
    assertThat(Measure.length(Duration.ofSeconds(123))).isEqualTo("2 min 3 s");
    assertThat(Measure.length(Duration.ofMillis(250))).isEqualTo("250 ms");
  }
}
