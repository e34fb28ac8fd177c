// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

/**
 * Sorts rows by time, and those of the same time by what else tells them apart. Rows mostly come in
 * order, in stretches: so stretches are merged. Equal rows stay as they are.
 */
final class RowOrder {
  private static final int FEW = 12;

  private final Ties ties;
  private int[] rows = {};
  private long[] times = {};
  private int[] leftRows = {};
  private long[] leftTimes = {};

  /** Compares two rows of the same time. */
  interface Ties {
    int compare(int a, int b);
  }

  RowOrder(Ties ties) {
    this.ties = ties;
  }

  /**
   * Sorts.
   *
   * @param all rows, some of which are sorted
   * @param from where these begin
   * @param of the times of these
   */
  void sort(int[] all, int from, long[] of, int count) {
    int ordered = 1;
    rows = all;
    times = of;
    while (ordered < count && !isBehind(of[ordered - 1], all[from + ordered - 1], from, ordered)) {
      ordered++;
    }
    if (ordered < count) {
      int half = (count + 1) / 2;
      if (leftRows.length < half) {
        leftRows = new int[half];
        leftTimes = new long[half];
      }
      merge(from, 0, count);
    }
  }

  /** Whether a row is behind the one at a place. */
  private boolean isBehind(long time, int row, int from, int place) {
    long other = times[place];
    return time > other || (time == other && ties.compare(row, rows[from + place]) > 0);
  }

  private void merge(int from, int begin, int end) {
    if (end - begin <= FEW) {
      insert(from, begin, end);
      return;
    }
    int middle = (begin + end) >>> 1;
    merge(from, begin, middle);
    merge(from, middle, end);
    if (!isBehind(times[middle - 1], rows[from + middle - 1], from, middle)) {
      return;
    }
    int size = middle - begin;
    System.arraycopy(rows, from + begin, leftRows, 0, size);
    System.arraycopy(times, begin, leftTimes, 0, size);
    int a = 0;
    int b = middle;
    int at = begin;
    while (a < size) {
      if (b < end && isBehind(leftTimes[a], leftRows[a], from, b)) {
        put(from, at++, rows[from + b], times[b]);
        b++;
      } else {
        put(from, at++, leftRows[a], leftTimes[a]);
        a++;
      }
    }
  }

  private void put(int from, int place, int row, long time) {
    rows[from + place] = row;
    times[place] = time;
  }

  private void insert(int from, int begin, int end) {
    for (int i = begin + 1; i < end; i++) {
      int row = rows[from + i];
      long time = times[i];
      int at = i;
      while (at > begin
          && (times[at - 1] > time
              || (times[at - 1] == time && ties.compare(rows[from + at - 1], row) > 0))) {
        put(from, at, rows[from + at - 1], times[at - 1]);
        at--;
      }
      put(from, at, row, time);
    }
  }
}
