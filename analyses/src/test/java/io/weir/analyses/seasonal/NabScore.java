// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import java.util.BitSet;
import java.util.List;

/**
 * The score that the Numenta Anomaly Benchmark gives (Lavin and Ahmad, 2015), with the weights of
 * its profile "standard": the earliest anomaly of a window counts by how early it is, a window
 * without one costs 1, each anomaly outside costs up to 0.11.
 */
final class NabScore {
  private static final double FALSE_POSITIVE = 0.11;
  private static final double PROBATION = 0.15;
  private static final int LONGEST = 5000;

  private NabScore() {}

  /**
   * First and last row of a window.
   *
   * @param first counted from 0
   */
  record Window(int first, int last) {
    int rows() {
      return last - first + 1;
    }
  }

  /** The score of one series, of so many rows, whose windows are in order. */
  static double of(BitSet anomalies, int rows, List<Window> windows) {
    double begin = Math.min(Math.floor(PROBATION * rows), PROBATION * LONGEST);
    double score = 0;
    for (Window window : windows) {
      int first = anomalies.nextSetBit(Math.max(window.first(), (int) Math.ceil(begin)));
      boolean isFound = first >= 0 && first <= window.last();
      if (window.last() >= begin) {
        double early = -(window.last() - first + 1.0) / window.rows();
        score += isFound ? sigmoid(early) / sigmoid(-1) : -1;
      }
    }
    for (int i = anomalies.nextSetBit(0); i >= 0; i = anomalies.nextSetBit(i + 1)) {
      int at = i;
      if (i >= begin && windows.stream().noneMatch(w -> w.first() <= at && at <= w.last())) {
        score += FALSE_POSITIVE * outside(at, windows);
      }
    }
    return score;
  }

  private static double outside(int at, List<Window> windows) {
    double distance = Double.POSITIVE_INFINITY;
    for (Window window : windows) {
      if (window.last() < at) {
        distance = (at - window.last()) / (window.rows() - 1.0);
      }
    }
    return distance > 3 ? -1 : sigmoid(distance);
  }

  private static double sigmoid(double place) {
    return 2 / (1 + Math.exp(5 * place)) - 1;
  }
}
