// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose {@code ?} have names. Spark 4.2 mixes up more than four values that are bound
 * by their places, without an error; those bound by name it does not.
 */
public final class NamedParameters {
  private static final String NAME = "weir_parameter_";

  private NamedParameters() {}

  /**
   * The rows of a statement.
   *
   * @param values for its {@code ?}, in order
   */
  public static Dataset<Row> rows(
      SparkSession session, String sql, List<? extends @Nullable Object> values) {
    Object[] bound = Values.parameters(values);
    List<String> parts = parts(sql);
    // Where their numbers differ, Spark says so.
    if (bound.length == 0 || parts.size() - 1 != bound.length) {
      return session.sql(sql, bound);
    }
    StringBuilder named = new StringBuilder(parts.get(0));
    Map<String, Object> byName = new HashMap<>();
    for (int i = 0; i < bound.length; i++) {
      named.append(':').append(NAME).append(i).append(parts.get(i + 1));
      byName.put(NAME + i, bound[i]);
    }
    return session.sql(named.toString(), byName);
  }

  /** What stands between the {@code ?} that are no part of a text, a name or a comment. */
  static List<String> parts(String sql) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '?') {
        parts.add(sql.substring(start, at));
        start = at + 1;
        at++;
      } else if (c == '\'' || c == '"' || c == '`') {
        at = quoted(sql, at);
      } else if (sql.startsWith("--", at)) {
        at = behind(sql, "\n", at);
      } else if (sql.startsWith("/*", at)) {
        at = behind(sql, "*/", at + 2);
      } else {
        at++;
      }
    }
    parts.add(sql.substring(start));
    return parts;
  }

  /** Where what is in quotes ends; two quotes in it are one of its characters. */
  private static int quoted(String sql, int open) {
    char quote = sql.charAt(open);
    int at = open + 1;
    while (at < sql.length() && sql.charAt(at) != quote) {
      at += sql.charAt(at) == '\\' && quote != '`' ? 2 : 1;
    }
    return Math.min(sql.length(), at + 1);
  }

  private static int behind(String sql, String mark, int from) {
    int found = sql.indexOf(mark, from);
    return found < 0 ? sql.length() : found + mark.length();
  }
}
