// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import java.util.Arrays;

/** The rows of one series: when, how much, and which row it was. */
final class Samples {
  private long[] times = new long[64];
  private double[] values = new double[64];
  private int[] places = new int[64];
  private int size;

  /** Adds a row; the time is in microseconds. */
  void add(long time, double value, int place) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      places = Arrays.copyOf(places, 2 * size);
    }
    times[size] = time;
    values[size] = value;
    places[size++] = place;
  }

  int size() {
    return size;
  }

  long time(int i) {
    return times[i];
  }

  double value(int i) {
    return values[i];
  }

  int place(int i) {
    return places[i];
  }

  /** Sorts by time, and at one time by value, so that the order of the rows does not matter. */
  void sort() {
    boolean isSorted = true;
    for (int i = 1; i < size && isSorted; i++) {
      isSorted = times[i - 1] < times[i];
    }
    if (isSorted) {
      return;
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) -> {
          int byTime = Long.compare(times[a], times[b]);
          return byTime == 0 ? Double.compare(values[a], values[b]) : byTime;
        });
    long[] oldTimes = times;
    double[] oldValues = values;
    int[] oldPlaces = places;
    times = new long[size];
    values = new double[size];
    places = new int[size];
    for (int i = 0; i < size; i++) {
      times[i] = oldTimes[order[i]];
      values[i] = oldValues[order[i]];
      places[i] = oldPlaces[order[i]];
    }
  }
}
