// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.Column;
import io.weir.model.InputFile;
import io.weir.model.TableSchema;
import io.weir.model.engine.RelationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/** Tables in files that Spark reads itself. */
final class Relations {
  private Relations() {}

  static Dataset<Row> rows(SparkSession session, RelationFile relation) {
    DataFrameReader reader = session.read();
    // Names are names, not patterns; the listing has matched patterns already.
    reader.option("__globPaths__", "false");
    if (relation.files().stream().anyMatch(file -> file.name().contains(":"))) {
      // Hadoop's file system with checksums refuses colons; the one below it does not.
      reader.option("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
      reader.option("fs.file.impl.disable.cache", "true");
    }
    String[] paths = relation.files().stream().map(Relations::location).toArray(String[]::new);
    return switch (relation.kind()) {
      case CSV ->
          reader
              .option("header", "true")
              .option("inferSchema", "true")
              // A quote in a field is written twice.
              .option("escape", "\"")
              .csv(paths);
      case JSON -> reader.option("multiLine", "true").json(paths);
      case NDJSON -> reader.json(paths);
      case PARQUET -> reader.option("mergeSchema", "true").parquet(paths);
    };
  }

  /**
   * Rows with the columns of a table, in its order and types; absent ones are NULL. Lists that are
   * text, as in CSV, are read as JSON.
   *
   * @param dropped the further column to leave out; {@code *} for all further ones
   */
  static Dataset<Row> shaped(Dataset<Row> rows, TableSchema table, String dropped) {
    List<org.apache.spark.sql.Column> columns = new ArrayList<>();
    for (Column wanted : table.columns()) {
      String type = Dialect.typeName(wanted.type());
      Optional<StructField> found =
          Arrays.stream(rows.schema().fields())
              .filter(field -> field.name().equalsIgnoreCase(wanted.name()))
              .findFirst();
      org.apache.spark.sql.Column value =
          found
              .map(
                  field -> {
                    org.apache.spark.sql.Column own = rows.col(Dialect.quoted(field.name()));
                    boolean isText =
                        wanted.type().isList() && field.dataType() instanceof StringType;
                    return isText ? functions.from_json(own, type, Map.of()) : own.cast(type);
                  })
              .orElseGet(() -> functions.lit(null).cast(type));
      columns.add(value.alias(wanted.name()));
    }
    for (String name : rows.columns()) {
      boolean isFurther = table.indexOf(name).isEmpty();
      if (isFurther && !dropped.equals("*") && !dropped.equals(name)) {
        columns.add(rows.col(Dialect.quoted(name)));
      }
    }
    return rows.select(columns.toArray(org.apache.spark.sql.Column[]::new));
  }

  /** A path as Spark reads it: one without a scheme is of this machine, whatever the default. */
  private static String location(InputFile file) {
    return file.path().matches("[a-z][a-z0-9+.-]+://.*")
        ? file.path()
        : "file://" + Path.of(file.path()).toAbsolutePath().normalize();
  }
}
