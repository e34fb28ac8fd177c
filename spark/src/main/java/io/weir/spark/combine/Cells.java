// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a combination takes of a row: its keys and the arguments of its measures. What is a column
 * is read from its vector; the rest is worked out by code that Spark generates.
 */
final class Cells {
  private final Source[] keyParts;
  private final Source[] arguments;
  private final boolean hasWorkedOut;
  private final MutableProjection projection;
  private final SpecificInternalRow workedOut;
  private int row;

  /** Where a value comes from. */
  private static final class Source {
    /** The column, or -1. */
    final int column;

    /** Where it is among those worked out. */
    final int index;

    final boolean isText;
    final boolean isBoolean;
    final boolean isInt;
    final boolean isWhole;
    final boolean isAlwaysThere;
    @Nullable ColumnVector vector;

    /** Whether a NULL of the column is a zero. */
    final boolean isZeroIfAbsent;

    Source(int column, int index, Expression value, boolean isZeroIfAbsent) {
      this.column = column;
      this.index = index;
      DataType type = value.dataType();
      isText = type instanceof org.apache.spark.sql.types.StringType;
      isBoolean = type instanceof org.apache.spark.sql.types.BooleanType;
      isInt = type instanceof IntegerType;
      isWhole = isInt || type instanceof LongType;
      this.isZeroIfAbsent = isZeroIfAbsent;
      isAlwaysThere = !value.nullable();
    }
  }

  Cells(Combination combination) {
    List<Expression> worked = new ArrayList<>();
    keyParts = sources(combination.keys(), combination.inputs(), worked);
    arguments =
        sources(
            combination.measures().stream().map(Measure::argument).toList(),
            combination.inputs(),
            worked);
    hasWorkedOut = !worked.isEmpty();
    projection =
        MutableProjection.create(
            CollectionConverters.asScala(worked).toList(), combination.inputs());
    workedOut =
        new SpecificInternalRow(
            CollectionConverters.asScala(worked.stream().map(Expression::dataType).toList())
                .toList());
    projection.target(workedOut);
  }

  private static Source[] sources(
      List<Expression> values, Seq<Attribute> inputs, List<Expression> worked) {
    Source[] sources = new Source[values.size()];
    for (int i = 0; i < sources.length; i++) {
      Expression value = values.get(i);
      boolean isZeroIfAbsent = isColumnOrZero(value);
      Expression asked = isZeroIfAbsent ? value.children().head() : value;
      int column = asked instanceof Attribute attribute ? indexOf(attribute, inputs) : -1;
      boolean isWorkedOut = column < 0 && (value.nullable() || !value.foldable());
      sources[i] =
          new Source(
              column, isWorkedOut || column >= 0 ? worked.size() : -1, value, isZeroIfAbsent);
      if (isWorkedOut) {
        worked.add(value);
      }
    }
    return sources;
  }

  /** {@code coalesce(column, 0)}: so common that it is not left to generated code. */
  private static boolean isColumnOrZero(Expression value) {
    return value instanceof Coalesce
        && value.children().size() == 2
        && value.children().head() instanceof Attribute
        && value.children().last() instanceof Literal otherwise
        && (Long.valueOf(0).equals(otherwise.value())
            || Integer.valueOf(0).equals(otherwise.value()));
  }

  private static int indexOf(Attribute attribute, Seq<Attribute> inputs) {
    List<Attribute> all = CollectionConverters.asJava(inputs);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).exprId().equals(attribute.exprId())) {
        return i;
      }
    }
    return -1;
  }

  /** Goes to a batch. */
  void open(ColumnarBatch batch) {
    for (Source[] each : List.of(keyParts, arguments)) {
      for (Source source : each) {
        source.vector = source.column < 0 ? null : batch.column(source.column);
      }
    }
  }

  /** Goes to a row of the batch. */
  void moveTo(int newRow, InternalRow cells) {
    row = newRow;
    if (hasWorkedOut) {
      projection.apply(cells);
    }
  }

  /** Adds a part to the key that is built. */
  void writeKey(int index, Keys keys) {
    Source key = keyParts[index];
    ColumnVector vector = key.vector;
    if (vector != null) {
      if (vector.isNullAt(row) && key.isZeroIfAbsent) {
        keys.number(0);
      } else if (vector.isNullAt(row)) {
        keys.absent();
      } else if (key.isText) {
        keys.text(vector.getUTF8String(row));
      } else {
        keys.number(key.isBoolean ? (vector.getBoolean(row) ? 1 : 0) : vector.getLong(row));
      }
    } else if (workedOut.isNullAt(key.index)) {
      keys.absent();
    } else if (key.isText) {
      keys.text(workedOut.getUTF8String(key.index));
    } else if (key.isBoolean) {
      keys.number(workedOut.getBoolean(key.index) ? 1 : 0);
    } else {
      keys.number(key.isInt ? workedOut.getInt(key.index) : workedOut.getLong(key.index));
    }
  }

  /** True when a measure's argument is NULL. */
  boolean isAbsent(int measure) {
    Source argument = arguments[measure];
    return !argument.isAlwaysThere
        && (argument.vector == null
            ? workedOut.isNullAt(argument.index)
            : argument.vector.isNullAt(row));
  }

  /** A measure's argument if it is a whole number; 0 of others, which are only counted. */
  long number(int measure) {
    Source argument = arguments[measure];
    ColumnVector vector = argument.vector;
    if (!argument.isWhole || argument.index < 0) {
      return 0;
    } else if (argument.isZeroIfAbsent && vector != null && vector.isNullAt(row)) {
      return 0;
    } else if (vector != null) {
      return argument.isInt ? vector.getInt(row) : vector.getLong(row);
    }
    return argument.isInt ? workedOut.getInt(argument.index) : workedOut.getLong(argument.index);
  }
}
