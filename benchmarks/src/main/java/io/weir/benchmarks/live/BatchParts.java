// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.streaming.StreamingQueryListener;

/** What the batches of streams spent their time with, as Spark tells it. Thread-safe. */
final class BatchParts extends SparkListener {
  private final Map<String, Long> millis = new TreeMap<>();
  private long batches;

  @Override
  public synchronized void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof StreamingQueryListener.QueryProgressEvent told) {
      batches++;
      told.progress().durationMs().forEach((part, took) -> millis.merge(part, took, Long::sum));
    }
  }

  /** Forgets what came so far. */
  synchronized void forget() {
    millis.clear();
    batches = 0;
  }

  /** How many batches, and the mean of each part in milliseconds. */
  synchronized String line() {
    StringBuilder line = new StringBuilder(batches + " batches, ms of one:");
    millis.forEach(
        (part, sum) ->
            line.append(String.format(Locale.ROOT, " %s %.0f", part, (double) sum / batches)));
    return line.toString();
  }
}
