// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Options;
import io.weir.model.WeirException;
import io.weir.model.engine.EngineSettings;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkIllegalArgumentException;
import org.apache.spark.memory.UnifiedMemoryManager;
import org.apache.spark.metrics.source.CodegenMetrics;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final String QUESTION =
      "SELECT id % 7 AS k, sum(id * 31 + 5) AS s FROM range(1000) GROUP BY id % 7 ORDER BY k";

  private static List<Row> answerInANewSession() {
    assertThat(TestSpark.SESSION).isNotNull();
    SparkSession session = Sessions.open(new EngineSettings(2, 0, Options.NONE));
    return session.sql(QUESTION).collectAsList();
  }

  private static long compiled() {
    return CodegenMetrics.METRIC_COMPILATION_TIME().getCount();
  }

  @Test
  void whatSparkGeneratesForAQuestionIsCompiledOnceForAllSessions() {
    long before = compiled();
    List<Row> first = answerInANewSession();
    long after = compiled();
    assertThat(answerInANewSession()).isEqualTo(first).hasSize(7);
    assertThat(after).isGreaterThan(before);
    assertThat(compiled()).isEqualTo(after);
  }

  /** Starts what Spark starts first, as if the JVM had so much memory. */
  private static void startMemory(long bytes) {
    UnifiedMemoryManager.apply(
        new SparkConf(false).set("spark.testing.memory", Long.toString(bytes)), 1);
  }

  @Test
  void tooLittleMemoryForSparkIsToldBeforeSparkTellsIt() {
    long least = 450L << 20;
    assertThatCode(() -> Sessions.requireMemory(least)).doesNotThrowAnyException();
    assertThatCode(() -> startMemory(least)).doesNotThrowAnyException();
    assertThatThrownBy(() -> startMemory(least - 1))
        .isInstanceOf(SparkIllegalArgumentException.class);
    assertThatThrownBy(() -> Sessions.requireMemory(least - 1))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot start Spark: the JVM takes at most 449 MB of memory, and Spark needs 450 MB."
                + " Set WEIR_JAVA_OPTIONS=-Xmx1g, or more.");
  }
}
