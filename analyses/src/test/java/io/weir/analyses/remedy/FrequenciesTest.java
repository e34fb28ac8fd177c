// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrequenciesTest {
  private static Frequencies<Integer> of(List<Integer> counts) {
    Frequencies<Integer> frequencies = new Frequencies<>();
    for (int value = 0; value < counts.size(); value++) {
      frequencies.add(value, counts.get(value));
    }
    frequencies.rank();
    return frequencies;
  }

  /**
   * Ranks of the quartiles are (rank - 1) + what of the value's share is needed; the fence is at q3
   * + 1.5 (q3 - q1), rounded down.
   */
  @ParameterizedTest
  @CsvSource({
    // One value alone is usual.
    "100, 1",
    // q1 -0.72, q3 -0.17, fence 0.67: the first rank.
    "90 5 5, 1",
    // q1 -0.67, q3 0, fence 1: the second rank.
    "75 25, 2",
    "76 24, 1",
    // q1 -0.5, q3 0.5, fence 2: beyond the last.
    "50 50, 2",
    // q1 -0.5, q3 0.83, fence 2.83: the third rank, and what is as frequent.
    "50 30 10 10, 4",
    "50 30 12 8, 3",
  })
  void valuesBeyondTheFenceAreUnusual(String counts, int usual) {
    List<Integer> all = List.of(counts.split(" ", -1)).stream().map(Integer::valueOf).toList();
    Frequencies<Integer> frequencies = of(all);
    for (int value = 0; value < all.size(); value++) {
      assertThat(frequencies.isUsual(value)).as("%d", value).isEqualTo(value < usual);
    }
  }

  @Test
  void sharesAreOfAllResolutions() {
    Frequencies<Integer> frequencies = of(List.of(90, 6, 4));
    assertThat(frequencies.share(1)).isEqualTo(0.06);
    assertThat(frequencies.leastShare()).isEqualTo(0.9);
    assertThat(frequencies.share(7)).isZero();
  }

  @Test
  void ofNothingNothingIsUnusual() {
    Frequencies<Integer> none = of(List.of());
    assertThat(none.isUsual(1)).isTrue();
    assertThat(none.leastShare()).isZero();
  }
}
