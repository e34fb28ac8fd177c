// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceIntervalTest {
  /** By adding probabilities one by one. */
  @ParameterizedTest
  @CsvSource({"1,10", "1,2", "1,1", "2,1", "10,1", "100,3", "1000,1"})
  void laplaceIsTheLeastThatHolds(long numerator, long denominator) {
    double t = (double) numerator / denominator;
    double norm = Math.tanh(1 / (2 * t));
    double within = norm;
    long h = 0;
    while (within < 0.95) {
      h++;
      within += 2 * norm * Math.exp(-h / t);
    }
    assertThat(ConfidenceInterval.laplace(Fraction.of(numerator, denominator))).isEqualTo(h);
  }

  /** ln(20) times the scale. */
  @ParameterizedTest
  @CsvSource({"1000000,2995732", "4503599627370496,13491578750879523"})
  void laplaceHoldsForHugeScales(long scale, long expected) {
    assertThat(ConfidenceInterval.laplace(Fraction.of(scale))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1,100,0", "1,4,1", "1,1,2", "25,1,10", "10000,1,196", "99999999,1,19600"})
  void gaussianIsTheLeastThatHolds(long numerator, long denominator, long expected) {
    assertThat(ConfidenceInterval.gaussian(Fraction.of(numerator, denominator)))
        .isEqualTo(expected);
  }

  /** Where the sum ends and the continuous distribution begins, nothing jumps. */
  @ParameterizedTest
  @CsvSource({"99999999,100000001", "99980001,100020001"})
  void gaussianGoesOnForLargeScales(long below, long above) {
    long some = ConfidenceInterval.gaussian(Fraction.of(below));
    long more = ConfidenceInterval.gaussian(Fraction.of(above));
    assertThat(more - some).isBetween(0L, 5L);
  }

  @ParameterizedTest
  @CsvSource({"1", "30", "1000000"})
  void noiseIsWithinIt95TimesOf100(long scale) {
    NoiseSource noise = SeededNoise.of(scale);
    Fraction t = Fraction.of(scale);
    assertThat(share(() -> noise.laplace(t), ConfidenceInterval.laplace(t)))
        .isBetween(0.9475, scale == 1 ? 1.0 : 0.958);
    assertThat(share(() -> noise.gaussian(t), ConfidenceInterval.gaussian(t)))
        .isBetween(0.9475, scale < 1000 ? 1.0 : 0.9525);
  }

  private static double share(LongSupplier draws, long half) {
    int count = 40_000;
    return LongStream.generate(draws).limit(count).filter(x -> Math.abs(x) <= half).count()
        / (double) count;
  }
}
