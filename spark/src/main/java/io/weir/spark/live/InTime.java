// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.spark.FoldCounts;
import io.weir.spark.combine.CombinedReader;
import java.io.Serializable;
import java.util.function.LongPredicate;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Keeps the rows that a window still waits for, and counts the others. Spark would drop them too,
 * but counts groups of them, not rows.
 *
 * <p>Public, for the code that Spark generates calls it.
 */
public final class InTime implements LongPredicate, Serializable {
  private static final long serialVersionUID = 1L;

  /** The local property by which a task learns which windows are closed. */
  static final String CLOSED = "weir.closed.millis";

  static final String LATE = "late";
  static final String WITHOUT_TIME = "without time";

  private static final long NO_TIME = CombinedReader.NO_TIME;

  private final long window;
  private final FoldCounts counts;
  private transient boolean isReady;
  private transient long closed;

  InTime(long window, FoldCounts counts) {
    this.window = window;
    this.counts = counts;
  }

  /**
   * A condition on a TIMESTAMP column.
   *
   * @param window length of the windows in microseconds; 0 when each row is waited for by itself
   * @param counts counts {@link #LATE} and {@link #WITHOUT_TIME}
   */
  static Column of(String time, long window, FoldCounts counts) {
    InTime target = new InTime(window, counts);
    Column micros =
        functions.coalesce(functions.unix_micros(functions.col(time)), functions.lit(NO_TIME));
    Expression call =
        new Invoke(
            Literal.fromObject(target, new ObjectType(InTime.class)),
            "isInTime",
            DataTypes.BooleanType,
            CollectionConverters.<Expression>asScala(
                    java.util.List.of(ExpressionUtils.expression(micros)))
                .toList(),
            CollectionConverters.<org.apache.spark.sql.types.AbstractDataType>asScala(
                    java.util.List.of())
                .toList(),
            true,
            false,
            // Not deterministic: a condition that Spark moves below it would hide rows from the
            // watermark, which must go on when the rows that an analysis asks for do not come.
            false);
    return ExpressionUtils.column(call);
  }

  /** Whether the window of this time, in microseconds, is open. */
  public boolean isInTime(long micros) {
    if (micros == NO_TIME) {
      counts.add(WITHOUT_TIME, 1);
      return false;
    }
    if (!isReady) {
      String told = TaskContext.get().getLocalProperty(CLOSED);
      closed = told == null ? beginning() : Long.parseLong(told) * 1000;
      isReady = true;
    }
    // Most rows are new.
    if (micros > closed) {
      return true;
    }
    long end = window == 0 ? micros : Math.floorDiv(micros, window) * window + window;
    if (end > closed) {
      return true;
    }
    counts.add(LATE, 1);
    return false;
  }

  @Override
  public boolean test(long micros) {
    return isInTime(micros);
  }

  /** Spark's watermark begins at 1970: what ended then is closed, but a row of then may come. */
  private long beginning() {
    return window == 0 ? -1 : 0;
  }
}
