// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import java.util.Arrays;

/**
 * Points in boxes that hold boxes (Bentley, Multidimensional binary search trees used for
 * associative searching, 1975): each is cut at the median of its longest side. The points of a box
 * stand next to each other. Immutable once built.
 */
final class KdTree {
  /** Depth is at most that of 2^31 points. */
  static final int DEPTH = 64;

  private static final int LEAF = 16;

  private final Space space;
  private final int[] points;
  private final double[] given;
  private final double[] located;
  private double[] low = new double[0];
  private double[] high = new double[0];
  private int[] from = new int[0];
  private int[] to = new int[0];
  private int[] right = new int[0];
  private int nodes;

  /**
   * Builds a tree.
   *
   * @param values the points as given, one behind the other
   */
  KdTree(Space space, double[] values, int size) {
    this.space = space;
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    double[] unsorted = new double[size * space.dimensions()];
    for (int i = 0; i < size; i++) {
      space.locate(values, i * space.given(), unsorted, i * space.dimensions());
    }
    this.points = order;
    if (size > 0) {
      build(unsorted, 0, size);
    }
    this.given = ordered(values, space.given());
    this.located = ordered(unsorted, space.dimensions());
  }

  private double[] ordered(double[] values, int dimensions) {
    double[] ordered = new double[points.length * dimensions];
    for (int i = 0; i < points.length; i++) {
      System.arraycopy(values, points[i] * dimensions, ordered, i * dimensions, dimensions);
    }
    return ordered;
  }

  /** Makes a node; the left child of a node is the next one. */
  private int build(double[] values, int start, int end) {
    int node = nodes++;
    grow(node);
    from[node] = start;
    to[node] = end;
    int side = box(values, node, start, end);
    if (end - start > LEAF && !space.isBlind()) {
      int middle = (start + end) >>> 1;
      select(values, side, start, end - 1, middle);
      build(values, start, middle);
      // Not in one line: what is built may make the array longer, and thus another.
      int child = build(values, middle, end);
      right[node] = child;
    }
    return node;
  }

  private void grow(int node) {
    if (node == from.length) {
      int longer = Math.max(64, node * 2);
      from = Arrays.copyOf(from, longer);
      to = Arrays.copyOf(to, longer);
      right = Arrays.copyOf(right, longer);
      low = Arrays.copyOf(low, longer * space.dimensions());
      high = Arrays.copyOf(high, longer * space.dimensions());
    }
  }

  /** Measures a node's box; its longest side. */
  private int box(double[] values, int node, int start, int end) {
    int dimensions = space.dimensions();
    int box = node * dimensions;
    int longest = 0;
    for (int d = 0; d < dimensions; d++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = start; i < end; i++) {
        double value = values[points[i] * dimensions + d];
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      low[box + d] = least;
      high[box + d] = most;
      if (most - least > high[box + longest] - low[box + longest]) {
        longest = d;
      }
    }
    return longest;
  }

  /** Puts the point of a rank in its place, less before it (Hoare's FIND). */
  private void select(double[] values, int side, int first, int last, int rank) {
    int dimensions = space.dimensions();
    int left = first;
    int end = last;
    while (left < end) {
      double pivot = values[points[(left + end) >>> 1] * dimensions + side];
      int i = left;
      int j = end;
      while (i <= j) {
        while (values[points[i] * dimensions + side] < pivot) {
          i++;
        }
        while (values[points[j] * dimensions + side] > pivot) {
          j--;
        }
        if (i <= j) {
          int swap = points[i];
          points[i++] = points[j];
          points[j--] = swap;
        }
      }
      if (rank <= j) {
        end = j;
      } else if (rank >= i) {
        left = i;
      } else {
        return;
      }
    }
  }

  int size() {
    return points.length;
  }

  int nodes() {
    return nodes;
  }

  /** Which of the points given stands at a place of the tree. */
  int point(int place) {
    return points[place];
  }

  /** The first place of a node's points. */
  int from(int node) {
    return from[node];
  }

  /** The place behind a node's points. */
  int to(int node) {
    return to[node];
  }

  boolean isLeaf(int node) {
    return right[node] == 0;
  }

  int left(int node) {
    return node + 1;
  }

  int right(int node) {
    return right[node];
  }

  boolean areNear(int a, int b) {
    return space.areNear(given, a * space.given(), given, b * space.given());
  }

  boolean isOutside(int place, int node) {
    int dimensions = space.dimensions();
    return space.isOutside(located, place * dimensions, low, high, node * dimensions);
  }

  /** Whether a point given is near the one at a place. */
  boolean areNear(double[] point, int at, int place) {
    return space.areNear(point, at, given, place * space.given());
  }

  /** Whether all of a node is farther from coordinates than the radius. */
  boolean isOutside(double[] coordinates, int node) {
    return space.isOutside(coordinates, 0, low, high, node * space.dimensions());
  }

  boolean isInside(int place, int node) {
    int dimensions = space.dimensions();
    return space.isInside(located, place * dimensions, low, high, node * dimensions);
  }

  boolean isSmall(int node) {
    return space.isSmall(low, high, node * space.dimensions());
  }
}
