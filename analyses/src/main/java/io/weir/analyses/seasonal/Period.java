// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds the cycle of a series: among the distances at which it is most like itself, and hours, days
 * and weeks, the one whose mean course foretells most of each value from the other cycles.
 *
 * @param points of one cycle
 * @param explained the part of the variance that it foretells
 */
record Period(int points, double explained) {
  /** A cycle that foretells less is none. */
  private static final double LEAST = 0.1;

  /** A shorter cycle is taken that foretells nearly as much. */
  private static final double NEARLY = 0.9;

  /** A cycle of the calendar is taken that foretells nearly as much as one beside it. */
  private static final double CALENDAR = 0.9;

  private static final int MOST_PEAKS = 24;
  private static final long SECOND = 1_000_000;
  private static final long[] CALENDAR_MICROS = {
    60 * SECOND, 3600 * SECOND, 86_400 * SECOND, 7 * 86_400 * SECOND
  };

  /** No cycle. */
  static final Period NONE = new Period(0, 0);

  /** Whether there is a cycle. */
  boolean isThere() {
    return points > 0;
  }

  /**
   * The cycle of a series that is not constant.
   *
   * @param step the distance of two points, in microseconds
   */
  static Period of(double[] values, long step) {
    if (values.length < 4) {
      return NONE;
    }
    double[] level = level(values);
    double variance = squares(level) / level.length;
    if (!(variance > 0)) {
      return NONE;
    }
    Set<Integer> calendar = calendar(values.length, step);
    Set<Integer> candidates = new TreeSet<>(calendar);
    candidates.addAll(peaks(level));
    List<Period> found = candidates.stream().map(p -> explained(level, p, variance)).toList();
    Period best = found.stream().max(Comparator.comparingDouble(Period::explained)).orElse(NONE);
    if (best.explained() < LEAST) {
      return NONE;
    }
    double enough = NEARLY * best.explained();
    Period shortest =
        found.stream().filter(period -> period.explained() >= enough).findFirst().orElse(best);
    return beside(shortest, calendar, found, near(shortest, level, variance));
  }

  /** The best of the cycles that are a little longer or shorter. */
  private static Period near(Period found, double[] level, double variance) {
    int width = Math.max(1, found.points() / 200);
    return IntStream.rangeClosed(found.points() - width, found.points() + width)
        .filter(points -> points >= 2 && points <= level.length / 2)
        .mapToObj(points -> explained(level, points, variance))
        .max(Comparator.comparingDouble(Period::explained))
        .orElse(found);
  }

  private static Period beside(
      Period shortest, Set<Integer> calendar, List<Period> found, Period best) {
    return found.stream()
        .filter(period -> calendar.contains(period.points()))
        .filter(period -> Math.abs(period.points() - shortest.points()) <= shortest.points() / 20.0)
        .filter(period -> period.explained() >= CALENDAR * best.explained())
        .findFirst()
        .orElse(best);
  }

  private static Set<Integer> calendar(int size, long step) {
    Set<Integer> points = new TreeSet<>();
    for (long micros : CALENDAR_MICROS) {
      if (step > 0 && micros % step == 0 && micros / step >= 2 && micros / step <= size / 2) {
        points.add((int) (micros / step));
      }
    }
    return points;
  }

  /** The series without its straight trend, and with far values drawn near. */
  private static double[] level(double[] values) {
    double median = Median.of(values);
    double[] level = Arrays.stream(values).map(value -> value - median).toArray();
    double scale = Arrays.stream(level).map(Math::abs).sum() / level.length;
    double middle = (level.length - 1) / 2.0;
    double mean = 0;
    double product = 0;
    double spread = 0;
    for (int i = 0; i < level.length; i++) {
      double ratio = level[i] / scale;
      level[i] = Math.signum(ratio) * Math.log1p(Math.abs(ratio));
      mean += level[i] / level.length;
      product += (i - middle) * level[i];
      spread += (i - middle) * (i - middle);
    }
    for (int i = 0; i < level.length; i++) {
      level[i] -= mean + product / spread * (i - middle);
    }
    return level;
  }

  private static double squares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  /** The distances at which the series is most like itself. */
  private static List<Integer> peaks(double[] level) {
    int most = level.length / 2;
    double[] like = Fourier.autocorrelation(level, Math.min(most + 1, level.length - 1));
    List<Integer> peaks = new ArrayList<>();
    for (int lag = 2; lag <= most; lag++) {
      boolean isPeak = like[lag] > 0 && like[lag] >= like[lag - 1];
      if (isPeak && (lag + 1 >= like.length || like[lag] > like[lag + 1])) {
        peaks.add(lag);
      }
    }
    peaks.sort(Comparator.comparingDouble(lag -> -like[lag]));
    return peaks.subList(0, Math.min(MOST_PEAKS, peaks.size()));
  }

  /**
   * What a cycle foretells: each value, less the mean over a cycle around it, by the mean of those
   * of its phase in the other cycles.
   */
  private static Period explained(double[] level, int points, double variance) {
    double[] rest = withoutTrend(level, points);
    double[] sums = new double[points];
    int[] counts = new int[points];
    for (int i = 0; i < rest.length; i++) {
      sums[i % points] += rest[i];
      counts[i % points]++;
    }
    double errors = 0;
    for (int i = 0; i < rest.length; i++) {
      int phase = i % points;
      double others = (sums[phase] - rest[i]) / (counts[phase] - 1);
      errors += (rest[i] - others) * (rest[i] - others);
    }
    double part = (squares(rest) - errors) / rest.length / variance;
    return new Period(points, Math.min(1, part));
  }

  /** Less the mean of the period around each value; at the ends of the first and last period. */
  private static double[] withoutTrend(double[] level, int points) {
    double[] before = new double[level.length + 1];
    for (int i = 0; i < level.length; i++) {
      before[i + 1] = before[i] + level[i];
    }
    double[] rest = new double[level.length];
    for (int i = 0; i < level.length; i++) {
      int from = Math.max(0, Math.min(i - points / 2, level.length - points));
      rest[i] = level[i] - (before[from + points] - before[from]) / points;
    }
    return rest;
  }
}
