// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.util.List;

/** Packed rows that came together and wait until event time has passed them. */
final class WaitingRows {
  private static final int FEW = 1 << 12;

  private byte[] bytes;
  private long[] times;
  private int[] starts;
  private int count;
  private long first = Long.MAX_VALUE;

  /** The rows that these bytes hold, one behind the other; the array is kept. */
  WaitingRows(byte[] rows) {
    bytes = rows;
    int size = 0;
    for (int at = 0; at < rows.length; at += PackedRow.length(rows, at)) {
      size++;
    }
    times = new long[size];
    starts = new int[size];
    for (int at = 0; at < rows.length; at += PackedRow.length(rows, at)) {
      long micros = PackedRow.micros(rows, at);
      times[count] = micros;
      starts[count] = at;
      first = Math.min(first, micros);
      count++;
    }
  }

  /** A row that waits no longer. */
  @SuppressWarnings("ArrayRecordComponent")
  record Due(byte[] bytes, int start, long micros) {}

  boolean isEmpty() {
    return count == 0;
  }

  /** The time of the first row, microseconds; {@link Long#MAX_VALUE} when there is none. */
  long first() {
    return first;
  }

  /** Moves the rows of up to this time, in microseconds. */
  void moveDue(long upTo, List<Due> due) {
    if (first > upTo) {
      return;
    }
    int kept = 0;
    first = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (times[i] <= upTo) {
        due.add(new Due(bytes, starts[i], times[i]));
      } else {
        times[kept] = times[i];
        starts[kept++] = starts[i];
        first = Math.min(first, times[i]);
      }
    }
    count = kept;
    if (kept > 0 && kept < times.length / 2 && bytes.length > FEW) {
      // A row far ahead must not keep all those it came with.
      WaitingRows rest = new WaitingRows(bytes());
      bytes = rest.bytes;
      times = rest.times;
      starts = rest.starts;
    }
  }

  /** The rows that wait, one behind the other. */
  byte[] bytes() {
    int size = 0;
    for (int i = 0; i < count; i++) {
      size += PackedRow.length(bytes, starts[i]);
    }
    if (size == bytes.length) {
      return bytes;
    }
    byte[] rest = new byte[size];
    int to = 0;
    for (int i = 0; i < count; i++) {
      int length = PackedRow.length(bytes, starts[i]);
      System.arraycopy(bytes, starts[i], rest, to, length);
      to += length;
    }
    return rest;
  }
}
