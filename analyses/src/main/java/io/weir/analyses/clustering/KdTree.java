// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import java.util.Arrays;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;

/**
 * Points in boxes that hold boxes (Bentley, Multidimensional binary search trees used for
 * associative searching, 1975): each is cut at the median of its longest side. The points of a box
 * stand next to each other. Immutable once built.
 */
final class KdTree {
  /** Depth is at most that of 2^31 points. */
  static final int DEPTH = 64;

  private static final int LEAF = 16;

  /** Fewer points are not worth a thread of their own. */
  private static final int ALONE = 1 << 13;

  private final Space space;
  private final int[] points;
  private final double[] given;
  private final double[] located;
  private final double[] low;
  private final double[] high;
  private final int[] from;
  private final int[] to;
  private final int[] right;

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
    int nodes = size == 0 ? 0 : nodes(size);
    this.low = new double[nodes * space.dimensions()];
    this.high = new double[nodes * space.dimensions()];
    this.from = new int[nodes];
    this.to = new int[nodes];
    this.right = new int[nodes];
    if (size > 0) {
      new Build(unsorted, 0, 0, size).invoke();
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

  private boolean isCut(int size) {
    return size > LEAF && !space.isBlind();
  }

  /** How many nodes so many points have. */
  private int nodes(int size) {
    return isCut(size) ? 1 + nodes(size / 2) + nodes(size - size / 2) : 1;
  }

  /** Makes a node and those below it; the left child of a node is the next one. */
  private final class Build extends RecursiveAction {
    private static final long serialVersionUID = 1L;

    private final transient double[] values;
    private final int node;
    private final int start;
    private final int end;

    Build(double[] values, int node, int start, int end) {
      this.values = values;
      this.node = node;
      this.start = start;
      this.end = end;
    }

    @Override
    protected void compute() {
      build(values, node, start, end);
    }
  }

  private void build(double[] values, int node, int start, int end) {
    from[node] = start;
    to[node] = end;
    int side = box(values, node, start, end);
    if (!isCut(end - start)) {
      return;
    }
    int middle = start + (end - start) / 2;
    select(values, side, start, end - 1, middle);
    right[node] = node + 1 + nodes(middle - start);
    if (end - start < ALONE) {
      build(values, node + 1, start, middle);
      build(values, right[node], middle, end);
    } else {
      ForkJoinTask.invokeAll(
          new Build(values, node + 1, start, middle), new Build(values, right[node], middle, end));
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
    return from.length;
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
