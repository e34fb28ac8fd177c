// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.job.Analyses;
import io.weir.job.OpenedInputs;
import io.weir.model.Options;
import io.weir.spark.source.SourceInput;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;

/**
 * All tables of some files as temporary views of a session: those the files hold, and those that
 * are composed of them, such as {@code named_flows}.
 *
 * <pre>{@code
 * WeirViews.register(spark, "/data/zeek/2026-03-01");
 * spark.sql("SELECT name, sum(s_bytes) FROM named_flows GROUP BY name").show();
 * }</pre>
 */
public final class WeirViews {
  private static final AtomicInteger REGISTERED = new AtomicInteger();

  private WeirViews() {}

  /**
   * Makes the views of one file or directory.
   *
   * @return the names that queries may use
   */
  public static List<String> register(SparkSession session, String path) {
    return register(session, List.of(path), Map.of());
  }

  /**
   * Makes the views of several files and directories, and Weir's SQL functions. The session's time
   * zone becomes UTC and its SQL ANSI, for which the views are written.
   *
   * @param paths as the command takes them: files, directories, patterns, {@code name=PATH}
   * @param options {@code format}, {@code from}, {@code to}, {@code zone} and the formats' own
   * @return the names that queries may use
   * @throws io.weir.model.WeirException of kind USAGE when a path or an option is wrong
   */
  public static List<String> register(
      SparkSession session, List<String> paths, Map<String, String> options) {
    Sessions.settle(session, Options.NONE);
    // Not closed: the views may read copies that closing deletes; the process' end deletes them.
    OpenedInputs inputs = SourceInput.open(paths, options);
    String prefix = "weir_" + REGISTERED.incrementAndGet() + "_";
    return new CatalogViews(session, inputs.catalog(), null, prefix).create();
  }

  /**
   * Runs an analysis over the temporary views of a session: those that {@link #register} made, and
   * those that a program makes of its datasets.
   *
   * <pre>{@code
   * table.createOrReplaceTempView("mine");
   * try (DatasetRun run = WeirViews.run(spark, "kmeans", Map.of("table", "mine"))) {
   *   run.output("rows").show();
   * }
   * }</pre>
   *
   * @param parameters as on the command line behind {@code --set}: name and text of the value
   * @throws io.weir.model.WeirException of kind USAGE when there is no such analysis or parameter,
   *     or no view has what it reads
   */
  public static DatasetRun run(
      SparkSession session, String analysis, Map<String, String> parameters) {
    return DatasetRun.start(
        session, Analyses.named(analysis, WeirViews.class.getClassLoader()), parameters);
  }
}
