// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * DBSCAN (Ester, Kriegel, Sander, Xu, A density-based algorithm for discovering clusters, KDD 1996)
 * as scikit-learn defines it: a point is its own neighbour, a distance of exactly the radius is
 * near, and a border point belongs to the first cluster that reaches it. No distances are kept:
 * points are found in a tree, and boxes already known to be of one cluster are not looked into.
 */
final class DensityClusters {
  /** The label of points in no cluster. */
  static final int NOISE = -1;

  /** Stands for a node that holds no core point. */
  private static final int NOTHING = -2;

  private final Distinct points;
  private final KdTree tree;
  private final int minPoints;
  private final boolean[] isCore;
  private final int[] parents;
  private final int[] united;

  private DensityClusters(Distinct points, Space space, int minPoints) {
    this.points = points;
    this.tree = new KdTree(space, points.values(), points.size());
    this.minPoints = minPoints;
    this.isCore = new boolean[points.size()];
    this.parents = new int[points.size()];
    this.united = new int[tree.nodes()];
  }

  /**
   * The clusters.
   *
   * @param labels of each of the different points; {@link #NOISE} or from 0
   * @param isCore of each of the different points
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read at once
  record Clusters(int[] labels, boolean[] isCore, int count) {}

  /**
   * Finds the clusters.
   *
   * @param isByRow true where clusters are numbered by their first row, else by their least vector
   */
  static Clusters of(
      Distinct points, Metric metric, double radius, int minPoints, boolean isByRow) {
    Space space = new Space(metric, radius, points.dimensions());
    return new DensityClusters(points, space, minPoints).clusters(isByRow);
  }

  private Clusters clusters(boolean isByRow) {
    IntStream.range(0, tree.size()).parallel().forEach(this::findCore);
    Arrays.setAll(parents, i -> i);
    Arrays.fill(united, -1);
    if (tree.size() > 0) {
      uniteSmall(0);
    }
    for (int place = 0; place < tree.size(); place++) {
      if (isCore[place]) {
        unite(place);
      }
    }
    int[] labels = new int[tree.size()];
    int count = number(labels, isByRow);
    int[] least = leastLabels(labels);
    IntStream.range(0, tree.size())
        .parallel()
        .filter(place -> !isCore[place])
        .forEach(place -> labels[place] = border(place, labels, least));
    int[] ofPoints = new int[tree.size()];
    boolean[] cores = new boolean[tree.size()];
    for (int place = 0; place < tree.size(); place++) {
      ofPoints[tree.point(place)] = labels[place];
      cores[tree.point(place)] = isCore[place];
    }
    return new Clusters(ofPoints, cores, count);
  }

  private void findCore(int place) {
    int[] stack = new int[KdTree.DEPTH];
    int depth = 0;
    stack[depth++] = 0;
    long found = 0;
    while (depth > 0 && found < minPoints) {
      int node = stack[--depth];
      if (tree.isOutside(place, node)) {
        continue;
      }
      if (tree.isLeaf(node) || tree.isInside(place, node)) {
        found += near(place, node, minPoints - found);
        continue;
      }
      // The half that holds the point is looked into first: it has most of the neighbours.
      boolean isLeft = place < tree.to(tree.left(node));
      stack[depth++] = isLeft ? tree.right(node) : tree.left(node);
      stack[depth++] = isLeft ? tree.left(node) : tree.right(node);
    }
    isCore[place] = found >= minPoints;
  }

  /** Neighbours of a point in a node, up to a number. */
  private long near(int place, int node, long enough) {
    boolean isAll = !tree.isLeaf(node) || tree.isInside(place, node);
    long found = 0;
    for (int i = tree.from(node); i < tree.to(node) && found < enough; i++) {
      if (isAll || i == place || tree.areNear(place, i)) {
        found += points.weight(tree.point(i));
      }
    }
    return found;
  }

  /** Unites the core points of boxes in which all are near each other. */
  private void uniteSmall(int node) {
    if (tree.isSmall(node)) {
      int one = uniteAll(node, -1);
      united[node] = one < 0 ? NOTHING : one;
      return;
    }
    if (!tree.isLeaf(node)) {
      uniteSmall(tree.left(node));
      uniteSmall(tree.right(node));
    }
  }

  /** Unites the core points of a node with another, if any; one of them, or -1. */
  private int uniteAll(int node, int other) {
    int one = other;
    for (int i = tree.from(node); i < tree.to(node); i++) {
      if (isCore[i]) {
        one = one < 0 ? i : join(one, i);
      }
    }
    return one;
  }

  private int join(int a, int b) {
    int x = root(a);
    int y = root(b);
    int least = Math.min(x, y);
    parents[Math.max(x, y)] = least;
    return least;
  }

  private int root(int place) {
    int at = place;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** Unites a core point with the core points near it. */
  private void unite(int place) {
    int[] stack = new int[KdTree.DEPTH];
    int depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
      int node = stack[--depth];
      // Pairs are found once, at the first of both.
      boolean isDone =
          tree.to(node) <= place
              || united[node] == NOTHING
              || (united[node] >= 0 && root(united[node]) == root(place))
              || tree.isOutside(place, node);
      if (isDone) {
        continue;
      }
      if (tree.isInside(place, node)) {
        united[node] = uniteAll(node, place);
      } else if (tree.isLeaf(node)) {
        uniteNear(place, node);
      } else {
        stack[depth++] = tree.right(node);
        stack[depth++] = tree.left(node);
      }
    }
  }

  private void uniteNear(int place, int node) {
    for (int i = Math.max(place + 1, tree.from(node)); i < tree.to(node); i++) {
      if (isCore[i] && root(i) != root(place) && tree.areNear(place, i)) {
        join(place, i);
      }
    }
  }

  /** Numbers the clusters in the order of their first core points. */
  private int number(int[] labels, boolean isByRow) {
    Arrays.fill(labels, NOISE);
    int[] firsts = new int[tree.size()];
    Arrays.fill(firsts, Integer.MAX_VALUE);
    for (int place = 0; place < tree.size(); place++) {
      if (isCore[place]) {
        int point = tree.point(place);
        int root = root(place);
        firsts[root] = Math.min(firsts[root], isByRow ? points.first(point) : point);
      }
    }
    int[] roots =
        IntStream.range(0, tree.size())
            .filter(place -> firsts[place] < Integer.MAX_VALUE)
            .boxed()
            .sorted(java.util.Comparator.comparingInt(place -> firsts[place]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < roots.length; i++) {
      labels[roots[i]] = i;
    }
    for (int place = 0; place < tree.size(); place++) {
      if (isCore[place]) {
        labels[place] = labels[root(place)];
      }
    }
    return roots.length;
  }

  /** The least label of each node's core points. */
  private int[] leastLabels(int[] labels) {
    int[] least = new int[tree.nodes()];
    for (int node = tree.nodes() - 1; node >= 0; node--) {
      least[node] = Integer.MAX_VALUE;
      if (tree.isLeaf(node)) {
        for (int i = tree.from(node); i < tree.to(node); i++) {
          least[node] = isCore[i] ? Math.min(least[node], labels[i]) : least[node];
        }
      } else {
        least[node] = Math.min(least[tree.left(node)], least[tree.right(node)]);
      }
    }
    return least;
  }

  /** The least label of the core points near a point. */
  private int border(int place, int[] labels, int[] least) {
    int[] stack = new int[KdTree.DEPTH];
    int depth = 0;
    stack[depth++] = 0;
    int best = Integer.MAX_VALUE;
    while (depth > 0) {
      int node = stack[--depth];
      if (least[node] >= best || tree.isOutside(place, node)) {
        continue;
      }
      if (tree.isInside(place, node)) {
        best = least[node];
      } else if (tree.isLeaf(node)) {
        for (int i = tree.from(node); i < tree.to(node); i++) {
          if (isCore[i] && labels[i] < best && tree.areNear(place, i)) {
            best = labels[i];
          }
        }
      } else {
        stack[depth++] = tree.right(node);
        stack[depth++] = tree.left(node);
      }
    }
    return best == Integer.MAX_VALUE ? NOISE : best;
  }
}
