// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.enrich.SqlFunction;
import io.weir.model.ColumnType;
import io.weir.spark.batch.SparkTypes;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A call of a function of room enrich.
 *
 * <p>Spark has an expression for functions of others, but offers that one to sources, and fails
 * where it answers BOOLEAN beneath AND, OR or NOT. Spark offers no source an expression that it
 * does not know. Public, with these components, because Spark copies it by its constructor.
 */
public final class FunctionCall extends Expression
    implements UserDefinedExpression, CodegenFallback, ImplicitCastInputTypes, Serializable {
  private static final long serialVersionUID = 1;

  private final SqlFunction function;
  private final Seq<Expression> arguments;

  /** A call with as many arguments as the function has parameters. */
  public FunctionCall(SqlFunction function, Seq<Expression> arguments) {
    this.function = function;
    this.arguments = arguments;
  }

  @Override
  public String name() {
    return function.name();
  }

  @Override
  public String prettyName() {
    return function.name();
  }

  @Override
  public Seq<Expression> children() {
    return arguments;
  }

  @Override
  public Seq<AbstractDataType> inputTypes() {
    List<AbstractDataType> types =
        function.parameters().stream()
            .<AbstractDataType>map(parameter -> SparkTypes.type(parameter.type()))
            .toList();
    return CollectionConverters.asScala(types).toList();
  }

  @Override
  public TypeCheckResult checkInputDataTypes() {
    return ImplicitCastInputTypes.super.checkInputDataTypes();
  }

  @Override
  public DataType dataType() {
    return SparkTypes.type(function.returns());
  }

  @Override
  public boolean nullable() {
    return true;
  }

  @Override
  public boolean foldable() {
    for (Expression argument : CollectionConverters.asJava(arguments)) {
      if (!argument.foldable()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public @Nullable Object eval(InternalRow row) {
    Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.apply(i).eval(row);
    }
    Object result = function.call(SqlFunction.Arguments.of(values));
    return function.returns() == ColumnType.STRING && result != null
        ? UTF8String.fromString(result.toString())
        : result;
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    return CodegenFallback.super.doGenCode(context, code);
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new FunctionCall(function, children);
  }

  @Override
  public int productArity() {
    return 2;
  }

  @Override
  public Object productElement(int index) {
    return index == 0 ? function : arguments;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof FunctionCall;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FunctionCall call
        && function.equals(call.function)
        && arguments.equals(call.arguments);
  }

  @Override
  public int hashCode() {
    return Objects.hash(function, arguments);
  }

  @Override
  public String toString() {
    return sql();
  }
}
