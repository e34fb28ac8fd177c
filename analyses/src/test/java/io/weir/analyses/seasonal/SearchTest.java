// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SearchTest {
  private static final long MINUTE = 60_000_000;

  static Stream<String> shared() {
    return SharedSeries.ALL.stream();
  }

  private static Search search(int period, double maxAnoms, Direction direction) {
    return new Search(
        OptionalInt.of(period),
        maxAnoms,
        new Deviates.Test(0.05, direction, true),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Series series(double... values) {
    Samples samples = new Samples();
    for (int i = 0; i < values.length; i++) {
      samples.add(i * MINUTE, values[i], i);
    }
    return Series.of(samples, new Spacing(MINUTE, 0, false), Aggregate.SUM, Fill.ZERO);
  }

  /** A daily cycle of 48 points, noise, and anomalies on both sides. */
  static double[] made(int size, long seed) {
    Random random = new Random(seed);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = 100 + 30 * Math.sin(2 * Math.PI * i / 48) + 3 * random.nextGaussian();
    }
    for (int i = 50; i < size; i += 97) {
      values[i] += i % 2 == 0 ? 40 : -40;
    }
    return values;
  }

  /** Each on its own points, one behind the other, as Twitter looks at vectors. */
  @ParameterizedTest
  @MethodSource("shared")
  void findsWhatThePlainWayFindsInSeriesOfOthers(String name) {
    Samples samples = SharedSeries.samples(name);
    Series series = Series.of(samples, Spacing.EXACT, Aggregate.SUM, Fill.NONE);
    findsWhatThePlainWayFinds(series, search(24, part(series), Direction.NEG), 24);
    findsWhatThePlainWayFinds(series, search(150, part(series), Direction.BOTH), 150);
    findsWhatThePlainWayFinds(series, search(288, part(series), Direction.POS), 288);
  }

  /** 2 %, of long series 80 points: the plain way is slow. */
  private static double part(Series series) {
    return Math.min(0.02, 80.0 / series.size());
  }

  private static void findsWhatThePlainWayFinds(Series series, Search search, int period) {
    double[] values = series.values();
    Stl plain = PlainStl.of(values, period);
    Stl stl = Stl.of(values, period);
    double size = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    assertThat(stl.seasonal()).containsExactly(plain.seasonal(), within(1e-9 * size));
    assertThat(stl.trend()).containsExactly(plain.trend(), within(1e-9 * size));
    int most = Math.max(1, (int) (values.length * search.maxAnoms()));
    assertThat(search.in(series, 1).anomalies())
        .as("period %d", period)
        .isEqualTo(PlainDeviates.of(rest(values, plain), most, search.test()));
  }

  private static double[] rest(double[] values, Stl stl) {
    double median = PlainStl.median(values);
    return IntStream.range(0, values.length)
        .mapToDouble(i -> values[i] - stl.seasonal()[i] - median)
        .toArray();
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void findsThePlantedOnes(Direction direction) {
    BitSet found = search(48, 0.1, direction).in(series(made(960, 1)), MINUTE).anomalies();
    int[] planted =
        IntStream.iterate(50, i -> i < 960, i -> i + 97)
            .filter(
                i -> direction == Direction.BOTH || (i % 2 == 0) == (direction == Direction.POS))
            .toArray();
    assertThat(found.stream().toArray()).containsExactly(planted);
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void scalingAndShiftingChangeNothing(Direction direction) {
    double[] values = made(960, 2);
    Search search = search(48, 0.2, direction);
    Search.Found once = search.in(series(values), MINUTE);
    double[] other = Arrays.stream(values).map(value -> 1000 + 7 * value).toArray();
    Search.Found again = search.in(series(other), MINUTE);
    assertThat(again.anomalies()).isEqualTo(once.anomalies());
    for (int i = 0; i < values.length; i++) {
      assertThat(again.scores()[i]).isCloseTo(once.scores()[i], within(1e-9));
      assertThat(again.trend()[i] + again.seasonal()[i])
          .isCloseTo(1000 + 7 * (once.trend()[i] + once.seasonal()[i]), within(1e-8));
    }
  }

  @Test
  void turnedOverHighIsLow() {
    double[] values = made(960, 3);
    double[] over = Arrays.stream(values).map(value -> -value).toArray();
    assertThat(search(48, 0.2, Direction.NEG).in(series(over), MINUTE).anomalies())
        .isEqualTo(search(48, 0.2, Direction.POS).in(series(values), MINUTE).anomalies());
  }

  @Test
  void aPieceIsLookedAtApart() {
    double[] values = made(48 * 10, 4);
    double[] higher = Arrays.stream(values).map(value -> value + 500).toArray();
    double[] both =
        IntStream.range(0, 2 * values.length)
            .mapToDouble(i -> i < values.length ? values[i] : higher[i - values.length])
            .toArray();
    Search pieces =
        new Search(
            OptionalInt.of(48),
            0.1,
            new Deviates.Test(0.05, Direction.BOTH, true),
            OptionalInt.of(values.length),
            Optional.empty(),
            Optional.empty());
    BitSet one = pieces.in(series(values), MINUTE).anomalies();
    BitSet two = pieces.in(series(both), MINUTE).anomalies();
    assertThat(one.cardinality()).isPositive();
    assertThat(two.get(0, values.length)).isEqualTo(one);
    assertThat(two.get(values.length, both.length)).isEqualTo(one);
  }

  /** Two in each piece: the first has two greater ones than 90, which the second begins behind. */
  @Test
  void theLastPieceOverlapsAndFindsMore() {
    double[] values = new Random(5).doubles(50).toArray();
    values[1] = 400;
    values[2] = 300;
    values[30] = 90;
    values[49] = 80;
    Search pieces =
        new Search(
            OptionalInt.of(5),
            0.05,
            new Deviates.Test(0.05, Direction.BOTH, true),
            OptionalInt.of(40),
            Optional.empty(),
            Optional.empty());
    assertThat(pieces.in(series(values), MINUTE).anomalies().stream().toArray())
        .containsExactly(1, 2, 30, 49);
  }

  @Test
  void theLastHourAndDayBeginBehindTheirBorder() {
    double[] values = made(3 * 1440, 5);
    for (int back : new int[] {1, 59, 60, 61, 1440, 1441}) {
      values[values.length - back] += 300;
    }
    assertThat(last(values, Filters.OnlyLast.HR)).contains(1, 59, 60).doesNotContain(61);
    assertThat(last(values, Filters.OnlyLast.DAY))
        .contains(1, 59, 60, 61, 1440)
        .doesNotContain(1441);
  }

  private static int[] last(double[] values, Filters.OnlyLast last) {
    Search search =
        new Search(
            OptionalInt.of(48),
            0.002,
            new Deviates.Test(0.05, Direction.POS, true),
            OptionalInt.empty(),
            Optional.of(last),
            Optional.empty());
    return search.in(series(values), MINUTE).anomalies().stream()
        .map(i -> values.length - i)
        .sorted()
        .toArray();
  }

  /** The highest values of three days are 230, 190 and 210: their median is 210. */
  @Test
  void theThresholdIsOfTheDaysHighestValues() {
    double[] values = made(3 * 1440, 6);
    Arrays.setAll(values, i -> i % 97 == 50 ? 100 : values[i]);
    values[100] = 230;
    values[200] = 209;
    values[300] = -900;
    values[1500] = 190;
    values[3000] = 210;
    Search search =
        new Search(
            OptionalInt.of(48),
            0.01,
            new Deviates.Test(0.05, Direction.BOTH, true),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.of(Filters.Threshold.MED_MAX));
    assertThat(search.in(series(values), MINUTE).anomalies().stream().toArray())
        .containsExactly(100, 3000);
  }

  @Test
  void aConstantSeriesHasNone() {
    Search.Found found = search(2, 0.49, Direction.BOTH).in(series(new double[100]), MINUTE);
    assertThat(found.note()).isEqualTo("constant");
    assertThat(found.anomalies().isEmpty()).isTrue();
  }

  @Test
  void tooFewPointsForThePeriodAreTold() {
    Search.Found found = search(10, 0.1, Direction.POS).in(series(made(19, 1)), MINUTE);
    assertThat(found.note()).isEqualTo("too short: 19 points are fewer than two periods of 10");
    assertThat(search(10, 0.1, Direction.POS).in(series(made(20, 1)), MINUTE).note()).isEmpty();
  }
}
