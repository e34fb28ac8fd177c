// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two directions in which vectors are spread most, and what part of their spread each shows.
 * Found by repeated multiplication with the covariance, from a beginning that the vectors give: the
 * same vectors give the same picture.
 */
final class PrincipalComponents {
  private static final int ROUNDS = 200;

  /** The part of the spread below which what is left is rounding. */
  private static final double NOTHING = 1e-20;

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
      double[] found = direction(vectors, mean, all, i == 0 ? null : directions[0]);
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
      List<double[]> vectors, double[] mean, double all, double @Nullable [] other) {
    double[] direction = beginning(vectors, mean, other);
    double length = length(direction);
    if (!(length * length > NOTHING * all)) {
      return new double[mean.length];
    }
    for (int d = 0; d < direction.length; d++) {
      // Aside a little: the longest vector may be at right angles to the direction that is sought.
      direction[d] += 0.01 * length * Math.sin(d + 1.0);
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
      normalise(next);
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

  /** The longest vector from the mean, without its part in another direction. */
  private static double[] beginning(
      List<double[]> vectors, double[] mean, double @Nullable [] other) {
    double[] longest = new double[mean.length];
    double most = 0;
    for (double[] vector : vectors) {
      double[] centred = vector.clone();
      for (int d = 0; d < centred.length; d++) {
        centred[d] -= mean[d];
      }
      if (other != null) {
        removeFrom(centred, other);
      }
      double length = length(centred);
      if (length > most) {
        most = length;
        longest = centred;
      }
    }
    return longest;
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

  private static void normalise(double[] vector) {
    double length = length(vector);
    for (int d = 0; d < vector.length && length > 0; d++) {
      vector[d] /= length;
    }
  }

  private static double length(double[] vector) {
    double sum = 0;
    for (double part : vector) {
      sum += part * part;
    }
    return Math.sqrt(sum);
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
