// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

/**
 * Points of a metric and a radius around each, in coordinates in which boxes can be compared with
 * the radius: for the cosine points on a sphere, for places on earth points in space.
 */
final class Space {
  private enum Norm {
    SQUARES,
    SUM,
    MOST,
    /** No box tells anything. */
    NONE
  }

  /** Where coordinates are derived, boxes near the radius are looked into. */
  private static final double SLACK = 1e-9;

  private final Metric metric;
  private final Norm norm;
  private final double radius;
  private final double outside;
  private final double inside;
  private final int given;
  private final int dimensions;

  Space(Metric metric, double radius, int dimensions) {
    this.metric = metric;
    this.radius = radius;
    this.given = dimensions;
    this.dimensions = metric == Metric.HAVERSINE ? 3 : dimensions;
    double chord = metric == Metric.HAVERSINE ? 2 * Math.sin(Math.min(Math.PI, radius) / 2) : 0;
    switch (metric) {
      case EUCLIDEAN -> {
        norm = Norm.SQUARES;
        outside = radius * radius;
        inside = outside;
      }
      case MANHATTAN, CHEBYSHEV -> {
        norm = metric == Metric.MANHATTAN ? Norm.SUM : Norm.MOST;
        outside = radius;
        inside = radius;
      }
      case COSINE -> {
        norm = Norm.SQUARES;
        // The zero vector is at distance 1 of all, and nearer than that on no sphere.
        outside = Math.max(2 * radius, radius >= 1 ? 5 : 0) + SLACK;
        inside = radius >= 0.5 ? -1 : 2 * radius - SLACK;
      }
      case HAVERSINE -> {
        norm = Norm.SQUARES;
        outside = chord * chord + SLACK;
        inside = chord * chord - SLACK;
      }
      default -> {
        norm = Norm.NONE;
        outside = 0;
        inside = -1;
      }
    }
  }

  /** Numbers of a point as given. */
  int given() {
    return given;
  }

  /** Numbers of a point in the coordinates of boxes. */
  int dimensions() {
    return dimensions;
  }

  /** Whether no box tells anything. */
  boolean isBlind() {
    return norm == Norm.NONE;
  }

  /** Writes the coordinates of a point. */
  void locate(double[] point, int x, double[] to, int y) {
    switch (metric) {
      case COSINE -> {
        double squares = 0;
        for (int i = 0; i < given; i++) {
          squares += point[x + i] * point[x + i];
        }
        double length = squares == 0 ? 1 : Math.sqrt(squares);
        for (int i = 0; i < given; i++) {
          to[y + i] = point[x + i] / length;
        }
      }
      case HAVERSINE -> {
        double latitude = point[x];
        double longitude = point[x + 1];
        to[y] = Math.cos(latitude) * Math.cos(longitude);
        to[y + 1] = Math.cos(latitude) * Math.sin(longitude);
        to[y + 2] = Math.sin(latitude);
      }
      default -> System.arraycopy(point, x, to, y, given);
    }
  }

  /** Whether two points are within the radius of each other. */
  boolean areNear(double[] a, int x, double[] b, int y) {
    return metric == Metric.EUCLIDEAN
        ? Metric.squares(a, x, b, y, given) <= outside
        : metric.between(a, x, b, y, given) <= radius;
  }

  /** Whether all of a box is farther than the radius. */
  boolean isOutside(double[] at, int x, double[] low, double[] high, int box) {
    if (norm == Norm.NONE) {
      return false;
    }
    double sum = 0;
    for (int i = 0; i < dimensions; i++) {
      double value = at[x + i];
      double below = low[box + i] - value;
      double above = value - high[box + i];
      double gap = below > 0 ? below : above > 0 ? above : 0;
      sum = add(sum, gap);
    }
    return sum > outside;
  }

  /** Whether all of a box is within the radius. */
  boolean isInside(double[] at, int x, double[] low, double[] high, int box) {
    double sum = 0;
    for (int i = 0; i < dimensions && sum <= inside; i++) {
      double value = at[x + i];
      sum = add(sum, Math.max(Math.abs(value - low[box + i]), Math.abs(high[box + i] - value)));
    }
    return sum <= inside && norm != Norm.NONE;
  }

  /** Whether all points of a box are within the radius of each other. */
  boolean isSmall(double[] low, double[] high, int box) {
    double sum = 0;
    for (int i = 0; i < dimensions; i++) {
      sum = add(sum, high[box + i] - low[box + i]);
    }
    return sum <= inside && norm != Norm.NONE;
  }

  private double add(double sum, double gap) {
    return switch (norm) {
      case SQUARES -> sum + gap * gap;
      case SUM -> sum + gap;
      case MOST -> Math.max(sum, gap);
      case NONE -> 0;
    };
  }
}
