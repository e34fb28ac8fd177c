// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.Options;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The one Spark of the tests: two threads, two shuffle partitions. */
final class TestSpark {
  /** So that an engine of a test does not own Spark, and does not stop it. */
  static final SparkSession SESSION = Sessions.open(new EngineSettings(2, 0, Options.NONE));

  private TestSpark() {}

  static List<List<@Nullable Object>> rows(Engine engine, String sql, @Nullable Object... values) {
    try (Result result = engine.query(sql, Arrays.asList(values))) {
      return rows(result);
    }
  }

  static List<List<@Nullable Object>> rows(Result result) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 0; i < result.columns().size(); i++) {
        row.add(result.value(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
