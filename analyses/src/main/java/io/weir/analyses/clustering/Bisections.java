// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
    private final int starts;
    private final SplittableRandom random;
    private final List<Part> parts = new ArrayList<>();

    /** The points of a node. */
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    private record Part(int place, int parent, List<Integer> points, double[] centre, long size) {}

    Division(Distinct points, int starts, long seed) {
      this.points = points;
      this.starts = starts;
      this.random = new SplittableRandom(seed);
    }

    Bisections into(int k) {
      if (points.size() == 0) {
        return new Bisections(List.of(), new double[0], points.dimensions());
      }
      List<Part> leaves = new ArrayList<>();
      List<Part> level = List.of(part(-1, IntStream.range(0, points.size()).boxed().toList()));
      int count = 1;
      while (!level.isEmpty()) {
        List<Part> next = new ArrayList<>();
        List<Part> ordered = new ArrayList<>(level);
        ordered.sort(Comparator.comparingLong(part -> -part.size()));
        for (Part part : ordered) {
          if (count < k && part.points().size() > 1) {
            next.addAll(halves(part));
            count++;
          } else {
            leaves.add(part);
          }
        }
        level = next;
      }
      return tree(leaves);
    }

    private Part part(int parent, List<Integer> members) {
      int dimensions = points.dimensions();
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
      Part part = new Part(parts.size(), parent, members, centre, size);
      parts.add(part);
      return part;
    }

    private List<Part> halves(Part whole) {
      int[] members = whole.points().stream().mapToInt(Integer::intValue).toArray();
      int[] labels = Centres.find(points.only(members), 2, starts, random.nextLong()).labels();
      List<Part> halves = new ArrayList<>();
      for (int half = 0; half < 2; half++) {
        int label = half;
        halves.add(
            part(
                whole.place(),
                IntStream.range(0, members.length)
                    .filter(i -> labels[i] == label)
                    .mapToObj(i -> members[i])
                    .toList()));
      }
      return halves;
    }

    private Bisections tree(List<Part> leaves) {
      leaves.sort(
          Comparator.comparingLong((Part part) -> -part.size())
              .thenComparing((a, b) -> Arrays.compare(a.centre(), b.centre())));
      int[] numbers = new int[parts.size()];
      Arrays.fill(numbers, -1);
      for (int i = 0; i < leaves.size(); i++) {
        numbers[leaves.get(i).place()] = i;
      }
      int dimensions = points.dimensions();
      double[] centres = new double[parts.size() * dimensions];
      List<Node> nodes = new ArrayList<>();
      for (Part part : parts) {
        System.arraycopy(part.centre(), 0, centres, part.place() * dimensions, dimensions);
        nodes.add(new Node(part.parent(), numbers[part.place()]));
      }
      return new Bisections(nodes, centres, dimensions);
    }
  }
}
