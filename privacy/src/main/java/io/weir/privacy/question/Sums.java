// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.engine.Engine;
import io.weir.model.engine.Result;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bounded sums of a batch: exact, and not to be shown to anybody. */
final class Sums {
  /** Sums are cut here, which changes no difference between neighbours for the worse. */
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1L << 60);

  private static final long[] NONE = new long[3];

  private final List<Map<Group, long[]>> tallies = new ArrayList<>();

  /**
   * What a sum is of.
   *
   * @param key empty where the tally has no groups
   * @param time of the wall clock, in microseconds; 0 where the tally has no lengths of time
   * @param bin of histograms and quantiles; 0 of others
   */
  record Group(String key, long time, long bin) {}

  private Sums(int tallies) {
    for (int i = 0; i < tallies; i++) {
      this.tallies.add(new HashMap<>());
    }
  }

  /** The sums of data without rows. */
  static Sums none(int tallies) {
    return new Sums(tallies);
  }

  /** Known sums, one map a tally. */
  static Sums known(List<Map<Group, long[]>> tallies) {
    Sums sums = new Sums(tallies.size());
    for (int i = 0; i < tallies.size(); i++) {
      sums.tallies.get(i).putAll(tallies.get(i));
    }
    return sums;
  }

  /**
   * Lets an engine compute them.
   *
   * @param places the tallies that each one of the statement is here
   */
  void read(Engine engine, BoundedStatement statement, List<List<Integer>> places) {
    try (Result result = engine.query(statement.sql(), statement.parameters())) {
      while (result.next()) {
        Group group =
            new Group(
                String.valueOf(result.value(1)), whole(result.value(2)), whole(result.value(3)));
        long[] parts = {
          whole(result.value(4)), whole(result.value(5)), whole(result.value(6)),
        };
        for (int place : places.get((int) whole(result.value(0)))) {
          tallies.get(place).merge(group, parts, Sums::added);
        }
      }
    }
  }

  /** Keys that are two to an engine may be one here. */
  private static long[] added(long[] some, long[] more) {
    long[] sum = new long[some.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = some[i] + more[i];
    }
    return sum;
  }

  /** One sum; 0 for a group without any unit. */
  long of(int tally, Group group, int part) {
    return tallies.get(tally).getOrDefault(group, NONE)[part];
  }

  /** The groups that units touch. */
  Set<Group> groups(int tally) {
    return tallies.get(tally).keySet();
  }

  private static long whole(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Long || value instanceof Integer) {
      return Math.max(-(1L << 60), Math.min(1L << 60, ((Number) value).longValue()));
    }
    BigDecimal number = new BigDecimal(value.toString());
    return number.min(LARGEST).max(LARGEST.negate()).longValue();
  }
}
