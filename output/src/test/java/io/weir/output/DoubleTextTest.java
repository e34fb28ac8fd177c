// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubleTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-1.5, -1.5",
    "0.1, 0.1",
    "0.00001, 0.00001",
    "0.000001, 1e-6",
    "1591367999.430166, 1591367999.430166",
    "0.30000000000000004, 0.30000000000000004",
    "0.14285714285714285, 0.14285714285714285",
    "9007199254740993, 9007199254740992.0",
    "9999999999999998, 9999999999999998.0",
    "1E16, 1e16",
    "2E23, 2e23",
    "8.41E21, 8.41e21",
    "4.9E-324, 5e-324",
    "1.7976931348623157E308, 1.7976931348623157e308",
    "NaN, NaN",
    "-Infinity, -Infinity",
  })
  void writesTheShortestText(double value, String text) {
    assertThat(DoubleText.of(value)).isEqualTo(text);
  }

  @Property
  void readsBackAsTheSameDouble(@ForAll double value) {
    assertThat(Double.parseDouble(DoubleText.of(value))).isEqualTo(value);
  }

  @Property
  void aDecimalOfMicrosecondsStaysThatDecimal(
      @ForAll @LongRange(max = 4_000_000_000_000_000L) long micros) {
    BigDecimal seconds = BigDecimal.valueOf(micros, 6);
    assertThat(new BigDecimal(DoubleText.of(seconds.doubleValue()))).isEqualByComparingTo(seconds);
  }

  @Property
  void isNeverLongerThanTheJdksText(@ForAll double value) {
    assertThat(digits(DoubleText.of(value))).isLessThanOrEqualTo(digits(Double.toString(value)));
  }

  private static int digits(String text) {
    return new BigDecimal(text).stripTrailingZeros().precision();
  }
}
