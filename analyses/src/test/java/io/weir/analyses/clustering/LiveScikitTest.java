// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.analyses.features.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * DBSCAN of the scikit-learn that is on this machine says the same of points that nobody has looked
 * at before: labels and core points, exactly. Runs with {@code -Pfull}, where it is installed
 * (Debian's python3-sklearn).
 */
class LiveScikitTest {
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  /** Reads points, tells each one's label and whether it is a core point. */
  private static final String PROGRAM =
      """
      import sys, warnings
      warnings.filterwarnings("ignore")
      import numpy
      from sklearn.cluster import DBSCAN
      points = numpy.loadtxt(sys.argv[1], delimiter=",", ndmin=2)
      if sys.argv[2] == "jaccard":
          points = points.astype(bool)
      how = "ball_tree" if sys.argv[2] == "haversine" else "auto"
      found = DBSCAN(eps=float(sys.argv[3]), min_samples=int(sys.argv[4]), metric=sys.argv[2],
                     algorithm=how).fit(points)
      cores = set(found.core_sample_indices_)
      for i, label in enumerate(found.labels_):
          print(label, 1 if i in cores else 0)
      """;

  private static String python = "";

  private final Path directory;

  LiveScikitTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void findScikitLearn() throws IOException, InterruptedException {
    assumeTrue(Boolean.getBoolean("weir.full"), "scikit-learn is asked with -Pfull only");
    for (String candidate : PYTHONS) {
      if (python.isEmpty() && hasScikitLearn(candidate)) {
        python = candidate;
      }
    }
    assumeTrue(!python.isEmpty(), "python3-sklearn is not installed");
  }

  private static boolean hasScikitLearn(String candidate) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(candidate, "-c", "import sklearn.cluster")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such Python
    }
  }

  /** A line a point: its label, and 1 for a core point. */
  private List<String> asked(double[][] points, Metric metric, double eps, int minPoints)
      throws IOException, InterruptedException {
    Path file =
        Files.write(
            directory.resolve("points.csv"),
            Arrays.stream(points)
                .map(
                    point ->
                        Arrays.stream(point)
                            .mapToObj(Double::toString)
                            .collect(Collectors.joining(",")))
                .toList());
    Path answer = directory.resolve("answer");
    Process process =
        new ProcessBuilder(
                python,
                Files.writeString(directory.resolve("ask.py"), PROGRAM).toString(),
                file.toString(),
                metric.name().toLowerCase(Locale.ROOT),
                Double.toString(eps),
                Integer.toString(minPoints))
            .redirectErrorStream(true)
            .redirectOutput(answer.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(answer)).isZero();
    return Files.readAllLines(answer);
  }

  private static List<String> found(double[][] rows, Metric metric, double eps, int minPoints) {
    Distinct points = Distinct.of(Vectors.of(rows));
    DensityClusters.Clusters clusters = DensityClusters.of(points, metric, eps, minPoints, true);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      int group = points.group(i);
      lines.add(clusters.labels()[group] + (clusters.isCore()[group] ? " 1" : " 0"));
    }
    return lines;
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void saysTheSameByEveryMetric(Metric metric) throws IOException, InterruptedException {
    for (int seed = 100; seed < 103; seed++) {
      ScikitCase.Numbers numbers = new ScikitCase.Numbers(seed);
      int dimensions = metric == Metric.HAVERSINE ? 2 : 3;
      double[][] points =
          metric == Metric.JACCARD
              ? numbers.sets(300, 12)
              : numbers.blobs(1500, dimensions, 6, 90, 9);
      double eps =
          switch (metric) {
            case COSINE -> 0.0007;
            case JACCARD -> 0.31;
            case MANHATTAN -> 0.061;
            default -> 0.033;
          };
      assertThat(found(points, metric, eps, 7))
          .as("seed %d", seed)
          .isEqualTo(asked(points, metric, eps, 7));
    }
  }

  @ParameterizedTest
  @CsvSource({"5000, 2, 0.07", "5000, 8, 0.9", "20000, 3, 0.2"})
  void saysTheSameOfBlobsAmongNoise(int size, int dimensions, double eps)
      throws IOException, InterruptedException {
    Random random = new Random(size + dimensions);
    double[][] points = new double[size][dimensions];
    for (int i = 0; i < size; i++) {
      int blob = i % 20;
      boolean isNoise = i % 10 == 9;
      Arrays.setAll(
          points[i],
          d ->
              isNoise
                  ? 10 * random.nextDouble()
                  : (blob * (d + 3)) % 10 + 0.3 * random.nextGaussian());
    }
    List<String> told = asked(points, Metric.EUCLIDEAN, eps, 10);
    assertThat(found(points, Metric.EUCLIDEAN, eps, 10)).isEqualTo(told);
    assertThat(told).anyMatch(line -> line.startsWith("-1 ")).contains("1 1");
  }
}
