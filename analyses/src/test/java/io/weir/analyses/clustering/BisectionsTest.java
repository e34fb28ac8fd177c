// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.analyses.clustering.ScikitCase.Numbers;
import io.weir.analyses.features.Vectors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BisectionsTest {
  private static Distinct points(double... values) {
    return Distinct.of(
        Vectors.of(Arrays.stream(values).mapToObj(v -> new double[] {v}).toArray(double[][]::new)));
  }

  @Test
  void theLargestOfALevelAreDividedFirst() {
    // Halves {0,1,2,10,11,12} and {100,101}: of a third cluster the larger half is made.
    Distinct points = points(0, 1, 2, 10, 11, 12, 100, 101);
    assertThat(Bisections.of(points, 3, 3, 1).labels(points))
        .containsExactly(0, 0, 0, 1, 1, 1, 2, 2);
    // Both halves are divided before the parts of either.
    assertThat(Bisections.of(points, 4, 3, 1).labels(points))
        .containsExactly(0, 0, 0, 1, 1, 1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8, 100})
  void eachClusterHasAPointAndNoneAreMoreThanAsked(int k) {
    Distinct points = Distinct.of(Vectors.of(new Numbers(9).blobs(60, 3, 4, 300, 5)));
    Bisections tree = Bisections.of(points, k, 2, 1);
    assertThat(tree.clusters()).isEqualTo(Math.min(k, points.size()));
    Map<Integer, Integer> sizes = new HashMap<>();
    Arrays.stream(tree.labels(points)).forEach(label -> sizes.merge(label, 1, Integer::sum));
    assertThat(sizes).hasSize(tree.clusters());
  }

  @Test
  void blobsFarFromEachOtherAreTheClusters() {
    double[][] rows = new double[400][];
    Numbers numbers = new Numbers(21);
    double[][] around = numbers.blobs(400, 2, 4, 20, Integer.MAX_VALUE);
    double[][] corners = {{0, 0}, {0, 50}, {80, 0}, {80, 50}};
    for (int i = 0; i < rows.length; i++) {
      double[] corner = corners[i % 4];
      rows[i] = new double[] {corner[0] + around[i][0], corner[1] + around[i][1]};
    }
    Vectors vectors = Vectors.of(rows);
    Distinct points = Distinct.of(vectors);
    int[] labels = Bisections.of(points, 4, 3, 1).labels(points);
    for (int i = 4; i < rows.length; i++) {
      assertThat(labels[points.group(i)]).isEqualTo(labels[points.group(i % 4)]);
    }
    assertThat(Arrays.stream(labels).distinct().count()).isEqualTo(4);
  }

  @Test
  void pointsThatCannotBeToldApartAreNotDivided() {
    Distinct points = points(-0.0, 0.0, 5);
    Bisections tree = Bisections.of(points, 3, 2, 1);
    assertThat(tree.clusters()).isEqualTo(2);
    assertThat(tree.labels(points)).containsExactly(0, 0, 1);
    // Squares of these distances are not finite.
    Distinct far = points(-1e200, 1e200, 2e200, 3);
    assertThat(Arrays.stream(Bisections.of(far, 4, 2, 1).labels(far)))
        .allMatch(label -> label >= 0);
  }

  @Test
  void aTreeIsWholeOrRefused() {
    Bisections.Node root = new Bisections.Node(-1, -1);
    Bisections.Node first = new Bisections.Node(0, 0);
    assertThat(Bisections.isTree(List.of(root, first, new Bisections.Node(0, 1)))).isTrue();
    assertThat(Bisections.isTree(List.of())).isFalse();
    assertThat(Bisections.isTree(List.of(root, first))).isFalse();
    assertThat(Bisections.isTree(List.of(root, first, first))).isFalse();
    assertThat(Bisections.isTree(List.of(root, first, new Bisections.Node(0, 9)))).isFalse();
    assertThat(Bisections.isTree(List.of(root, first, new Bisections.Node(2, 1)))).isFalse();
  }

  @Test
  void noPointsHaveNoClusters() {
    Distinct none = Distinct.of(Vectors.of(new double[0][]));
    assertThat(Bisections.of(none, 3, 1, 1).clusters()).isZero();
  }
}
