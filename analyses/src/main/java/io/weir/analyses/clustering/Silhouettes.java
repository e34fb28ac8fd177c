// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much nearer points are to their own cluster than to the next (Rousseeuw, Silhouettes, 1987).
 */
final class Silhouettes {
  /** Of more points, so many are looked at: the work grows with their square. */
  static final int MOST = 4000;

  private Silhouettes() {}

  /**
   * The mean silhouette of each cluster; NaN of all where there is but one, 0 of a cluster of one
   * point. Points without a cluster are left out.
   *
   * @param labels of each of the different points
   */
  static double[] of(Distinct points, Metric metric, int[] labels, int clusters) {
    double[] means = new double[clusters];
    if (clusters < 2) {
      Arrays.fill(means, Double.NaN);
      return means;
    }
    int[] members = IntStream.range(0, points.size()).filter(i -> labels[i] >= 0).toArray();
    int step = Math.max(1, (members.length + MOST - 1) / MOST);
    int[] looked =
        IntStream.range(0, members.length)
            .filter(i -> i % step == 0)
            .map(i -> members[i])
            .toArray();
    double[] silhouettes =
        IntStream.of(looked)
            .parallel()
            .mapToDouble(i -> silhouette(points, metric, labels, clusters, looked, i))
            .toArray();
    long[] weights = weights(points, labels, clusters, looked);
    for (int i = 0; i < looked.length; i++) {
      means[labels[looked[i]]] += silhouettes[i] * points.weight(looked[i]);
    }
    for (int c = 0; c < clusters; c++) {
      means[c] = weights[c] == 0 ? Double.NaN : means[c] / weights[c];
    }
    return means;
  }

  private static long[] weights(Distinct points, int[] labels, int clusters, int[] looked) {
    long[] weights = new long[clusters];
    for (int i : looked) {
      weights[labels[i]] += points.weight(i);
    }
    return weights;
  }

  private static double silhouette(
      Distinct points, Metric metric, int[] labels, int clusters, int[] looked, int point) {
    double[] sums = new double[clusters];
    int dimensions = points.dimensions();
    for (int other : looked) {
      if (other != point) {
        sums[labels[other]] +=
            points.weight(other)
                * metric.between(
                    points.values(),
                    point * dimensions,
                    points.values(),
                    other * dimensions,
                    dimensions);
      }
    }
    long[] weights = weights(points, labels, clusters, looked);
    int own = labels[point];
    if (weights[own] < 2) {
      return 0;
    }
    double within = sums[own] / (weights[own] - 1);
    double next = Double.POSITIVE_INFINITY;
    for (int c = 0; c < clusters; c++) {
      if (c != own && weights[c] > 0) {
        next = Math.min(next, sums[c] / weights[c]);
      }
    }
    double larger = Math.max(within, next);
    return larger == 0 || Double.isInfinite(next) ? 0 : (next - within) / larger;
  }
}
