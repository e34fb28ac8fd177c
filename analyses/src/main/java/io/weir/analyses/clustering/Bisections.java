// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Bisecting k-means (Steinbach, Karypis, Kumar, "A comparison of document clustering techniques",
 * 2000), in the order of Spark's: all points are one cluster; those of a level are each divided in
 * two by k-means, the largest first, until there are enough or none can be divided.
 */
final class Bisections {
  private final List<Node> nodes;
  private final double[] centres;
  private final int dimensions;

  /**
   * A cluster, divided or not.
   *
   * @param parent the place of the node it is half of; -1 for all points
   * @param cluster its number; -1 when it was divided
   */
  record Node(int parent, int cluster) {}

  /**
   * Makes the tree.
   *
   * @param nodes parents first
   * @param centres of the nodes, one behind the other
   */
  Bisections(List<Node> nodes, double[] centres, int dimensions) {
    this.nodes = List.copyOf(nodes);
    this.centres = centres.clone();
    this.dimensions = dimensions;
  }

  /**
   * Divides points.
   *
   * @param k clusters wanted; fewer are found where there are fewer different points
   * @param starts beginnings tried at each division
   */
  static Bisections of(Distinct points, int k, int starts, long seed) {
    return new Division(points, starts, seed).into(k);
  }

  /** Whether nodes are a tree: each is divided in two or a cluster, and clusters count from 0. */
  static boolean isTree(List<Node> nodes) {
    int[] halves = new int[nodes.size()];
    for (int n = 0; n < nodes.size(); n++) {
      int parent = nodes.get(n).parent();
      if (n == 0 ? parent != -1 : parent < 0 || parent >= n) {
        return false;
      }
      if (n > 0) {
        halves[parent]++;
      }
    }
    Set<Integer> clusters = new HashSet<>();
    for (int n = 0; n < nodes.size(); n++) {
      int cluster = nodes.get(n).cluster();
      boolean isWhole = cluster < 0 ? halves[n] == 2 : halves[n] == 0 && clusters.add(cluster);
      if (!isWhole) {
        return false;
      }
    }
    return !nodes.isEmpty() && clusters.stream().allMatch(cluster -> cluster < clusters.size());
  }

  List<Node> nodes() {
    return nodes;
  }

  /** Of the nodes, one behind the other. */
  double[] centres() {
    return centres.clone();
  }

  /** The number of clusters. */
  int clusters() {
    return (int) nodes.stream().filter(node -> node.cluster() >= 0).count();
  }

  /** The cluster of each point: from the whole down, the half whose centre is nearer. */
  int[] labels(Distinct points) {
    int[][] halves = new int[nodes.size()][];
    for (int n = 1; n < nodes.size(); n++) {
      int parent = nodes.get(n).parent();
      halves[parent] = halves[parent] == null ? new int[] {n, n} : new int[] {halves[parent][0], n};
    }
    int[] labels = new int[points.size()];
    for (int i = 0; i < labels.length; i++) {
      int node = 0;
      while (halves[node] != null) {
        int left = halves[node][0];
        int right = halves[node][1];
        node = squares(points, i, left) <= squares(points, i, right) ? left : right;
      }
      labels[i] = nodes.get(node).cluster();
    }
    return labels;
  }

  private double squares(Distinct points, int point, int node) {
    return Metric.squares(
        points.values(), point * dimensions, centres, node * dimensions, dimensions);
  }

  /** Points on their way into clusters. */
  private static final class Division {
    private final Distinct points;
    private final int dimensions;
    private final int starts;
    private final SplittableRandom random;
    private final List<Made> made = new ArrayList<>();

    /** A node as long as its number is not known. */
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    private record Made(int parent, double[] centre, long size) {}

    /** The points of a node; forgotten when they are divided. */
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    private record Part(int place, int[] members) {}

    Division(Distinct points, int starts, long seed) {
      this.points = points;
      this.dimensions = points.dimensions();
      this.starts = starts;
      this.random = new SplittableRandom(seed);
    }

    Bisections into(int k) {
      if (points.size() == 0) {
        return new Bisections(List.of(), new double[0], dimensions);
      }
      List<Integer> leaves = new ArrayList<>();
      List<Part> level = List.of(part(-1, IntStream.range(0, points.size()).toArray()));
      int count = 1;
      while (!level.isEmpty()) {
        List<Part> ordered = new ArrayList<>(level);
        ordered.sort(Comparator.comparingLong(part -> -made.get(part.place()).size()));
        List<Part> next = new ArrayList<>();
        for (Part part : ordered) {
          List<Part> halves = count < k ? halves(part) : List.of();
          if (halves.isEmpty()) {
            leaves.add(part.place());
          } else {
            next.addAll(halves);
            count++;
          }
        }
        level = next;
      }
      return tree(leaves);
    }

    private Part part(int parent, int[] members) {
      double[] centre = new double[dimensions];
      long size = 0;
      for (int point : members) {
        size += points.weight(point);
        for (int d = 0; d < dimensions; d++) {
          centre[d] += points.values()[point * dimensions + d] * points.weight(point);
        }
      }
      for (int d = 0; d < dimensions; d++) {
        centre[d] /= size;
      }
      made.add(new Made(parent, centre, size));
      return new Part(made.size() - 1, members);
    }

    /** The halves of a part; none when it cannot be divided. */
    private List<Part> halves(Part whole) {
      int[] members = whole.members();
      if (members.length < 2) {
        return List.of();
      }
      int[] labels = Centres.find(points.only(members), 2, starts, random.nextLong()).labels();
      int[] first = of(members, labels, 0);
      int[] second = of(members, labels, 1);
      return first.length == 0 || second.length == 0
          ? List.of()
          : List.of(part(whole.place(), first), part(whole.place(), second));
    }

    private static int[] of(int[] members, int[] labels, int label) {
      return IntStream.range(0, members.length)
          .filter(i -> labels[i] == label)
          .map(i -> members[i])
          .toArray();
    }

    private Bisections tree(List<Integer> leaves) {
      leaves.sort(
          Comparator.comparingLong((Integer leaf) -> -made.get(leaf).size())
              .thenComparing((a, b) -> Arrays.compare(made.get(a).centre(), made.get(b).centre())));
      int[] numbers = new int[made.size()];
      Arrays.fill(numbers, -1);
      for (int i = 0; i < leaves.size(); i++) {
        numbers[leaves.get(i)] = i;
      }
      double[] centres = new double[made.size() * dimensions];
      List<Node> nodes = new ArrayList<>();
      for (int n = 0; n < made.size(); n++) {
        System.arraycopy(made.get(n).centre(), 0, centres, n * dimensions, dimensions);
        nodes.add(new Node(made.get(n).parent(), numbers[n]));
      }
      return new Bisections(nodes, centres, dimensions);
    }
  }
}
