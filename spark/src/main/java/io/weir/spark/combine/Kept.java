// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Keeps the groups, and not the rows that only tell a time.
 *
 * <p>Public, for the code that Spark generates calls it.
 */
public final class Kept implements Serializable {
  private static final long serialVersionUID = 1L;

  private Kept() {}

  /** A condition on the column that counts a group's rows. */
  static Column of(String rows) {
    Column count = functions.coalesce(functions.col(rows), functions.lit(0L));
    return ExpressionUtils.column(
        new Invoke(
            Literal.fromObject(new Kept(), new ObjectType(Kept.class)),
            "isGroup",
            DataTypes.BooleanType,
            CollectionConverters.<Expression>asScala(List.of(ExpressionUtils.expression(count)))
                .toList(),
            CollectionConverters.<AbstractDataType>asScala(List.of()).toList(),
            true,
            false,
            // Not deterministic: Spark would move the condition below the watermark, which must see
            // the times of all rows.
            false));
  }

  /** Whether a row with this count is a group. */
  public boolean isGroup(long rows) {
    return rows > 0;
  }
}
