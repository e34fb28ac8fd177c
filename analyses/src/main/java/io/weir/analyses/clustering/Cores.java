// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import io.weir.analyses.features.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What clusters by density are for other rows: their core points. A row near one of them belongs to
 * its cluster, to the one of the least number where it is near several.
 *
 * @param labels the cluster of each core point
 * @param values the core points, one behind the other
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read at once
record Cores(Metric metric, double radius, int dimensions, int[] labels, double[] values) {

  /** The core points of clusters. */
  static Cores of(
      Distinct points, DensityClusters.Clusters clusters, Metric metric, double radius) {
    int dimensions = points.dimensions();
    int count = 0;
    for (boolean isCore : clusters.isCore()) {
      count += isCore ? 1 : 0;
    }
    int[] labels = new int[count];
    double[] values = new double[count * dimensions];
    int at = 0;
    for (int i = 0; i < points.size(); i++) {
      if (clusters.isCore()[i]) {
        labels[at] = clusters.labels()[i];
        System.arraycopy(points.values(), i * dimensions, values, at * dimensions, dimensions);
        at++;
      }
    }
    return new Cores(metric, radius, dimensions, labels, values);
  }

  /** The core points that a model tells. */
  static Cores of(List<Model.Fact> facts, int dimensions) {
    Model.requireAnalysis(facts, "dbscan");
    String word = Model.text(facts, "model", "metric");
    try {
      Metric metric = Metric.valueOf(word.toUpperCase(Locale.ROOT));
      double radius = Double.parseDouble(Model.text(facts, "model", "eps"));
      List<Model.Fact> cores = Model.of(facts, "core");
      int[] labels = cores.stream().mapToInt(core -> (int) core.place()).toArray();
      return new Cores(
          metric, radius, dimensions, labels, ClusterTables.vectors(cores, dimensions));
    } catch (IllegalArgumentException e) {
      throw Model.broken(String.valueOf(e.getMessage()));
    }
  }

  List<Model.Fact> facts() {
    List<Model.Fact> facts = new ArrayList<>();
    facts.add(Model.Fact.analysis("dbscan"));
    String word = metric.name().toLowerCase(Locale.ROOT);
    facts.add(new Model.Fact("model", "metric", 0, Double.NaN, word));
    facts.add(new Model.Fact("model", "eps", 0, Double.NaN, String.valueOf(radius)));
    for (int i = 0; i < labels.length; i++) {
      String core = ClusterTables.text(values, i * dimensions, dimensions);
      facts.add(new Model.Fact("core", "features", labels[i], Double.NaN, core));
    }
    return facts;
  }

  /** Clusters that have a core point. */
  int count() {
    int most = -1;
    for (int label : labels) {
      most = Math.max(most, label);
    }
    return most + 1;
  }

  /** The clusters of other points. */
  int[] labels(Distinct points) {
    Space space = new Space(metric, radius, dimensions);
    KdTree tree = new KdTree(space, values, labels.length);
    int[] found = new int[points.size()];
    java.util.stream.IntStream.range(0, found.length)
        .parallel()
        .forEach(i -> found[i] = label(tree, space, points.values(), i * dimensions));
    return found;
  }

  private int label(KdTree tree, Space space, double[] point, int at) {
    double[] located = new double[space.dimensions()];
    space.locate(point, at, located, 0);
    int[] stack = new int[KdTree.DEPTH];
    int depth = 0;
    int best = Integer.MAX_VALUE;
    if (tree.size() > 0) {
      stack[depth++] = 0;
    }
    while (depth > 0) {
      int node = stack[--depth];
      if (tree.isOutside(located, node)) {
        continue;
      }
      if (tree.isLeaf(node)) {
        for (int i = tree.from(node); i < tree.to(node); i++) {
          int label = labels[tree.point(i)];
          if (label < best && tree.areNear(point, at, i)) {
            best = label;
          }
        }
      } else {
        stack[depth++] = tree.right(node);
        stack[depth++] = tree.left(node);
      }
    }
    return best == Integer.MAX_VALUE ? DensityClusters.NOISE : best;
  }
}
