// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.WeirException;
import io.weir.model.WeirException.Kind;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.util.List;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;

/** Turns what Spark says of a failure into what a person should read. */
public final class SqlFailure {
  private SqlFailure() {}

  /**
   * A failure as a person should read it.
   *
   * @param tables the tables that queries may name
   */
  public static WeirException of(Throwable failure, List<String> tables) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof WeirException known) {
        return known;
      }
      if (t instanceof IOException) {
        return WeirException.of(Kind.FAILED, "Cannot read the input: " + reason(t), failure);
      }
    }
    for (Throwable t = root(failure); t != null; t = t == failure ? null : failure) {
      if (t instanceof SparkThrowable spark && spark.getCondition() != null) {
        return ofSpark(spark, t, tables);
      }
    }
    return WeirException.of(Kind.FAILED, "Cannot run the query: " + reason(root(failure)), failure);
  }

  private static WeirException ofSpark(SparkThrowable spark, Throwable t, List<String> tables) {
    if (spark.getCondition().startsWith("TABLE_OR_VIEW_NOT_FOUND")) {
      String name = spark.getMessageParameters().getOrDefault("relationName", "").replace("`", "");
      return WeirException.of(
          Kind.USAGE, "Cannot run the query: " + FiveTables.missing(name, tables), t);
    }
    String state = spark.getSqlState() == null ? "" : spark.getSqlState();
    boolean isUsage =
        t instanceof AnalysisException || state.startsWith("42") || state.equals("22018");
    String message = t instanceof AnalysisException e ? e.getSimpleMessage() : reason(t);
    return WeirException.of(
        isUsage ? Kind.USAGE : Kind.FAILED, "Cannot run the query: " + plain(message), t);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      root = t;
    }
    return root;
  }

  private static String reason(Throwable t) {
    String message = t.getMessage();
    return message == null ? t.toString() : plain(message);
  }

  /** On one line, without Spark's error code, picture of the statement and advice on its setup. */
  private static String plain(String message) {
    String text = message.replaceFirst("(?s)\\s*== SQL.*", "");
    text = text.replaceFirst("(?s)\\s*SQLSTATE: \\w+.*", "");
    text = text.replaceFirst(" If necessary set \"[^\"]*\" to \"[^\"]*\" to bypass.*", "");
    return text.replaceFirst("^\\[[A-Z0-9_.]+\\]\\s*", "").strip().replaceAll("\\s*\\n\\s*", " ");
  }
}
