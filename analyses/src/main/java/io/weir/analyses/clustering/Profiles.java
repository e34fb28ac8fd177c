// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import io.weir.analyses.features.Encoded;
import io.weir.model.analysis.WholeOut;
import java.util.ArrayList;
import java.util.List;

/** What the rows of each cluster are like. */
final class Profiles {
  private final Encoded encoded;
  private final Distinct points;
  private final int dimensions;
  private final int clusters;

  /** Rows of each cluster; those in none come last. */
  private final long[] sizes;

  private final double[] sums;

  Profiles(Encoded encoded, Distinct points, int[] labels, int clusters) {
    this.encoded = encoded;
    this.points = points;
    this.dimensions = points.dimensions();
    this.clusters = clusters;
    this.sizes = new long[clusters + 1];
    this.sums = new double[(clusters + 1) * dimensions];
    for (int i = 0; i < points.size(); i++) {
      add(i, labels[i] < 0 ? clusters : labels[i]);
    }
  }

  private void add(int point, int cluster) {
    sizes[cluster] += points.weight(point);
    for (int d = 0; d < dimensions; d++) {
      sums[cluster * dimensions + d] +=
          points.values()[point * dimensions + d] * points.weight(point);
    }
  }

  /** Writes a row a cluster, and a row a cluster and feature; those in none first. */
  void write(double[] silhouettes, WholeOut.Rows summary, WholeOut.Rows profile) {
    long all = 0;
    for (long size : sizes) {
      all += size;
    }
    List<String> names = encoded.map().names();
    for (int i = 0; i <= clusters; i++) {
      int cluster = i == 0 ? clusters : i - 1;
      if (sizes[cluster] == 0) {
        continue;
      }
      long number = i - 1L;
      boolean isKnown = cluster < clusters && !Double.isNaN(silhouettes[cluster]);
      summary.row(
          number,
          sizes[cluster],
          (double) sizes[cluster] / all,
          isKnown ? silhouettes[cluster] : null,
          centre(cluster));
      for (int d = 0; d < dimensions; d++) {
        double mean = sums[cluster * dimensions + d] / sizes[cluster];
        profile.row(
            number,
            names.get(d),
            encoded.map().original(d, mean),
            encoded.map().original(d, total(d) / all));
      }
    }
  }

  private double total(int dimension) {
    double total = 0;
    for (int c = 0; c <= clusters; c++) {
      total += sums[c * dimensions + dimension];
    }
    return total;
  }

  private List<Double> centre(int cluster) {
    List<Double> centre = new ArrayList<>(dimensions);
    for (int d = 0; d < dimensions; d++) {
      centre.add(sums[cluster * dimensions + d] / sizes[cluster]);
    }
    return centre;
  }
}
