// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import io.weir.model.WeirException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looks for anomalies in a series: takes the cycle away, and the median, and tests what is left.
 *
 * @param period in points; empty to find it
 * @param maxAnoms the most anomalies, as a part of the points
 * @param window points of each piece that is looked at apart; empty for all at once
 */
record Search(
    OptionalInt period,
    double maxAnoms,
    Deviates.Test test,
    OptionalInt window,
    Optional<Filters.OnlyLast> onlyLast,
    Optional<Filters.Threshold> threshold) {
  private static final int LEAST = 3;

  /**
   * What was found.
   *
   * @param seasonal the cycle
   * @param trend what else is expected
   * @param scores how far each point is from the median, in deviations, both of the points that are
   *     no anomalies; not finite where these do not deviate
   * @param note why there is nothing; empty where all went well
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, read at once
  record Found(
      double[] seasonal,
      double[] trend,
      double[] scores,
      BitSet anomalies,
      Period period,
      String note) {

    /** Nothing, because of something; each point is expected as it is. */
    static Found nothing(Series series, String note) {
      double[] scores = new double[series.size()];
      Arrays.fill(scores, Double.NaN);
      return new Found(
          new double[series.size()], series.values(), scores, new BitSet(), Period.NONE, note);
    }

    boolean isTooShort() {
      return note.startsWith(TOO_SHORT);
    }
  }

  static final String TOO_SHORT = "too short";
  static final String CONSTANT = "constant";
  static final String NO_CYCLE = "no cycle";

  /** Looks at a series whose points are so far from each other, in microseconds. */
  Found in(Series series, long step) {
    double[] values = series.values();
    if (period.isPresent() && values.length < 2 * period.getAsInt()) {
      return Found.nothing(
          series,
          "%s: %d points are fewer than two periods of %d"
              .formatted(TOO_SHORT, values.length, period.getAsInt()));
    }
    if (values.length < LEAST) {
      return Found.nothing(series, TOO_SHORT + ": " + values.length + " points");
    }
    if (series.isConstant()) {
      return Found.nothing(series, CONSTANT);
    }
    Period cycle =
        period.isPresent() ? new Period(period.getAsInt(), Double.NaN) : Period.of(values, step);
    Found found = pieces(values, cycle);
    if (series.isInterpolated()) {
      found.anomalies().andNot(series.filled());
    }
    onlyLast.ifPresent(last -> Filters.keepLast(series, last, found.anomalies()));
    threshold.ifPresent(least -> Filters.keepHigh(series, least, found));
    return found;
  }

  /** Piece after piece; the last, if it is shorter, begins earlier and so overlaps. */
  private Found pieces(double[] values, Period cycle) {
    int size = values.length;
    int width = Math.min(size, window.orElse(size));
    if (width < 2 * cycle.points()) {
      throw WeirException.usage(
          "Cannot look at the series in pieces: %d points are fewer than two periods of %d. Set a"
              + " greater piecewise-median-period-weeks.",
          width, cycle.points());
    }
    Found found =
        new Found(
            new double[size],
            new double[size],
            new double[size],
            new BitSet(),
            cycle,
            cycle.isThere() ? "" : NO_CYCLE);
    int done = 0;
    while (done < size) {
      int from = Math.min(done, size - width);
      piece(Arrays.copyOfRange(values, from, from + width), from, done, found);
      done = from + width;
    }
    return found;
  }

  /**
   * Looks at a piece. What an earlier piece says of a point stands, unless it is an anomaly of this
   * one alone.
   *
   * @param from the piece's first point
   * @param done the first that no earlier piece has
   */
  private void piece(double[] values, int from, int done, Found found) {
    double median = Median.of(values);
    double[] seasonal = new double[values.length];
    double[] trend = new double[values.length];
    if (found.period().isThere()) {
      Stl stl = Stl.of(values, found.period().points());
      seasonal = stl.seasonal();
      trend = stl.trend();
    } else {
      Arrays.fill(trend, median);
    }
    double[] rest = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      rest[i] = values[i] - seasonal[i] - median;
    }
    int most = Math.max(1, (int) (values.length * maxAnoms));
    Deviates deviates = Deviates.of(rest, most, test);
    BitSet anomalies = new BitSet();
    Arrays.stream(deviates.places()).forEach(anomalies::set);
    for (int i = 0; i < values.length; i++) {
      int point = from + i;
      if (point >= done || (anomalies.get(i) && !found.anomalies().get(point))) {
        found.seasonal()[point] = seasonal[i];
        found.trend()[point] = trend[i];
        found.scores()[point] = (rest[i] - deviates.centre()) / deviates.scale();
        found.anomalies().set(point, anomalies.get(i));
      }
    }
  }
}
