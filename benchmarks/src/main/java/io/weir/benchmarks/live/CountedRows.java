// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Result;
import java.util.concurrent.atomic.LongAdder;

/** Counts finished rows and keeps none. */
final class CountedRows implements LiveSink {
  private final LongAdder rows = new LongAdder();

  @Override
  public void begin(String run) {
    rows.reset();
  }

  @Override
  public void write(long batch, String output, Result result) {
    while (result.next()) {
      rows.increment();
    }
  }

  long rows() {
    return rows.sum();
  }

  @Override
  public void close() {}
}
