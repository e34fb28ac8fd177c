// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import io.weir.model.WeirException;
import io.weir.model.analysis.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * Executes queries over a catalog's tables. One engine serves one run; it is used by one thread at
 * a time, but {@link #cancel} may be called by any.
 */
public interface Engine extends AutoCloseable {
  /** The word for {@code --engine}. */
  String name();

  /**
   * Answers a query.
   *
   * @param parameters values for the {@code ?} of the statement, in order
   * @throws io.weir.model.WeirException of kind USAGE when the SQL is wrong
   */
  Result query(String sql, List<? extends @Nullable Object> parameters);

  /**
   * Answers a query with Arrow's record batches.
   *
   * @param allocator of the batches; it stays the caller's, and is closed after them
   * @throws io.weir.model.WeirException of kind USAGE when the SQL is wrong, or the engine has no
   *     batches
   */
  default ArrowReader batches(
      String sql, List<? extends @Nullable Object> parameters, BufferAllocator allocator) {
    throw WeirException.usage(
        "Cannot answer with Arrow batches: the engine %s has none. Use the embedded engine.",
        name());
  }

  /**
   * Runs the steps of an analysis: folds are executed, SQL steps become part of the outputs.
   *
   * @throws io.weir.model.WeirException of kind USAGE when a step names a table the input lacks
   */
  PlanRun run(Plan plan);

  /** The plan of a query, as the engine explains it, and the columns each native table is asked. */
  Explanation explain(String sql);

  /**
   * Writes the rows of a query to a file or directory in the engine's own way.
   *
   * @return rows written
   */
  long export(String sql, Path target, ExportFormat format);

  /**
   * Writes tables by day: {@code target/TABLE/day=YYYY-MM-DD/…}, or {@code target/TABLE/…} for a
   * table without a {@code ts}. Tables that one pass over an input can fill are filled in one pass.
   *
   * @param target an existing, empty directory
   * @return rows written, by table
   */
  Map<String, Long> convert(List<String> tables, Path target, ExportFormat format);

  /**
   * Writes the rows of a query to another system: one file when the address ends as the format's
   * files do, else a directory of files. It appears when it is whole, or never.
   *
   * @param address such as {@code hdfs://host/answers/a.parquet}
   * @param acceptance asked before it appears
   * @return rows written
   * @throws WeirException of kind USAGE when the engine writes to this machine only
   */
  default long exportTo(String sql, String address, ExportFormat format, Acceptance acceptance) {
    throw localOnly(address);
  }

  /**
   * Writes tables by day to another system, as {@link #convert} does to this one.
   *
   * @param address of a directory, such as {@code s3a://bucket/archive}; made if it is not there
   * @param existing what happens to files of the same table and day
   * @param acceptance asked before anything appears
   * @return rows written, by table
   * @throws WeirException of kind USAGE when the engine writes to this machine only
   */
  default Map<String, Long> convertTo(
      List<String> tables,
      String address,
      ExportFormat format,
      Existing existing,
      Acceptance acceptance) {
    throw localOnly(address);
  }

  /** Whether answers can be written to other systems, with {@link #exportTo} and its like. */
  default boolean writesElsewhere() {
    return false;
  }

  private WeirException localOnly(String address) {
    return WeirException.usage(
        "Cannot write to %s: the engine %s writes to this machine only. Use --engine spark.",
        address, name());
  }

  /** What has been read so far. */
  Progress progress();

  /** Stops the running query as soon as it can; the query then fails. */
  void cancel();

  @Override
  void close();

  /** A plan that was run. */
  interface PlanRun extends AutoCloseable {
    /** The names of the plan's outputs, the answer first. */
    List<String> outputs();

    /** The rows of one of the plan's outputs. */
    Result output(String name);

    /**
     * Writes the rows of one of the plan's outputs, as {@link Engine#export} does those of a query.
     *
     * @param output its name
     * @return rows written
     */
    long export(String output, Path target, ExportFormat format);

    /**
     * Writes the rows of one of the plan's outputs to another system, as {@link Engine#exportTo}
     * does those of a query.
     *
     * @param output its name
     * @return rows written
     * @throws WeirException of kind USAGE when the engine writes to this machine only
     */
    default long exportTo(
        String output, String address, ExportFormat format, Acceptance acceptance) {
      throw WeirException.usage(
          "Cannot write to %s: the engine writes to this machine only. Use --engine spark.",
          address);
    }

    /** What folds counted with {@link io.weir.model.analysis.Out#count}. */
    Map<String, Long> counts();

    @Override
    void close();
  }

  /** Whether what was written may appear. */
  interface Acceptance {
    /** Returns if so; what it throws is how the writing ends. */
    void check() throws IOException;
  }

  /** File formats that engines write natively. */
  enum ExportFormat {
    PARQUET,
    CSV,
    NDJSON,
    ARROW
  }

  /**
   * What a query would do.
   *
   * @param scans a line for each native table scanned: its name and the columns it is asked for
   * @param plan the engine's own plan, as text
   */
  record Explanation(List<ScanColumns> scans, String plan) {}

  /** The columns that one scan of a native table asks for. */
  record ScanColumns(String table, List<String> columns) {}
}
