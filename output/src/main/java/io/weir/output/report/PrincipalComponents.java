// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import java.util.List;

/**
 * The two directions in which vectors are spread most, and what part of their spread each shows.
 * Found by repeated multiplication with the covariance, from fixed beginnings: the same vectors
 * give the same picture.
 */
final class PrincipalComponents {
  private static final int ROUNDS = 200;

  private final double[] mean;
  private final double[][] directions;
  private final double[] shares;

  private PrincipalComponents(double[] mean, double[][] directions, double[] shares) {
    this.mean = mean;
    this.directions = directions;
    this.shares = shares;
  }

  /** Of vectors of one length. */
  static PrincipalComponents of(List<double[]> vectors) {
    int dimensions = vectors.get(0).length;
    double[] mean = mean(vectors, dimensions);
    double[][] directions = new double[2][];
    double[] shares = new double[2];
    double all = 0;
    for (double[] vector : vectors) {
      for (int d = 0; d < dimensions; d++) {
        all += (vector[d] - mean[d]) * (vector[d] - mean[d]);
      }
    }
    for (int i = 0; i < 2; i++) {
      double[] found = direction(vectors, mean, i == 0 ? null : directions[0]);
      directions[i] = found;
      double spread = 0;
      for (double[] vector : vectors) {
        double along = along(vector, mean, found);
        spread += along * along;
      }
      shares[i] = all > 0 ? spread / all : 0;
    }
    return new PrincipalComponents(mean, directions, shares);
  }

  private static double[] mean(List<double[]> vectors, int dimensions) {
    double[] mean = new double[dimensions];
    for (double[] vector : vectors) {
      for (int d = 0; d < dimensions; d++) {
        mean[d] += vector[d] / vectors.size();
      }
    }
    return mean;
  }

  private static double[] direction(
      List<double[]> vectors, double[] mean, double @org.jspecify.annotations.Nullable [] other) {
    double[] direction = new double[mean.length];
    for (int d = 0; d < direction.length; d++) {
      direction[d] = 1.0 / (d + 1);
    }
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[direction.length];
      for (double[] vector : vectors) {
        double along = along(vector, mean, direction);
        for (int d = 0; d < next.length; d++) {
          next[d] += along * (vector[d] - mean[d]);
        }
      }
      if (other != null) {
        removeFrom(next, other);
      }
      if (!normalise(next)) {
        return new double[direction.length];
      }
      direction = next;
    }
    // Which way a direction points is arbitrary: its largest part is positive.
    double largest = 0;
    for (double part : direction) {
      largest = Math.abs(part) > Math.abs(largest) ? part : largest;
    }
    if (largest < 0) {
      for (int d = 0; d < direction.length; d++) {
        direction[d] = -direction[d];
      }
    }
    return direction;
  }

  private static double along(double[] vector, double[] mean, double[] direction) {
    double along = 0;
    for (int d = 0; d < direction.length; d++) {
      along += (vector[d] - mean[d]) * direction[d];
    }
    return along;
  }

  private static void removeFrom(double[] vector, double[] direction) {
    double along = 0;
    for (int d = 0; d < vector.length; d++) {
      along += vector[d] * direction[d];
    }
    for (int d = 0; d < vector.length; d++) {
      vector[d] -= along * direction[d];
    }
  }

  private static boolean normalise(double[] vector) {
    double length = 0;
    for (double part : vector) {
      length += part * part;
    }
    length = Math.sqrt(length);
    if (!(length > 1e-12)) {
      return false;
    }
    for (int d = 0; d < vector.length; d++) {
      vector[d] /= length;
    }
    return true;
  }

  /** A vector's place on the plane. */
  double[] project(double[] vector) {
    return new double[] {along(vector, mean, directions[0]), along(vector, mean, directions[1])};
  }

  /** The part of the spread that a component, 0 or 1, shows. */
  double share(int component) {
    return shares[component];
  }
}
