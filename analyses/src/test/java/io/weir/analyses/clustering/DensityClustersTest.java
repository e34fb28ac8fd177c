// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.analyses.features.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DensityClustersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void answersAsScikitLearnDoes(int number) {
    ScikitCase expected = ScikitCase.of(number);
    Distinct points = Distinct.of(expected.vectors());
    DensityClusters.Clusters found =
        DensityClusters.of(points, expected.metric(), expected.eps(), expected.minPoints(), true);
    assertThat(labels(points, expected.vectors(), found)).isEqualTo(expected.labels());
    StringBuilder cores = new StringBuilder();
    for (int i = 0; i < expected.vectors().size(); i++) {
      cores.append(found.isCore()[points.group(i)] ? '1' : '0');
    }
    assertThat(cores).hasToString(expected.cores());
  }

  private static List<Integer> labels(
      Distinct points, Vectors vectors, DensityClusters.Clusters found) {
    return IntStream.range(0, vectors.size())
        .mapToObj(i -> found.labels()[points.group(i)])
        .toList();
  }

  private static List<Integer> labels(
      double[][] rows, Metric metric, double radius, int minPoints, boolean isByRow) {
    Vectors vectors = Vectors.of(rows);
    Distinct points = Distinct.of(vectors);
    return labels(points, vectors, DensityClusters.of(points, metric, radius, minPoints, isByRow));
  }

  /** A second way to the same clusters: all distances, and a walk from core to core. */
  private static List<Integer> byAllDistances(
      double[][] rows, Metric metric, double radius, int minPoints) {
    int n = rows.length;
    Integer[] labels = new Integer[n];
    int next = 0;
    for (int i = 0; i < n; i++) {
      if (labels[i] == null && near(rows, metric, radius, i).size() >= minPoints) {
        List<Integer> queue = new ArrayList<>(List.of(i));
        labels[i] = next;
        for (int at = 0; at < queue.size(); at++) {
          List<Integer> near = near(rows, metric, radius, queue.get(at));
          if (near.size() >= minPoints) {
            for (int j : near) {
              if (labels[j] == null) {
                labels[j] = next;
                queue.add(j);
              }
            }
          }
        }
        next++;
      }
    }
    return Arrays.stream(labels).map(label -> label == null ? -1 : label).toList();
  }

  private static List<Integer> near(double[][] rows, Metric metric, double radius, int i) {
    return IntStream.range(0, rows.length)
        .filter(j -> i == j || isNear(rows[i], rows[j], metric, radius))
        .boxed()
        .toList();
  }

  /** Equal rows are near by every metric, those of zeros too. */
  private static boolean isNear(double[] a, double[] b, Metric metric, double radius) {
    if (Arrays.equals(a, b)) {
      return true;
    }
    return metric == Metric.EUCLIDEAN
        ? Metric.squares(a, 0, b, 0, a.length) <= radius * radius
        : metric.between(a, 0, b, 0, a.length) <= radius;
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void theTreeChangesNothing(Metric metric) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int dimensions = metric == Metric.HAVERSINE ? 2 : 1 + random.nextInt(4);
      double[][] rows = new double[1 + random.nextInt(250)][dimensions];
      for (double[] row : rows) {
        // A coarse grid has many equal distances and equal rows, and zero vectors.
        Arrays.setAll(row, d -> (random.nextInt(9) - 4) / 4.0);
      }
      double radius = new double[] {0, 0.25, 0.3, 0.5, 1, 1.5}[random.nextInt(6)];
      int minPoints = 1 + random.nextInt(6);
      assertThat(labels(rows, metric, radius, minPoints, true))
          .as("seed %d, radius %s, min %d", seed, radius, minPoints)
          .isEqualTo(byAllDistances(rows, metric, radius, minPoints));
    }
  }

  /** The example of its manual page, and its demonstration of three blobs. */
  @Test
  void answersTheCasesOfScikitLearnsDocumentation() throws IOException {
    double[][] six = {{1, 2}, {2, 2}, {2, 3}, {8, 7}, {8, 8}, {25, 80}};
    assertThat(labels(six, Metric.EUCLIDEAN, 3, 2, true)).containsExactly(0, 0, 0, 1, 1, -1);
    List<String> lines = documented();
    double[][] rows = new double[lines.size()][];
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      String[] words = lines.get(i).split(" ", -1);
      rows[i] = new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])};
      expected.add(words[2] + " " + words[3]);
    }
    Distinct points = Distinct.of(Vectors.of(rows));
    DensityClusters.Clusters found = DensityClusters.of(points, Metric.EUCLIDEAN, 0.3, 10, true);
    List<String> told = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      int group = points.group(i);
      told.add(found.labels()[group] + (found.isCore()[group] ? " 1" : " 0"));
    }
    assertThat(told).isEqualTo(expected);
    assertThat(found.count()).isEqualTo(3);
  }

  /** A point, its label and 1 for a core point in each line, of scikit-learn 1.2.1. */
  private static List<String> documented() throws IOException {
    try (InputStream content =
        Objects.requireNonNull(
            DensityClustersTest.class.getResourceAsStream("dbscan-documentation.txt"))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void aDistanceOfExactlyTheRadiusIsNearAndAPointIsItsOwnNeighbour() {
    double[][] rows = {{0}, {1}, {2}, {3.5}};
    assertThat(labels(rows, Metric.EUCLIDEAN, 1, 3, true)).containsExactly(0, 0, 0, -1);
    assertThat(labels(rows, Metric.EUCLIDEAN, 1, 1, true)).containsExactly(0, 0, 0, 1);
    assertThat(labels(rows, Metric.EUCLIDEAN, 0.99, 2, true)).containsExactly(-1, -1, -1, -1);
  }

  @Test
  void aBorderPointBelongsToTheFirstClusterThatReachesIt() {
    double[][] rows = {{2}, {4}, {4.1}, {5}, {0}, {-0.1}, {-1}};
    assertThat(labels(rows, Metric.EUCLIDEAN, 2, 4, true)).containsExactly(0, 0, 0, 0, 1, 1, 1);
    double[][] turned = {{0}, {-0.1}, {-1}, {2}, {4}, {4.1}, {5}};
    assertThat(labels(turned, Metric.EUCLIDEAN, 2, 4, true)).containsExactly(0, 0, 0, 0, 1, 1, 1);
  }

  @Test
  void withoutAnOrderTheAnswerIsThatOfEachOrder() {
    double[][] rows = new ScikitCase.Numbers(9).blobs(400, 2, 4, 80, 10);
    List<Integer> labels = labels(rows, Metric.EUCLIDEAN, 0.05, 5, false);
    double[][] turned = new double[rows.length][];
    Arrays.setAll(turned, i -> rows[rows.length - 1 - i]);
    List<Integer> backwards = new ArrayList<>(labels(turned, Metric.EUCLIDEAN, 0.05, 5, false));
    java.util.Collections.reverse(backwards);
    assertThat(backwards).isEqualTo(labels);
  }

  @Test
  void silhouettesAreThoseOfScikitLearn() {
    ScikitCase made = ScikitCase.of(1);
    Distinct points = Distinct.of(made.vectors());
    DensityClusters.Clusters found =
        DensityClusters.of(points, made.metric(), made.eps(), made.minPoints(), true);
    assertThat(Silhouettes.of(points, made.metric(), found.labels(), found.count()))
        .containsExactly(new double[] {0.9184253605910302, 0.8321889311146333}, within(1e-9));
  }

  @Test
  void allLeavesOfATreeAreSmall() {
    double[][] rows = new ScikitCase.Numbers(3).blobs(5000, 3, 9, 200, 3);
    Distinct points = Distinct.of(Vectors.of(rows));
    KdTree tree = new KdTree(new Space(Metric.EUCLIDEAN, 1, 3), points.values(), points.size());
    assertThat(IntStream.range(0, tree.nodes()).filter(tree::isLeaf))
        .allMatch(leaf -> tree.to(leaf) - tree.from(leaf) <= 16);
  }
}
