// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

/** A normal distribution of several dimensions. Immutable. */
final class Normal {
  private static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);

  /** Added to variances, as a share of that of all points, so that none is zero. */
  private static final double LEAST_VARIANCE = 1e-6;

  private final int dimensions;
  private final double[] mean;
  private final double[] covariance;

  /** The lower triangle whose product with its transpose is the covariance, row by row. */
  private final double[] root;

  private final double logRootDeterminant;

  /**
   * Makes one.
   *
   * @param covariance row by row; where it is not positive, its root is made so
   */
  Normal(double[] mean, double[] covariance) {
    this.dimensions = mean.length;
    this.mean = mean.clone();
    this.covariance = covariance.clone();
    this.root = new double[covariance.length];
    double log = 0;
    for (int row = 0; row < dimensions; row++) {
      for (int column = 0; column <= row; column++) {
        double rest = covariance[row * dimensions + column];
        for (int i = 0; i < column; i++) {
          rest -= root[row * dimensions + i] * root[column * dimensions + i];
        }
        if (row == column) {
          // Rounding can leave less than nothing of a variance that others explain.
          double least = covariance[row * dimensions + row] * LEAST_VARIANCE;
          root[row * dimensions + row] =
              Math.sqrt(Math.max(rest, Math.max(least, Double.MIN_NORMAL)));
          log += StrictMath.log(root[row * dimensions + row]);
        } else {
          root[row * dimensions + column] = rest / root[column * dimensions + column];
        }
      }
    }
    this.logRootDeterminant = log;
  }

  /** What is added to the variance of each dimension. */
  static double[] floor(Distinct points) {
    int dimensions = points.dimensions();
    double[] floor = new double[dimensions];
    for (int d = 0; d < dimensions; d++) {
      double mean = 0;
      double squares = 0;
      double weight = 0;
      for (int i = 0; i < points.size(); i++) {
        double value = points.values()[i * dimensions + d];
        double before = value - mean;
        weight += points.weight(i);
        mean += before * points.weight(i) / weight;
        squares += points.weight(i) * before * (value - mean);
      }
      floor[d] = squares > 0 ? LEAST_VARIANCE * squares / weight : LEAST_VARIANCE;
    }
    return floor;
  }

  /** The points of a share, by their weights. */
  static double sum(Distinct points, double[] share) {
    double sum = 0;
    for (int i = 0; i < share.length; i++) {
      sum += share[i] * points.weight(i);
    }
    return sum;
  }

  /**
   * The distribution of points of which only shares count.
   *
   * @param floor added to variances
   */
  static Normal of(Distinct points, double[] share, double[] floor) {
    int dimensions = points.dimensions();
    double[] values = points.values();
    // A component that has lost all points keeps a finite mean.
    double all = sum(points, share) + 10 * Math.ulp(1.0);
    double[] mean = new double[dimensions];
    for (int i = 0; i < share.length; i++) {
      double part = share[i] * points.weight(i);
      for (int d = 0; d < dimensions; d++) {
        mean[d] += part * values[i * dimensions + d];
      }
    }
    for (int d = 0; d < dimensions; d++) {
      mean[d] /= all;
    }
    double[] covariance = new double[dimensions * dimensions];
    for (int i = 0; i < share.length; i++) {
      double part = share[i] * points.weight(i);
      for (int row = 0; part > 0 && row < dimensions; row++) {
        double difference = part * (values[i * dimensions + row] - mean[row]);
        for (int column = 0; column <= row; column++) {
          covariance[row * dimensions + column] +=
              difference * (values[i * dimensions + column] - mean[column]);
        }
      }
    }
    for (int row = 0; row < dimensions; row++) {
      for (int column = 0; column <= row; column++) {
        double value = covariance[row * dimensions + column] / all;
        covariance[row * dimensions + column] = row == column ? value + floor[row] : value;
        covariance[column * dimensions + row] = covariance[row * dimensions + column];
      }
    }
    return new Normal(mean, covariance);
  }

  double[] mean() {
    return mean.clone();
  }

  /** Row by row. */
  double[] covariance() {
    return covariance.clone();
  }

  /** The logarithm of the density at a vector. */
  double logDensity(double[] values, int at) {
    double[] solved = new double[dimensions];
    double squares = 0;
    for (int row = 0; row < dimensions; row++) {
      double rest = values[at + row] - mean[row];
      for (int i = 0; i < row; i++) {
        rest -= root[row * dimensions + i] * solved[i];
      }
      solved[row] = rest / root[row * dimensions + row];
      squares += solved[row] * solved[row];
    }
    return -0.5 * (dimensions * LOG_TWO_PI + squares) - logRootDeterminant;
  }
}
