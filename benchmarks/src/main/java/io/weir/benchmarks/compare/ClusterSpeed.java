// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.benchmarks.Words;
import io.weir.job.Analyses;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Weir's {@code dbscan} beside scikit-learn's, on points in twenty blobs with one in ten as noise.
 * Weir's time is that of the whole analysis, from CSV to profiles; of scikit-learn only {@code fit}
 * counts, which has the points in memory.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.compare.ClusterSpeed
 *   [to=DIR] [runs=3] [cases=200000x8,1000000x3] [python=python3]</pre>
 */
public final class ClusterSpeed {
  private static final int BLOBS = 20;
  private static final int NEIGHBOURS = 50;
  private static final int MIN_POINTS = 10;
  private static final int LOOKED_AT = 100;

  private static final String PEER =
      """
      import sys, time, warnings
      warnings.filterwarnings("ignore")
      import numpy
      from sklearn.cluster import DBSCAN
      x = numpy.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
      wall, cpu = time.time(), time.process_time()
      found = DBSCAN(eps=float(sys.argv[2]), min_samples=int(sys.argv[3]), n_jobs=-1).fit(x)
      wall, cpu = time.time() - wall, time.process_time() - cpu
      print(wall, cpu, len(set(found.labels_)))
      """;

  private ClusterSpeed() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words = Words.of(arguments, "to", "runs", "cases", "python");
    Path directory = Files.createDirectories(words.path("to", "points"));
    Path peer = Files.writeString(directory.resolve("peer.py"), PEER);
    int runs = (int) words.number("runs", 3);
    System.out.println("| points | eps | clusters | Weir s | CPU s | scikit-learn s | CPU s |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|");
    for (String made : words.list("cases", "200000x8,1000000x3")) {
      int cross = made.indexOf('x');
      int size = Integer.parseInt(made.substring(0, cross));
      int dimensions = Integer.parseInt(made.substring(cross + 1));
      double[][] points = points(new Random(1), size, dimensions);
      Path file = write(directory.resolve("p" + made + ".csv"), points);
      double eps = eps(points);
      double[][] weir = new double[runs][];
      double[][] other = new double[runs][];
      for (int i = -1; i < runs; i++) {
        double[] its = weir(file, dimensions, eps);
        double[] peers = peer(words.text("python", "python3"), peer, file, eps);
        if (its[2] != peers[2]) {
          throw new IllegalStateException(
              "Weir finds %s clusters, scikit-learn %s".formatted(its[2], peers[2]));
        }
        if (i >= 0) {
          weir[i] = its;
          other[i] = peers;
        }
      }
      System.out.printf(
          Locale.ROOT,
          "| %,d x %d | %.4f | %.0f | %.2f | %.2f | %.2f | %.2f |%n",
          size,
          dimensions,
          eps,
          weir[0][2],
          median(weir, 0),
          median(weir, 1),
          median(other, 0),
          median(other, 1));
    }
  }

  private static double median(double[][] runs, int figure) {
    double[] sorted = Arrays.stream(runs).mapToDouble(run -> run[figure]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Seconds, seconds of processors, and clusters with the noise as one. */
  private static double[] weir(Path file, int dimensions, double eps) {
    String columns =
        IntStream.range(0, dimensions).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
    String table = file.getFileName().toString().replaceFirst("[.]csv$", "");
    Map<String, String> settings =
        Map.of(
            "table",
            table,
            "numerical",
            columns,
            "scaling",
            "none",
            "eps",
            Double.toString(eps),
            "min-points",
            Integer.toString(MIN_POINTS));
    try (WeirEngine weir = new WeirEngine(List.of(file), 2)) {
      double processors = Processors.seconds();
      long start = System.nanoTime();
      String rows =
          weir.size(
              Analyses.named("dbscan", ClusterSpeed.class.getClassLoader()), settings, "clusters");
      double wall = (System.nanoTime() - start) / 1e9;
      double clusters = Double.parseDouble(rows.replace(" rows", ""));
      return new double[] {wall, Processors.seconds() - processors, clusters};
    }
  }

  private static double[] peer(String python, Path program, Path file, double eps)
      throws IOException, InterruptedException {
    List<String> words =
        List.of(
            python,
            program.toString(),
            file.toString(),
            Double.toString(eps),
            Integer.toString(MIN_POINTS));
    String[] told = Command.output(words).strip().split(" ", -1);
    return Arrays.stream(told).mapToDouble(Double::parseDouble).toArray();
  }

  private static double[][] points(Random random, int size, int dimensions) {
    double[][] centres = new double[BLOBS][dimensions];
    for (double[] centre : centres) {
      Arrays.setAll(centre, i -> 10 * random.nextDouble());
    }
    double[][] points = new double[size][dimensions];
    for (double[] point : points) {
      boolean isNoise = random.nextInt(10) == 0;
      double[] centre = centres[random.nextInt(BLOBS)];
      Arrays.setAll(
          point, i -> isNoise ? 10 * random.nextDouble() : centre[i] + 0.4 * random.nextGaussian());
    }
    return points;
  }

  /** The distance within which half of the points in blobs have so many neighbours. */
  private static double eps(double[][] points) {
    double[] found = new double[LOOKED_AT];
    for (int i = 0; i < LOOKED_AT; i++) {
      double[] from = points[i];
      found[i] =
          Arrays.stream(points)
              .mapToDouble(to -> distance(from, to))
              .sorted()
              .skip(NEIGHBOURS)
              .findFirst()
              .orElseThrow();
    }
    Arrays.sort(found);
    return found[LOOKED_AT * 45 / 100];
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  private static Path write(Path file, double[][] points) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          IntStream.range(0, points[0].length)
              .mapToObj(i -> "x" + i)
              .collect(Collectors.joining(",", "", "\n")));
      for (double[] point : points) {
        out.write(
            Arrays.stream(point).mapToObj(Double::toString).collect(Collectors.joining(","))
                + "\n");
      }
    }
    return file;
  }
}
