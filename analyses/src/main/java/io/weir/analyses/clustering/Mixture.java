// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A mixture of normal distributions with covariances of their own, found by expectation and
 * maximization (Dempster, Laird, Rubin, 1977) from the clusters of k-means. Immutable.
 *
 * <p>Exponents and logarithms are StrictMath's: the same on every machine.
 */
final class Mixture {
  private final List<Normal> components;
  private final double[] logWeights;

  /**
   * Makes one.
   *
   * @param weights of the components
   */
  Mixture(List<Normal> components, double[] weights) {
    this.components = List.copyOf(components);
    this.logWeights = Arrays.stream(weights).map(StrictMath::log).toArray();
  }

  /** How long components are looked for. */
  record Effort(double tolerance, int rounds) {}

  /**
   * Fits components, the one with the largest weight first.
   *
   * @param k components wanted; fewer are found where there are fewer different points
   */
  static Mixture of(Distinct points, int k, int starts, long seed, Effort effort) {
    Centres.Found begin = Centres.find(points, k, starts, seed);
    int dimensions = points.dimensions();
    int count = dimensions == 0 ? 0 : begin.centres().length / dimensions;
    double[][] shares = new double[count][points.size()];
    for (int i = 0; i < points.size() && count > 0; i++) {
      shares[begin.labels()[i]][i] = 1;
    }
    Mixture found = maximize(points, shares);
    double before = Double.NEGATIVE_INFINITY;
    for (int round = 0; round < effort.rounds() && count > 1; round++) {
      double likelihood = found.expect(points, shares);
      if (Math.abs(likelihood - before) < effort.tolerance()) {
        break;
      }
      before = likelihood;
      found = maximize(points, shares);
    }
    return found.sorted();
  }

  private static Mixture maximize(Distinct points, double[][] shares) {
    double[] floor = Normal.floor(points);
    List<Normal> components =
        Arrays.stream(shares).parallel().map(share -> Normal.of(points, share, floor)).toList();
    double all = IntStream.range(0, points.size()).mapToDouble(points::weight).sum();
    double[] weights =
        Arrays.stream(shares).mapToDouble(share -> Normal.sum(points, share) / all).toArray();
    return new Mixture(components, weights);
  }

  /** Sets each component's share of each point; the mean logarithm of the points' likelihood. */
  private double expect(Distinct points, double[][] shares) {
    double[] likelihoods = new double[points.size()];
    IntStream.range(0, points.size())
        .parallel()
        .forEach(
            i -> {
              double[] logs = logs(points, i);
              likelihoods[i] = logSum(logs);
              for (int c = 0; c < logs.length; c++) {
                shares[c][i] = StrictMath.exp(logs[c] - likelihoods[i]);
              }
            });
    double sum = 0;
    double all = 0;
    for (int i = 0; i < likelihoods.length; i++) {
      sum += likelihoods[i] * points.weight(i);
      all += points.weight(i);
    }
    return sum / all;
  }

  private double[] logs(Distinct points, int point) {
    double[] logs = new double[components.size()];
    for (int c = 0; c < logs.length; c++) {
      logs[c] =
          logWeights[c]
              + components.get(c).logDensity(points.values(), point * points.dimensions());
    }
    return logs;
  }

  private static double logSum(double[] logs) {
    double most = Arrays.stream(logs).max().orElse(0);
    return most + StrictMath.log(Arrays.stream(logs).map(log -> StrictMath.exp(log - most)).sum());
  }

  private Mixture sorted() {
    int[] order =
        IntStream.range(0, components.size())
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer c) -> -logWeights[c])
                    .thenComparing(
                        (a, b) ->
                            Arrays.compare(components.get(a).mean(), components.get(b).mean())))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Mixture(
        Arrays.stream(order).mapToObj(components::get).toList(),
        Arrays.stream(order).mapToDouble(this::weight).toArray());
  }

  List<Normal> components() {
    return components;
  }

  double weight(int component) {
    return StrictMath.exp(logWeights[component]);
  }

  /** For each point the share of each component in it; they sum to 1. */
  double[][] probabilities(Distinct points) {
    double[][] probabilities = new double[points.size()][];
    for (int i = 0; i < points.size(); i++) {
      double[] logs = logs(points, i);
      double sum = logSum(logs);
      probabilities[i] = Arrays.stream(logs).map(log -> StrictMath.exp(log - sum)).toArray();
    }
    return probabilities;
  }

  /** The component with the largest share of each point; the first of those equal. */
  static int[] labels(double[][] probabilities) {
    int[] labels = new int[probabilities.length];
    for (int i = 0; i < labels.length; i++) {
      for (int c = 1; c < probabilities[i].length; c++) {
        labels[i] = probabilities[i][c] > probabilities[i][labels[i]] ? c : labels[i];
      }
    }
    return labels;
  }
}
