// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DeviatesTest {
  /** The 54 values of Rosner's own example, which has three outliers of up to ten. */
  private static final double[] ROSNER = {
    -0.25, 0.68, 0.94, 1.15, 1.20, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58,
    1.65, 1.69, 1.70, 1.76, 1.77, 1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.10, 2.14, 2.15,
    2.23, 2.24, 2.26, 2.35, 2.37, 2.40, 2.47, 2.54, 2.62, 2.64, 2.90, 2.92, 2.92, 2.93, 3.21,
    3.26, 3.30, 3.59, 3.68, 4.30, 4.64, 5.34, 5.42, 6.01
  };

  private static Deviates.Test test(Direction direction, boolean isHybrid) {
    return new Deviates.Test(0.05, direction, isHybrid);
  }

  private static BitSet found(double[] values, int most, Deviates.Test test) {
    BitSet found = new BitSet();
    Arrays.stream(Deviates.of(values, most, test).places()).forEach(found::set);
    return found;
  }

  @Test
  void findsTheOutliersOfRosnersExample() {
    assertThat(Deviates.of(ROSNER, 10, test(Direction.BOTH, false)).places())
        .containsExactly(53, 52, 51);
  }

  /** Few different values, so that many are as far as one another. */
  @Property(tries = 300)
  void findsWhatThePlainWayFinds(
      @ForAll @Size(min = 3, max = 60) int[] numbers, @ForAll @IntRange(min = 2, max = 40) int of) {
    double[] values = Arrays.stream(numbers).mapToDouble(n -> Math.floorMod(n, of)).toArray();
    int most = Math.max(1, (values.length - 1) / 2);
    for (Direction direction : Direction.values()) {
      Deviates.Test test = new Deviates.Test(0.3, direction, true);
      assertThat(found(values, most, test)).isEqualTo(PlainDeviates.of(values, most, test));
    }
  }

  @Property(tries = 100)
  void findsWhatThePlainWayFindsByMeans(@ForAll long seed) {
    Random random = new Random(seed);
    double[] values = random.doubles(80).map(u -> Math.pow(u, -2)).toArray();
    for (Direction direction : Direction.values()) {
      Deviates.Test test = test(direction, false);
      assertThat(found(values, 30, test)).isEqualTo(PlainDeviates.of(values, 30, test));
    }
  }

  @Test
  void ofEqualValuesTheEarliestIsTakenOutFirst() {
    double[] values = {9, 1, 2, 3, 1, 2, 3, 1, 2, 9, 3, 9};
    assertThat(Deviates.of(values, 2, new Deviates.Test(0.5, Direction.POS, true)).places())
        .containsExactly(0, 9);
  }

  @Test
  void whereMostValuesAreOneNothingIsFar() {
    double[] values = {5, 5, 5, 5, 5, 5, 5, 9, 5, 5};
    assertThat(Deviates.of(values, 4, test(Direction.BOTH, true)).places()).isEmpty();
    assertThat(Deviates.of(values, 4, test(Direction.BOTH, false)).places()).containsExactly(7);
  }

  @Test
  void bigValuesLeaveNothingBehindInTheMoments() {
    double[] values = {1, 2, 3, 4, 5, 6, 1e18};
    Moments moments = new Moments(values);
    moments.cut(0, 6);
    assertThat(moments.mean()).isEqualTo(3.5);
    assertThat(moments.deviation()).isCloseTo(Math.sqrt(3.5), within(1e-12));
  }
}
