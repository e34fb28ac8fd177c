// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.batch;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Weir's column types as Spark's, and back. A TIMESTAMP is Spark's TIMESTAMP, an instant: it shows
 * as UTC in a session whose time zone is UTC, which Weir's own sessions are.
 */
public final class SparkTypes {
  private SparkTypes() {}

  /** The columns of a table as Spark's schema; every column may be NULL. */
  public static StructType schema(List<Column> columns) {
    return new StructType(columns.stream().map(SparkTypes::field).toArray(StructField[]::new));
  }

  private static StructField field(Column column) {
    StructField field = new StructField(column.name(), type(column.type()), true, Metadata.empty());
    return column.meaning().isEmpty() ? field : field.withComment(column.meaning());
  }

  /** Spark's type for a column type. */
  public static DataType type(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> DataTypes.BooleanType;
      case INTEGER -> DataTypes.IntegerType;
      case BIGINT -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case STRING -> DataTypes.StringType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case DATE -> DataTypes.DateType;
      case BINARY -> DataTypes.BinaryType;
      case BOOLEAN_LIST -> DataTypes.createArrayType(DataTypes.BooleanType);
      case BIGINT_LIST -> DataTypes.createArrayType(DataTypes.LongType);
      case DOUBLE_LIST -> DataTypes.createArrayType(DataTypes.DoubleType);
      case STRING_LIST -> DataTypes.createArrayType(DataTypes.StringType);
      case TIMESTAMP_LIST -> DataTypes.createArrayType(DataTypes.TimestampType);
    };
  }

  /** The columns of a Spark schema; a type that Weir has no name for is STRING. */
  public static List<Column> columns(StructType schema) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      columns.add(Column.of(field.name(), columnType(field.dataType())));
    }
    return columns;
  }

  /** A Spark schema as a table. */
  public static TableSchema table(String name, StructType schema) {
    return new TableSchema(name, "", columns(schema));
  }

  private static ColumnType columnType(DataType type) {
    if (type instanceof ArrayType array) {
      return columnType(array.elementType()).listOf();
    } else if (type instanceof BooleanType) {
      return ColumnType.BOOLEAN;
    } else if (type instanceof IntegerType
        || type instanceof ShortType
        || type instanceof ByteType) {
      return ColumnType.INTEGER;
    } else if (type instanceof LongType) {
      return ColumnType.BIGINT;
    } else if (type instanceof DoubleType || type instanceof FloatType) {
      return ColumnType.DOUBLE;
    } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return ColumnType.TIMESTAMP;
    } else if (type instanceof DateType) {
      return ColumnType.DATE;
    } else if (type instanceof BinaryType) {
      return ColumnType.BINARY;
    } else if (type instanceof StringType) {
      return ColumnType.STRING;
    }
    return ColumnType.STRING;
  }
}
