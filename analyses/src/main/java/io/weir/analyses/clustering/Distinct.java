// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import io.weir.analyses.features.Vectors;
import java.util.stream.IntStream;

/**
 * The different vectors among vectors, in ascending order, each with how many there are. What is
 * computed over them depends on no order of rows, and costs nothing for rows that are alike.
 */
final class Distinct {
  /** Fewer vectors are sorted by one thread. */
  private static final int ALONE = 1 << 13;

  private final int dimensions;
  private final int size;
  private final double[] values;
  private final int[] weights;
  private final int[] firsts;
  private final int[] groups;

  private Distinct(Vectors vectors) {
    this.dimensions = vectors.dimensions();
    int[] order = new int[vectors.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    sort(vectors.values(), dimensions, order);
    this.groups = new int[order.length];
    int group = -1;
    for (int i = 0; i < order.length; i++) {
      if (i == 0 || compare(vectors.values(), dimensions, order[i - 1], order[i]) != 0) {
        group++;
      }
      groups[order[i]] = group;
    }
    this.size = group + 1;
    this.values = new double[size * dimensions];
    this.weights = new int[size];
    this.firsts = new int[size];
    for (int i = order.length - 1; i >= 0; i--) {
      int g = groups[i];
      weights[g]++;
      firsts[g] = i;
      System.arraycopy(vectors.values(), i * dimensions, values, g * dimensions, dimensions);
    }
  }

  private Distinct(Distinct all, int[] members) {
    this.dimensions = all.dimensions;
    this.size = members.length;
    this.values = new double[size * dimensions];
    this.weights = new int[size];
    this.firsts = new int[size];
    this.groups = new int[0];
    for (int i = 0; i < size; i++) {
      weights[i] = all.weights[members[i]];
      firsts[i] = all.firsts[members[i]];
      System.arraycopy(all.values, members[i] * dimensions, values, i * dimensions, dimensions);
    }
  }

  static Distinct of(Vectors vectors) {
    return new Distinct(vectors);
  }

  /** Some of the different vectors, in this order; which vectors of all they are is not known. */
  Distinct only(int[] members) {
    return new Distinct(this, members);
  }

  int size() {
    return size;
  }

  int dimensions() {
    return dimensions;
  }

  /** One behind the other. */
  double[] values() {
    return values;
  }

  /** How many vectors are this one. */
  int weight(int group) {
    return weights[group];
  }

  /** The first vector that is this one. */
  int first(int group) {
    return firsts[group];
  }

  /** Which of the different vectors a vector is. */
  int group(int vector) {
    return groups[vector];
  }

  private static int compare(double[] values, int dimensions, int a, int b) {
    int x = a * dimensions;
    int y = b * dimensions;
    for (int i = 0; i < dimensions; i++) {
      int order = Double.compare(values[x + i], values[y + i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Sorts numbers of vectors by merging runs of growing length, several at once. */
  private static void sort(double[] values, int dimensions, int[] order) {
    int[] from = order;
    int[] to = new int[order.length];
    int run = 1;
    while (run < order.length) {
      int length = run;
      int[] source = from;
      int[] target = to;
      IntStream starts = IntStream.rangeClosed(0, (order.length - 1) / length / 2);
      (order.length < ALONE ? starts : starts.parallel())
          .forEach(
              pair -> {
                int start = 2 * length * pair;
                int middle = Math.min(order.length, start + length);
                int end = Math.min(order.length, middle + length);
                merge(values, dimensions, source, target, start, middle, end);
              });
      from = target;
      to = source;
      run = run > order.length / 2 ? order.length : 2 * run;
    }
    if (from != order) {
      System.arraycopy(from, 0, order, 0, order.length);
    }
  }

  private static void merge(
      double[] values, int dimensions, int[] from, int[] to, int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int at = start; at < end; at++) {
      boolean isLeft =
          left < middle
              && (right >= end || compare(values, dimensions, from[left], from[right]) <= 0);
      to[at] = isLeft ? from[left++] : from[right++];
    }
  }
}
