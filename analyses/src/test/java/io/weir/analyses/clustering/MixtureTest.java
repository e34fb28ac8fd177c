// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.analyses.clustering.ScikitCase.Numbers;
import io.weir.analyses.features.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MixtureTest {
  private static final Mixture.Effort LONG = new Mixture.Effort(1e-10, 5000);

  /**
   * What scikit-learn 1.9.1 finds, which begins at k-means too: the generator's numbers, the mean
   * logarithm of the likelihood, and of each component its weight, mean and covariance.
   */
  static Stream<List<String>> cases() throws IOException {
    try (InputStream content =
        Objects.requireNonNull(MixtureTest.class.getResourceAsStream("gaussian-mixture.txt"))) {
      List<String> lines =
          new String(content.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return Stream.of(lines.subList(0, 5), lines.subList(5, 11), lines.subList(11, 15));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsTheComponentsThatScikitLearnDoes(List<String> expected) {
    int[] n = Stream.of(expected.get(0).split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    Vectors vectors = Vectors.of(new Numbers(n[0]).blobs(n[1], n[2], n[3], n[4], n[5]));
    Mixture mixture = Mixture.of(Distinct.of(vectors), n[3], 5, 1, LONG);
    assertThat(mixture.components()).hasSize(n[3]);
    for (int c = 0; c < n[3]; c++) {
      double[] numbers =
          Stream.of(expected.get(2 + c).split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
      assertThat(mixture.weight(c)).isCloseTo(numbers[0], within(1e-4));
      assertThat(mixture.components().get(c).mean())
          .containsExactly(Arrays.copyOfRange(numbers, 1, 1 + n[2]), within(1e-4));
      assertThat(mixture.components().get(c).covariance())
          .containsExactly(Arrays.copyOfRange(numbers, 1 + n[2], numbers.length), within(1e-5));
    }
  }

  @Test
  void densityIsThatOfTheFormula() {
    Normal normal = new Normal(new double[] {1, 2}, new double[] {4, 1, 1, 2});
    // Determinant 7; the inverse is (2 -1; -1 4) / 7; the difference (2, -1) gives 16 / 7.
    assertThat(normal.logDensity(new double[] {3, 1}, 0))
        .isCloseTo(-Math.log(2 * Math.PI) - 0.5 * Math.log(7) - 8 / 7.0, within(1e-12));
  }

  @Test
  void pointsOnALineAndSinglePointsHaveComponents() {
    double[][] line = new double[40][];
    for (int i = 0; i < line.length; i++) {
      line[i] = new double[] {i % 20 + (i < 20 ? 0 : 100), 7, (i % 20 + (i < 20 ? 0 : 100)) * 1e9};
    }
    Distinct points = Distinct.of(Vectors.of(line));
    Mixture mixture = Mixture.of(points, 2, 5, 1, LONG);
    int[] labels = Mixture.labels(mixture.probabilities(points));
    for (int i = 0; i < points.size(); i++) {
      assertThat(labels[i]).isEqualTo(labels[i < 20 ? 0 : 20]);
    }
    assertThat(labels[0]).isNotEqualTo(labels[20]);
    Distinct one = Distinct.of(Vectors.of(new double[][] {{1, 2}, {1, 2}}));
    assertThat(Mixture.of(one, 5, 1, 1, LONG).probabilities(one)[0]).containsExactly(1.0);
    Distinct none = Distinct.of(Vectors.of(new double[0][]));
    assertThat(Mixture.of(none, 5, 1, 1, LONG).components()).isEmpty();
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    double[][] rows = new Numbers(3).blobs(300, 2, 3, 250, 7);
    double[][] turned = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      turned[i] = rows[rows.length - 1 - i];
    }
    Mixture one = Mixture.of(Distinct.of(Vectors.of(rows)), 3, 3, 1, LONG);
    Mixture other = Mixture.of(Distinct.of(Vectors.of(turned)), 3, 3, 1, LONG);
    for (int c = 0; c < 3; c++) {
      assertThat(other.components().get(c).covariance())
          .containsExactly(one.components().get(c).covariance());
    }
  }
}
