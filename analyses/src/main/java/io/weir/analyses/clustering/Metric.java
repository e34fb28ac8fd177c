// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import io.weir.model.WeirException;

/** How far two vectors are from each other; as scikit-learn's metrics of these names. */
public enum Metric {
  EUCLIDEAN,
  MANHATTAN,
  CHEBYSHEV,
  /** One less the cosine of the angle; 1 where a vector is zero. */
  COSINE,
  /** The angle in radians between two points of a latitude and a longitude in radians. */
  HAVERSINE,
  /** The share of dimensions where one is not zero in which the other is. */
  JACCARD;

  /** Refuses vectors that have no such distance. */
  void require(int dimensions) {
    if (this == HAVERSINE && dimensions != 2) {
      throw WeirException.usage(
          "Cannot measure by haversine: it takes a latitude and a longitude in radians, and there"
              + " are %d features. Name two, with scaling=none.",
          dimensions);
    }
  }

  /** The distance of two vectors that begin at these places of arrays. */
  double between(double[] a, int x, double[] b, int y, int dimensions) {
    return switch (this) {
      case EUCLIDEAN -> Math.sqrt(squares(a, x, b, y, dimensions));
      case MANHATTAN -> sum(a, x, b, y, dimensions);
      case CHEBYSHEV -> most(a, x, b, y, dimensions);
      case COSINE -> 1 - cosine(a, x, b, y, dimensions);
      case HAVERSINE -> angle(a[x], a[x + 1], b[y], b[y + 1]);
      case JACCARD -> jaccard(a, x, b, y, dimensions);
    };
  }

  static double squares(double[] a, int x, double[] b, int y, int dimensions) {
    double sum = 0;
    for (int i = 0; i < dimensions; i++) {
      double difference = a[x + i] - b[y + i];
      sum += difference * difference;
    }
    return sum;
  }

  private static double sum(double[] a, int x, double[] b, int y, int dimensions) {
    double sum = 0;
    for (int i = 0; i < dimensions; i++) {
      sum += Math.abs(a[x + i] - b[y + i]);
    }
    return sum;
  }

  private static double most(double[] a, int x, double[] b, int y, int dimensions) {
    double most = 0;
    for (int i = 0; i < dimensions; i++) {
      most = Math.max(most, Math.abs(a[x + i] - b[y + i]));
    }
    return most;
  }

  private static double cosine(double[] a, int x, double[] b, int y, int dimensions) {
    double product = 0;
    double left = 0;
    double right = 0;
    for (int i = 0; i < dimensions; i++) {
      product += a[x + i] * b[y + i];
      left += a[x + i] * a[x + i];
      right += b[y + i] * b[y + i];
    }
    double lengths = Math.sqrt(left) * Math.sqrt(right);
    return lengths == 0 ? 0 : Math.max(-1, Math.min(1, product / lengths));
  }

  private static double angle(
      double latitude1, double longitude1, double latitude2, double longitude2) {
    double a = Math.sin((latitude1 - latitude2) / 2);
    double b = Math.sin((longitude1 - longitude2) / 2);
    double half = a * a + Math.cos(latitude1) * Math.cos(latitude2) * b * b;
    return 2 * Math.asin(Math.sqrt(Math.min(1, half)));
  }

  private static double jaccard(double[] a, int x, double[] b, int y, int dimensions) {
    int either = 0;
    int one = 0;
    for (int i = 0; i < dimensions; i++) {
      boolean left = a[x + i] != 0;
      boolean right = b[y + i] != 0;
      either += left || right ? 1 : 0;
      one += left == right ? 0 : 1;
    }
    return either == 0 ? 0 : (double) one / either;
  }
}
