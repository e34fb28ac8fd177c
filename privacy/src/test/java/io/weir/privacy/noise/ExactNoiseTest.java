// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeded, so that it passes always or never; chi-square at about 5 deviations. */
class ExactNoiseTest {
  private static final int DRAWS = 200_000;

  @ParameterizedTest
  @CsvSource({"1,10", "1,3", "1,1", "7,2", "20,1", "355,113"})
  void laplaceHasItsProbabilities(long numerator, long denominator) {
    Fraction scale = Fraction.of(numerator, denominator);
    NoiseSource noise = SeededNoise.of(numerator);
    double t = (double) numerator / denominator;
    double norm = (1 - Math.exp(-1 / t)) / (1 + Math.exp(-1 / t));
    assertFits(() -> noise.laplace(scale), x -> norm * Math.exp(-Math.abs(x) / t));
  }

  @ParameterizedTest
  @CsvSource({"1,10", "1,3", "1,1", "7,2", "100,1", "35500,113"})
  void gaussianHasItsProbabilities(long numerator, long denominator) {
    Fraction variance = Fraction.of(numerator, denominator);
    NoiseSource noise = SeededNoise.of(numerator);
    double s = (double) numerator / denominator;
    double total =
        LongStream.rangeClosed(-1000, 1000).mapToDouble(x -> Math.exp(-x * x / (2 * s))).sum();
    assertFits(() -> noise.gaussian(variance), x -> Math.exp(-x * x / (2 * s)) / total);
  }

  /** Pearson's test over values that are expected often enough, and all others together. */
  private static void assertFits(LongSupplier draws, LongToDoubleFunction probability) {
    Map<Long, Long> counts = new TreeMap<>();
    for (int i = 0; i < DRAWS; i++) {
      counts.merge(draws.getAsLong(), 1L, Long::sum);
    }
    double chi = 0;
    double restExpected = DRAWS;
    double restFound = DRAWS;
    int cells = 0;
    for (long x = -1000; x <= 1000; x++) {
      double expected = DRAWS * probability.applyAsDouble(x);
      if (expected >= 20) {
        long found = counts.getOrDefault(x, 0L);
        chi += (found - expected) * (found - expected) / expected;
        restExpected -= expected;
        restFound -= found;
        cells++;
      }
    }
    chi += (restFound - restExpected) * (restFound - restExpected) / Math.max(1, restExpected);
    assertThat(cells).isGreaterThan(0);
    assertThat(chi).isLessThan(cells + 5 * Math.sqrt(2.0 * cells) + 5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 1_000_000_000_000L, 1L << 52})
  void hugeScalesHaveTheirMomentsAndTails(long scale) {
    NoiseSource noise = SeededNoise.of(scale);
    double[] laplace = draws(() -> noise.laplace(Fraction.of(scale)), scale);
    assertThat(mean(laplace)).isCloseTo(0, within(0.02));
    assertThat(mean(squares(laplace))).isCloseTo(2, within(0.08));
    assertThat(beyond(laplace, Math.log(20))).isCloseTo(0.05, within(0.003));
    Fraction variance = Fraction.of(scale).squared();
    double[] gaussian = draws(() -> noise.gaussian(variance), scale);
    assertThat(mean(gaussian)).isCloseTo(0, within(0.015));
    assertThat(mean(squares(gaussian))).isCloseTo(1, within(0.02));
    assertThat(beyond(gaussian, 1.959964)).isCloseTo(0.05, within(0.003));
    assertThat(beyond(gaussian, 3)).isCloseTo(0.0027, within(0.0008));
  }

  private static double[] draws(LongSupplier source, long scale) {
    return LongStream.generate(source).limit(50_000).mapToDouble(x -> (double) x / scale).toArray();
  }

  private static double[] squares(double[] values) {
    return Arrays.stream(values).map(x -> x * x).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double beyond(double[] values, double limit) {
    return Arrays.stream(values).filter(x -> Math.abs(x) > limit).count() / (double) values.length;
  }

  @Test
  void choicesHaveTheProbabilitiesOfTheExponentialMechanism() {
    long[] scores = {5, 3, 5, -40, 4, 9};
    long[] weights = {1, 4, 2, 7, 1, 0};
    NoiseSource noise = SeededNoise.of(1);
    double[] likely =
        IntStream.range(0, 6).mapToDouble(i -> weights[i] * Math.exp(scores[i] / 3.0)).toArray();
    double total = Arrays.stream(likely).sum();
    assertFits(
        () -> noise.choose(scores, weights, Fraction.of(1, 3)),
        x -> x < 0 || x > 5 ? 0 : likely[(int) x] / total);
  }

  @Test
  void aChoiceOfExtremeScoresIsTheBest() {
    NoiseSource noise = SeededNoise.of(2);
    long[] scores = {0, 1L << 60, -(1L << 60)};
    long[] weights = {Long.MAX_VALUE, 1, Long.MAX_VALUE};
    assertThat(IntStream.range(0, 100).map(i -> noise.choose(scores, weights, Fraction.ONE)))
        .containsOnly(1);
  }

  @Test
  void aFactorOfZeroChoosesByWeightAlone() {
    NoiseSource noise = SeededNoise.of(3);
    long[] weights = {3, 1};
    assertFits(
        () -> noise.choose(new long[] {0, 1000}, weights, Fraction.ZERO),
        x -> x == 0 ? 0.75 : x == 1 ? 0.25 : 0);
  }

  @Test
  void secureNoiseIsNeverTheSame() {
    Fraction scale = Fraction.of(1L << 40);
    assertThat(ExactNoise.secure().laplace(scale)).isNotEqualTo(ExactNoise.secure().laplace(scale));
  }

  @Test
  void whatIsNoScaleIsRefused() {
    NoiseSource noise = SeededNoise.of(4);
    for (Fraction scale : List.of(Fraction.ZERO, Fraction.of(-1), Fraction.of((1L << 52) + 1))) {
      assertThatIllegalArgumentException().isThrownBy(() -> noise.laplace(scale));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> noise.gaussian(Fraction.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> noise.choose(new long[0], new long[0], Fraction.ONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> noise.choose(new long[1], new long[1], Fraction.ONE));
  }
}
