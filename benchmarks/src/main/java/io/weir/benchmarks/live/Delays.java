// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import io.weir.model.Column;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Result;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long after a window could close, its end and the lateness, its rows came. Thread-safe. */
final class Delays implements LiveSink {
  private final long windowMillis;
  private final long latenessMillis;
  private final List<Long> millis = new ArrayList<>();
  private long lastWindow = Long.MIN_VALUE;

  Delays(long windowMillis, long latenessMillis) {
    this.windowMillis = windowMillis;
    this.latenessMillis = latenessMillis;
  }

  @Override
  public void begin(String run) {}

  @Override
  public synchronized void write(long batch, String output, Result rows) {
    List<String> names = rows.columns().stream().map(Column::name).toList();
    int window = names.indexOf("window_start");
    int column = window < 0 ? names.indexOf("ts") : window;
    while (rows.next()) {
      Object value = rows.value(column);
      Instant time =
          value instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) value;
      if (time != null) {
        note(time.toEpochMilli(), window >= 0);
      }
    }
  }

  /** Notes the delay of a row; of rows of windows, that of the first of a window. */
  private void note(long time, boolean isWindow) {
    if (!isWindow) {
      millis.add(System.currentTimeMillis() - time - latenessMillis);
    } else if (time > lastWindow) {
      lastWindow = time;
      millis.add(System.currentTimeMillis() - lastWindow - windowMillis - latenessMillis);
    }
  }

  /** Forgets what came so far: the first windows of a process are slow. */
  synchronized void forget() {
    millis.clear();
  }

  /** Delays in milliseconds, of each window one, ascending. */
  synchronized List<Long> sorted() {
    List<Long> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    return sorted;
  }

  @Override
  public void close() {}
}
