// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * k-means: centres begin far from each other (Arthur, Vassilvitskii, k-means++, SODA 2007) and move
 * to the mean of the points nearest to them until none changes (Lloyd, 1982). Of several beginnings
 * the one with the least squares is kept.
 */
final class Centres {
  private static final int MOST_ROUNDS = 300;

  private final Distinct points;
  private final int dimensions;
  private final int[] labels;
  private double[] centres = new double[0];

  private Centres(Distinct points) {
    this.points = points;
    this.dimensions = points.dimensions();
    this.labels = new int[points.size()];
  }

  /**
   * Clusters, the largest first, ties by centre.
   *
   * @param centres one behind the other
   * @param labels of each of the different points
   * @param squares the sum of squared distances of all points to their centres
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read at once
  record Found(double[] centres, int[] labels, double squares) {}

  /**
   * Finds centres.
   *
   * @param k centres wanted; fewer are found where there are fewer different points
   * @param starts beginnings tried
   */
  static Found find(Distinct points, int k, int starts, long seed) {
    Found best = new Found(new double[0], new int[0], Double.POSITIVE_INFINITY);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < starts; i++) {
      Found found = new Centres(points).run(Math.min(k, points.size()), random.split());
      best = i == 0 || found.squares() < best.squares() ? found : best;
    }
    return best;
  }

  private Found run(int k, SplittableRandom random) {
    begin(k, random);
    Arrays.fill(labels, -1);
    for (int round = 0; round < MOST_ROUNDS && assign(k) > 0; round++) {
      move(k);
    }
    return sorted(k);
  }

  private void begin(int k, SplittableRandom random) {
    centres = new double[k * dimensions];
    double[] nearest = new double[points.size()];
    Arrays.fill(nearest, 1);
    for (int c = 0; c < k; c++) {
      int chosen = draw(nearest, random);
      System.arraycopy(points.values(), chosen * dimensions, centres, c * dimensions, dimensions);
      for (int i = 0; i < nearest.length; i++) {
        double squares =
            Metric.squares(points.values(), i * dimensions, centres, c * dimensions, dimensions);
        nearest[i] = c == 0 ? squares : Math.min(nearest[i], squares);
      }
    }
  }

  /** A point, the likelier the larger its share. */
  private int draw(double[] shares, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i] * points.weight(i);
    }
    double rest = random.nextDouble() * sum;
    int last = 0;
    for (int i = 0; i < shares.length; i++) {
      double share = shares[i] * points.weight(i);
      if (share > 0) {
        last = i;
        rest -= share;
        if (rest < 0) {
          return i;
        }
      }
    }
    return last;
  }

  /** Gives each point to the nearest centre; how many went to another. */
  private long assign(int k) {
    return IntStream.range(0, points.size())
        .parallel()
        .filter(
            i -> {
              int label = nearest(centres, k, dimensions, points.values(), i * dimensions);
              boolean isOther = labels[i] != label;
              labels[i] = label;
              return isOther;
            })
        .count();
  }

  /** The nearest of so many centres; the first of those equally near. */
  static int nearest(double[] centres, int k, int dimensions, double[] values, int at) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < k; c++) {
      double squares = Metric.squares(values, at, centres, c * dimensions, dimensions);
      if (squares < least) {
        least = squares;
        best = c;
      }
    }
    return best;
  }

  private void move(int k) {
    long[] sizes = sizes(k);
    double[] sums = new double[k * dimensions];
    for (int i = 0; i < labels.length; i++) {
      for (int d = 0; d < dimensions; d++) {
        sums[labels[i] * dimensions + d] += points.values()[i * dimensions + d] * points.weight(i);
      }
    }
    for (int c = 0; c < k; c++) {
      // A centre that nothing is nearest to stays where it is.
      for (int d = 0; d < dimensions && sizes[c] > 0; d++) {
        centres[c * dimensions + d] = sums[c * dimensions + d] / sizes[c];
      }
    }
  }

  private long[] sizes(int k) {
    long[] sizes = new long[k];
    for (int i = 0; i < labels.length; i++) {
      sizes[labels[i]] += points.weight(i);
    }
    return sizes;
  }

  private Found sorted(int k) {
    long[] sizes = sizes(k);
    int[] order =
        IntStream.range(0, k)
            .filter(c -> sizes[c] > 0)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer c) -> -sizes[c])
                    .thenComparing(
                        (a, b) ->
                            Arrays.compare(
                                centres,
                                a * dimensions,
                                (a + 1) * dimensions,
                                centres,
                                b * dimensions,
                                (b + 1) * dimensions)))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] numbers = new int[k];
    double[] kept = new double[order.length * dimensions];
    for (int i = 0; i < order.length; i++) {
      numbers[order[i]] = i;
      System.arraycopy(centres, order[i] * dimensions, kept, i * dimensions, dimensions);
    }
    double squares = 0;
    for (int i = 0; i < labels.length; i++) {
      labels[i] = numbers[labels[i]];
      squares +=
          points.weight(i)
              * Metric.squares(
                  points.values(), i * dimensions, kept, labels[i] * dimensions, dimensions);
    }
    return new Found(kept, labels, squares);
  }
}
