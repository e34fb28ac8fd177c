// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.combine;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import io.weir.spark.batch.SparkTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Length;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.connector.expressions.GeneralScalarExpression;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Turns what Spark offers to sources back into what Spark runs: columns, constants, and what Weir's
 * own views make of columns. Anything else is declined.
 */
final class Terms {
  /** Makes the same columns of two scans the same, so that Spark may read once for both. */
  private static final UUID COLUMNS = new UUID(0x7765_6972L, 0);

  private final TableSchema table;
  private final Map<Integer, Attribute> inputs = new TreeMap<>();

  Terms(TableSchema table) {
    this.table = table;
  }

  /** The columns that were named so far, in the table's order. */
  List<Attribute> inputs() {
    return List.copyOf(inputs.values());
  }

  /** The expression; empty for one that is not known here. */
  Optional<Expression> term(org.apache.spark.sql.connector.expressions.Expression offered) {
    if (offered instanceof NamedReference reference) {
      return column(reference.fieldNames());
    } else if (offered instanceof org.apache.spark.sql.connector.expressions.Literal<?> literal) {
      return Optional.of(new Literal(literal.value(), literal.dataType()));
    } else if (offered instanceof org.apache.spark.sql.connector.expressions.Cast cast) {
      return term(cast.expression()).flatMap(from -> cast(from, cast.dataType()));
    } else if (offered instanceof GeneralScalarExpression call) {
      List<Expression> parts = new ArrayList<>();
      for (var child : call.children()) {
        Optional<Expression> part = term(child);
        if (part.isEmpty()) {
          return Optional.empty();
        }
        parts.add(part.get());
      }
      return Optional.ofNullable(call(call.name(), parts));
    }
    return Optional.empty();
  }

  private Optional<Expression> column(String[] name) {
    OptionalInt index = name.length == 1 ? table.indexOf(name[0]) : OptionalInt.empty();
    if (index.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        (Expression) inputs.computeIfAbsent(index.getAsInt(), i -> attribute(table, i)));
  }

  private static Attribute attribute(TableSchema table, int index) {
    Column column = table.columns().get(index);
    return new AttributeReference(
        column.name(),
        SparkTypes.type(column.type()),
        true,
        Metadata.empty(),
        new ExprId(index, COLUMNS),
        CollectionConverters.<String>asScala(List.of()).toList());
  }

  /** Casts that lose nothing, and the day of a time in the session's zone. */
  private static Optional<Expression> cast(Expression from, DataType to) {
    boolean isDay = from.dataType() instanceof TimestampType && to instanceof DateType;
    if (!isDay && !Cast.canUpCast(from.dataType(), to)) {
      return Optional.empty();
    }
    return Optional.of(
        new Cast(from, to, Option.apply(SQLConf.get().sessionLocalTimeZone()), EvalMode.ANSI()));
  }

  private static @Nullable Expression call(String name, List<Expression> parts) {
    return switch (name) {
      case "COALESCE" -> new Coalesce(seq(parts));
      case "CASE_WHEN" -> caseWhen(parts);
      case "CHAR_LENGTH" ->
          parts.get(0).dataType() instanceof StringType ? new Length(parts.get(0)) : null;
      case "IS_NULL" -> new IsNull(parts.get(0));
      case "IS_NOT_NULL" -> new IsNotNull(parts.get(0));
      case "NOT" -> isTruth(parts) ? new Not(parts.get(0)) : null;
      default -> parts.size() == 2 ? comparison(name, parts.get(0), parts.get(1)) : null;
    };
  }

  private static @Nullable Expression comparison(String name, Expression a, Expression b) {
    boolean areTruths = isTruth(List.of(a, b));
    if (name.equals("AND") || name.equals("OR")) {
      return !areTruths ? null : name.equals("AND") ? new And(a, b) : new Or(a, b);
    }
    if (!a.dataType().equals(b.dataType())) {
      return null;
    }
    return switch (name) {
      case "=" -> new EqualTo(a, b);
      case "<>" -> new Not(new EqualTo(a, b));
      case "<" -> new LessThan(a, b);
      case "<=" -> new LessThanOrEqual(a, b);
      case ">" -> new GreaterThan(a, b);
      case ">=" -> new GreaterThanOrEqual(a, b);
      default -> null;
    };
  }

  private static boolean isTruth(List<Expression> parts) {
    return parts.stream().allMatch(part -> part.dataType() instanceof BooleanType);
  }

  private static Expression caseWhen(List<Expression> parts) {
    List<Tuple2<Expression, Expression>> branches = new ArrayList<>();
    int pairs = parts.size() / 2;
    for (int i = 0; i < pairs; i++) {
      branches.add(new Tuple2<>(parts.get(2 * i), parts.get(2 * i + 1)));
    }
    Option<Expression> otherwise =
        parts.size() % 2 == 0 ? Option.empty() : Option.apply(parts.get(parts.size() - 1));
    return new CaseWhen(seq(branches), otherwise);
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toList();
  }
}
