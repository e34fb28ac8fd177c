// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void sameRowsAreSaidToBeIdentical() {
    Comparison same = new Comparison("top-talkers", List.of("a", "b"), List.of("a", "b"));
    assertThat(same.isSame()).isTrue();
    assertThat(same.lines())
        .containsExactly("top-talkers: the 2 rows of the stream and of the file are identical");
  }

  @Test
  void differencesAreShownFromBothSides() {
    Comparison differing =
        new Comparison("top-talkers", List.of("a", "a", "b", "c"), List.of("a", "b", "d"));
    assertThat(differing.isSame()).isFalse();
    assertThat(differing.lines())
        .containsExactly(
            "top-talkers: the 4 rows of the stream and the 3 of the file differ",
            "  only in the stream: 2",
            "    a",
            "    c",
            "  only in the file: 1",
            "    d");
  }
}
