// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.WeirException;
import io.weir.model.engine.Engine.ExportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.StructField;

/**
 * Writes the rows of a query with Spark's own writers: one file when the target's name ends as the
 * format's files do, else a directory of files written in parallel. Either is written beside and
 * renamed.
 */
final class Export {
  private static final String ROWS = "rows";
  private static final String TIME_FORMAT = "yyyy-MM-dd HH:mm:ss.SSSSSS";

  private Export() {}

  /** Rows written. */
  static long write(Dataset<Row> rows, Path target, ExportFormat format)
      throws IOException, InterruptedException {
    Path beside = target.toAbsolutePath().normalize();
    beside = beside.resolveSibling("." + beside.getFileName() + ".part");
    delete(beside);
    try {
      boolean isFile = target.toString().endsWith("." + format.name().toLowerCase(Locale.ROOT));
      Observation count = new Observation();
      Dataset<Row> counted =
          flat(rows, format).observe(count, functions.count(functions.lit(1)).alias(ROWS));
      Dataset<Row> placed = isFile ? counted.coalesce(1) : counted;
      writer(placed.write(), format).save("file://" + beside);
      delete(target);
      Files.move(isFile ? onlyPart(beside) : beside, target, StandardCopyOption.ATOMIC_MOVE);
      return count.getAsJava().get(ROWS) instanceof Long n ? n : 0;
    } finally {
      delete(beside);
    }
  }

  private static DataFrameWriter<Row> writer(DataFrameWriter<Row> writer, ExportFormat format) {
    return switch (format) {
      case PARQUET -> writer.format("parquet").option("compression", "zstd");
      case CSV ->
          writer.format("csv").option("header", "true").option("timestampFormat", TIME_FORMAT);
      case NDJSON -> writer.format("json").option("timestampFormat", TIME_FORMAT);
      case ARROW ->
          throw WeirException.usage(
              "Cannot export to arrow with the spark engine's own writers. Choose parquet.");
    };
  }

  /** For CSV, lists and structs as text. */
  private static Dataset<Row> flat(Dataset<Row> rows, ExportFormat format) {
    if (format != ExportFormat.CSV) {
      return rows;
    }
    List<Column> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      Column column = functions.col(Dialect.quoted(field.name()));
      boolean isFlat = field.dataType() instanceof AtomicType;
      columns.add(isFlat ? column : column.cast("string").alias(field.name()));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Path onlyPart(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .findFirst()
          .orElseThrow(() -> new IOException("Spark wrote no file into " + directory));
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
