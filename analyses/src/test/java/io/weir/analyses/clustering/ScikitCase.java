// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import io.weir.analyses.features.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Points made by a generator, and what DBSCAN of scikit-learn 1.9.1 says of them. The first line of
 * a case has the metric, the seed, the number of points and of their numbers, blobs, their width,
 * every which point is noise, eps and min_samples; the second the labels; the third a 1 for each
 * core point.
 */
record ScikitCase(
    Metric metric, double eps, int minPoints, Vectors vectors, List<Integer> labels, String cores) {

  static ScikitCase of(int number) {
    List<String> lines = text("dbscan-" + number + ".txt").lines().toList();
    String[] words = lines.get(0).split(" ", -1);
    Metric metric = Metric.valueOf(words[0].toUpperCase(Locale.ROOT));
    int[] n = Stream.of(words).skip(1).limit(5).mapToInt(Integer::parseInt).toArray();
    Numbers numbers = new Numbers(n[0]);
    double[][] points =
        metric == Metric.JACCARD
            ? numbers.sets(n[1], n[2])
            : numbers.blobs(n[1], n[2], n[3], n[4], Integer.parseInt(words[6]));
    return new ScikitCase(
        metric,
        Double.parseDouble(words[7]),
        Integer.parseInt(words[8]),
        Vectors.of(points),
        Stream.of(lines.get(1).split(" ", -1)).map(Integer::valueOf).toList(),
        lines.get(2));
  }

  private static String text(String name) {
    try (InputStream content =
        Objects.requireNonNull(ScikitCase.class.getResourceAsStream(name), name)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The generator, which any language has in a few lines. */
  static final class Numbers {
    private long state;

    Numbers(long seed) {
      state = seed;
    }

    private int next() {
      state = (state * 1103515245L + 12345L) % (1L << 31);
      return (int) ((state >> 16) % 1000);
    }

    double[][] blobs(int n, int dimensions, int blobs, int width, int noise) {
      int[][] centres = new int[blobs][dimensions];
      for (int[] centre : centres) {
        for (int d = 0; d < dimensions; d++) {
          centre[d] = next();
        }
      }
      double[][] points = new double[n][dimensions];
      for (int i = 0; i < n; i++) {
        for (int d = 0; d < dimensions; d++) {
          if (i % noise == noise - 1) {
            points[i][d] = next() / 1000.0;
          } else {
            int around = next() + next() + next() - 1500;
            points[i][d] = (centres[i % blobs][d] + around * width / 1000.0) / 1000;
          }
        }
      }
      for (int i = 0; i < 20; i++) {
        points[n / 2 + i] = points[i].clone();
      }
      return points;
    }

    double[][] sets(int n, int dimensions) {
      double[][] points = new double[n][dimensions];
      for (int i = 0; i < n; i++) {
        for (int d = 0; d < dimensions; d++) {
          points[i][d] = next() < (d % 3 == i % 3 ? 700 : 150) ? 1 : 0;
        }
      }
      return points;
    }
  }
}
