// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the rows of each batch; a batch that comes again replaces itself. */
final class CollectedRows implements LiveSink {
  private final Map<Long, List<String>> batches = new TreeMap<>();
  private String run = "";

  static List<String> texts(Result result) {
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<Object> row = new ArrayList<>();
      for (int i = 0; i < result.columns().size(); i++) {
        row.add(String.valueOf(result.value(i)));
      }
      rows.add(row.toString());
    }
    return rows;
  }

  String run() {
    return run;
  }

  /** All rows in alphabetical order. */
  synchronized List<String> sorted() {
    return batches.values().stream().flatMap(List::stream).sorted().toList();
  }

  synchronized int batches() {
    return batches.size();
  }

  @Override
  public void begin(String name) {
    run = name;
  }

  @Override
  public synchronized void write(long batch, String output, Result rows) {
    batches.put(batch, texts(rows));
  }

  @Override
  public void close() {}
}
