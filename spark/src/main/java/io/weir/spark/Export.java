// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.WeirException;
import io.weir.model.engine.Engine.ExportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampType;

/** Writes rows with Spark's own writers, beside the target, and renames what is written whole. */
final class Export {
  private static final String ROWS = "rows";
  private static final String TIME = "ts";
  private static final String DAY = "day";
  static final String DIRECTORY_DAY = "weir_day";
  private static final String TIME_FORMAT = "yyyy-MM-dd HH:mm:ss.SSSSSS";

  private Export() {}

  /**
   * Writes one file when the target's name ends as the format's files do, else a directory of files
   * that are written in parallel; the number of rows.
   */
  static long write(Dataset<Row> rows, Path target, ExportFormat format)
      throws IOException, InterruptedException {
    boolean isFile = target.toString().endsWith("." + ending(format));
    Path beside = beside(target);
    try {
      long written = save(isFile ? rows.coalesce(1) : rows, "file://" + beside, format);
      dropMarks(beside);
      delete(target);
      Files.move(isFile ? onlyPart(beside) : beside, target, StandardCopyOption.ATOMIC_MOVE);
      return written;
    } finally {
      delete(beside);
    }
  }

  /** Writes the rows of a table into {@code target/day=YYYY-MM-DD/}; the number of rows. */
  static long writeByDay(Dataset<Row> rows, Path target, ExportFormat format)
      throws IOException, InterruptedException {
    Path beside = beside(target);
    try {
      long written = saveByDay(rows, "file://" + beside, format);
      dropMarks(beside);
      try (Stream<Path> days = Files.list(beside)) {
        for (Path day : days.filter(Files::isDirectory).toList()) {
          String name = day.getFileName().toString().replaceFirst(DIRECTORY_DAY, DAY);
          Files.move(day, beside.resolve(name));
        }
      }
      delete(target);
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
      return written;
    } finally {
      delete(beside);
    }
  }

  static boolean hasTime(Dataset<Row> rows) {
    return Arrays.stream(rows.schema().fields())
        .anyMatch(field -> field.name().equals(TIME) && isTime(field));
  }

  static boolean isTime(StructField field) {
    return field.dataType() instanceof TimestampType;
  }

  private static Path beside(Path target) throws IOException {
    Path whole = target.toAbsolutePath().normalize();
    Path beside = whole.resolveSibling("." + whole.getFileName() + ".part");
    delete(beside);
    return beside;
  }

  private static Dataset<Row> counted(Dataset<Row> rows, ExportFormat format, Observation count) {
    return flat(rows, format).observe(count, functions.count(functions.lit(1)).alias(ROWS));
  }

  private static long rows(Observation count) throws InterruptedException {
    return count.getAsJava().get(ROWS) instanceof Long n ? n : 0;
  }

  /** Writes a directory of files; the number of rows. */
  static long save(Dataset<Row> rows, String address, ExportFormat format)
      throws InterruptedException {
    Observation count = new Observation();
    writer(counted(rows, format, count).write(), format).save(address);
    return rows(count);
  }

  /** Writes {@code address/weir_day=YYYY-MM-DD/…}; the number of rows. */
  static long saveByDay(Dataset<Row> rows, String address, ExportFormat format)
      throws InterruptedException {
    boolean hasDay = Arrays.asList(rows.columns()).contains(DAY);
    Dataset<Row> dated =
        hasDay ? rows : rows.withColumn(DAY, functions.col(TIME).cast(DataTypes.DateType));
    Observation count = new Observation();
    // Spark leaves the column it divides by out of the files: it gets a copy of the day.
    Dataset<Row> divided =
        counted(dated, format, count).withColumn(DIRECTORY_DAY, functions.col(DAY));
    writer(divided.write().partitionBy(DIRECTORY_DAY), format).save(address);
    return rows(count);
  }

  static String ending(ExportFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private static DataFrameWriter<Row> writer(DataFrameWriter<Row> writer, ExportFormat format) {
    return switch (format) {
      case PARQUET -> writer.format("parquet").option("compression", "zstd");
      case CSV ->
          writer.format("csv").option("header", "true").option("timestampFormat", TIME_FORMAT);
      case NDJSON ->
          writer
              .format("json")
              .option("timestampFormat", TIME_FORMAT)
              .option("ignoreNullFields", "false");
      case ARROW ->
          throw WeirException.usage(
              "Cannot export to arrow with the spark engine's own writers. Choose parquet.");
    };
  }

  /** For CSV, lists and structs as JSON. */
  private static Dataset<Row> flat(Dataset<Row> rows, ExportFormat format) {
    if (format != ExportFormat.CSV) {
      return rows;
    }
    List<Column> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      Column column = functions.col(Dialect.quoted(field.name()));
      boolean isFlat = field.dataType() instanceof AtomicType;
      columns.add(isFlat ? column : functions.to_json(column).alias(field.name()));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  /** Spark's checksums, and its mark of success, are nothing for who asked. */
  private static void dropMarks(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("_") || name.startsWith(".")) {
          Files.delete(file);
        }
      }
    }
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
