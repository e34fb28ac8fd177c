// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.spark.batch.CellVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Length;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a grouping takes of a row: its keys and the arguments of its measures. What is a column is
 * read from its vector; the rest is worked out by code that Spark generates.
 */
final class Cells {
  private final Source[] keyParts;
  private final Source[] arguments;
  private final int[] workedOutMeasures;
  private final boolean hasWorkedOut;
  private final MutableProjection projection;
  private final SpecificInternalRow workedOut;
  private int row;

  /** How a value is taken of a column. */
  private enum Taking {
    AS_IS,
    /** NULL is a zero. */
    OR_ZERO,
    /** How many characters a text has. */
    LENGTH
  }

  /** What a value is. */
  private enum Form {
    TEXT,
    BOOLEAN,
    INT,
    LONG,
    DOUBLE;

    static Form of(DataType type) {
      if (type instanceof StringType) {
        return TEXT;
      } else if (type instanceof BooleanType) {
        return BOOLEAN;
      } else if (type instanceof IntegerType || type instanceof DateType) {
        return INT;
      }
      return type instanceof DoubleType ? DOUBLE : LONG;
    }
  }

  /** Where a value comes from. */
  private static final class Source {
    /** The column, or -1. */
    final int column;

    /** Where it is among those worked out, or -1. */
    final int index;

    final Taking taking;
    final Form form;
    final boolean isAlwaysThere;
    @Nullable CellVector vector;

    Source(int column, int index, Taking taking, Expression value) {
      this.column = column;
      this.index = index;
      this.taking = taking;
      form = Form.of(value.dataType());
      isAlwaysThere = !value.nullable();
    }
  }

  private final Measure.Kind[] kinds;

  Cells(Grouping grouping) {
    List<Expression> worked = new ArrayList<>();
    keyParts = sources(grouping.keys(), grouping.inputs(), worked);
    List<Measure> measures = grouping.measures();
    arguments =
        sources(measures.stream().map(Measure::argument).toList(), grouping.inputs(), worked);
    kinds = measures.stream().map(Measure::kind).toArray(Measure.Kind[]::new);
    workedOutMeasures =
        IntStream.range(0, arguments.length).filter(i -> arguments[i].index >= 0).toArray();
    hasWorkedOut = !worked.isEmpty();
    projection =
        MutableProjection.create(CollectionConverters.asScala(worked).toList(), grouping.inputs());
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
      Taking taking = taking(value);
      Expression asked = taking == Taking.AS_IS ? value : value.children().head();
      int column = asked instanceof Attribute attribute ? indexOf(attribute, inputs) : -1;
      boolean isWorkedOut = column < 0 && (value.nullable() || !value.foldable());
      sources[i] = new Source(column, isWorkedOut ? worked.size() : -1, taking, value);
      if (isWorkedOut) {
        worked.add(value);
      }
    }
    return sources;
  }

  /** {@code coalesce(column, 0)} and {@code length(column)} are not left to generated code. */
  private static Taking taking(Expression value) {
    if (value instanceof Length
        && value.children().head() instanceof Attribute column
        && column.dataType() instanceof StringType) {
      return Taking.LENGTH;
    }
    boolean isOrZero =
        value instanceof Coalesce
            && value.children().size() == 2
            && value.children().head() instanceof Attribute
            && value.children().last() instanceof Literal otherwise
            && (Long.valueOf(0).equals(otherwise.value())
                || Integer.valueOf(0).equals(otherwise.value()));
    return isOrZero ? Taking.OR_ZERO : Taking.AS_IS;
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

  /** Goes to a batch of Weir's own vectors. */
  void open(ColumnarBatch batch) {
    for (Source[] each : List.of(keyParts, arguments)) {
      for (Source source : each) {
        source.vector = source.column < 0 ? null : (CellVector) batch.column(source.column);
      }
    }
  }

  /** Whether rows must be {@link #workOut worked out}. */
  boolean hasWorkedOut() {
    return hasWorkedOut;
  }

  /** Works out what is not in the columns of a row. */
  void workOut(InternalRow cells) {
    if (hasWorkedOut) {
      projection.apply(cells);
    }
  }

  /** Goes to a row of the batch. */
  void moveTo(int newRow) {
    row = newRow;
  }

  /** Adds a part to the key that is built. */
  void writeKey(int index, Keys keys) {
    Source key = keyParts[index];
    CellVector vector = key.vector;
    if (vector == null) {
      writeWorkedOut(key, keys);
    } else if (vector.isNullAt(row)) {
      if (key.taking == Taking.OR_ZERO) {
        keys.number(0);
      } else {
        keys.absent();
      }
    } else if (key.taking == Taking.LENGTH) {
      keys.number(vector.length(row));
    } else if (key.form == Form.TEXT) {
      keys.text(vector.getUTF8String(row));
    } else {
      keys.number(vector.number(row));
    }
  }

  private void writeWorkedOut(Source key, Keys keys) {
    if (workedOut.isNullAt(key.index)) {
      keys.absent();
    } else if (key.form == Form.TEXT) {
      keys.text(workedOut.getUTF8String(key.index));
    } else {
      keys.number(workedOutNumber(key));
    }
  }

  private long workedOutNumber(Source source) {
    return switch (source.form) {
      case BOOLEAN -> workedOut.getBoolean(source.index) ? 1 : 0;
      case INT -> workedOut.getInt(source.index);
      case LONG -> workedOut.getLong(source.index);
      case DOUBLE -> Double.doubleToRawLongBits(workedOut.getDouble(source.index));
      case TEXT -> 0;
    };
  }

  /** The measures whose arguments are worked out, row by row. */
  int[] workedOutMeasures() {
    return workedOutMeasures;
  }

  /** True when a worked-out argument is NULL. */
  boolean isAbsent(int measure) {
    Source argument = arguments[measure];
    return !argument.isAlwaysThere && workedOut.isNullAt(argument.index);
  }

  /** A worked-out argument if it is a number; 0 of others, which are only counted. */
  long number(int measure) {
    Source argument = arguments[measure];
    long number = workedOutNumber(argument);
    return argument.form == Form.DOUBLE ? kinds[measure].number(number) : number;
  }

  /** Reads a measure's arguments in rows of the batch, unless they are worked out. */
  void read(int measure, int[] rows, int count, long[] numbers, boolean[] isAbsent) {
    Source argument = arguments[measure];
    CellVector vector = argument.vector;
    if (vector == null) {
      if (argument.index < 0) {
        Arrays.fill(isAbsent, false);
      }
      return;
    }
    if (argument.taking == Taking.LENGTH) {
      vector.lengths(rows, count, numbers, isAbsent);
    } else {
      vector.numbers(rows, count, numbers, isAbsent);
    }
    if (argument.taking == Taking.OR_ZERO) {
      for (int i = 0; i < count; i++) {
        numbers[i] = isAbsent[i] ? 0 : numbers[i];
        isAbsent[i] = false;
      }
    }
    if (argument.form == Form.DOUBLE && kinds[measure].isOfFirst()) {
      for (int i = 0; i < count; i++) {
        numbers[i] = kinds[measure].number(numbers[i]);
      }
    }
  }
}
