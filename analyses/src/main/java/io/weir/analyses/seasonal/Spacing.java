// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import io.weir.model.Micros;
import io.weir.model.WeirException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * How points follow one another.
 *
 * @param step from one to the next, in microseconds, at least 1
 * @param origin the time of one of them
 * @param isGiven whether the user said so: then a point takes what comes up to the next one, else
 *     what is nearest to it
 */
record Spacing(long step, long origin, boolean isGiven) {
  /** Each time is a point of its own. */
  static final Spacing EXACT = new Spacing(1, 0, true);

  private static final int MICROS = 1_000_000;
  private static final long MOST_POINTS = 10_000_000;

  /**
   * The spacing asked for, or the one that is most frequent.
   *
   * @param all sorted, each of one sample or more
   */
  static Spacing of(Optional<Duration> every, Collection<Samples> all) {
    if (every.isPresent()) {
      return new Spacing(Math.max(1, Micros.of(every.get())), 0, true);
    }
    long[] distances = new long[all.stream().mapToInt(Samples::size).sum()];
    int count = 0;
    long origin = Long.MAX_VALUE;
    for (Samples samples : all) {
      origin = Math.min(origin, samples.time(0));
      for (int i = 1; i < samples.size(); i++) {
        if (samples.time(i) > samples.time(i - 1)) {
          distances[count++] = samples.time(i) - samples.time(i - 1);
        }
      }
    }
    Arrays.sort(distances, 0, count);
    return new Spacing(mostFrequent(distances, count), origin, false);
  }

  /** Of ascending distances; of those as frequent the smallest. */
  private static long mostFrequent(long[] distances, int count) {
    long best = 1;
    int most = 0;
    int begin = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || distances[i] != distances[begin]) {
        if (i - begin > most) {
          most = i - begin;
          best = distances[begin];
        }
        begin = i;
      }
    }
    return best;
  }

  /** The number of the point that takes what is at a time. */
  long slot(long time) {
    long distance = Math.subtractExact(time, origin);
    return isGiven ? Math.floorDiv(distance, step) : Math.floorDiv(distance + step / 2, step);
  }

  /** The time of a point. */
  long time(long slot) {
    return origin + slot * step;
  }

  /** The number of points from one to another. */
  int points(long first, long last, int samples) {
    long points = last - first + 1;
    long most = Math.min(MOST_POINTS, isGiven ? MOST_POINTS : 1000 + 20L * samples);
    most = Math.max(most, samples);
    if (points > most) {
      throw WeirException.usage(
          "Cannot make a series of the rows: %d rows from %s to %s are too irregular for a point"
              + " every %s. Set every, such as 1m.",
          samples, Micros.toTime(time(first)), Micros.toTime(time(last)), words());
    }
    return (int) points;
  }

  /** The nearest whole number of points in a time. */
  long rounded(Duration duration) {
    return Math.round((double) Micros.of(duration) / step);
  }

  /** Whether a time is a whole number of points. */
  boolean divides(Duration duration) {
    return Micros.of(duration) % step == 0;
  }

  /** As people write it. */
  String words() {
    return Duration.ofNanos(step * 1000).toString();
  }

  double seconds() {
    return (double) step / MICROS;
  }
}
