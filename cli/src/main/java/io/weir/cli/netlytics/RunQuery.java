// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.cli.EngineOptions;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Work;
import io.weir.model.WeirException;
import io.weir.model.engine.Engine.ExportFormat;
import io.weir.model.engine.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Answers a question about {@code netlytics} into a file. */
final class RunQuery {
  private static final String LOCAL = "--output_file_local";
  private static final String HDFS = "--output_file_HDFS";

  private RunQuery() {}

  static void run(Given given, Session session) throws IOException {
    Optional<Path> local = given.path(LOCAL).filter(path -> !path.toString().isEmpty());
    Optional<String> hdfs = given.text(HDFS).filter(text -> !text.isEmpty());
    requireOneOutput(local.isPresent() || given.address(LOCAL).isPresent(), hdfs.isPresent());
    if (given.address(LOCAL).isPresent()) {
      throw WeirException.usage(
          "Cannot write to %s: %s is a file of this machine. Use %s for another system.",
          given.address(LOCAL).get(), LOCAL, HDFS);
    }
    if (hdfs.isPresent()) {
      requireSpark(EngineOptions.of(given).engine(), hdfs.get());
    }
    String question =
        AskedSql.of(given)
            .orElseThrow(() -> Tool.RUN_QUERY.missing("--query", "\"SELECT * FROM netlytics\""));
    try (Dataset dataset = Dataset.open(Tool.RUN_QUERY, given, session)) {
      Work.Answer asked = dataset.work().answer(dataset.statement(question));
      try {
        if (hdfs.isPresent()) {
          dataset.work().write(address(hdfs.get()), ExportFormat.CSV, asked);
        } else {
          write(dataset.work(), local.orElseThrow(), asked);
        }
      } catch (WeirException e) {
        throw dataset.worded(e);
      }
    }
  }

  private static void write(Work work, Path file, Work.Answer asked) throws IOException {
    try (Result rows = asked.rows()) {
      work.write(file, new PandasCsv(), rows);
    }
  }

  private static void requireOneOutput(boolean isLocal, boolean isHdfs) {
    if (isLocal == isHdfs) {
      throw WeirException.usage(
          "Cannot run weir netlytics run_query: %s. Give one, such as %s traffic.csv.",
          isLocal
              ? LOCAL + " and " + HDFS + " are both given"
              : "neither " + LOCAL + " nor " + HDFS + " is given",
          LOCAL);
    }
  }

  private static void requireSpark(String engine, String target) {
    if (!engine.equals("spark")) {
      throw WeirException.usage(
          "Cannot write to %s: %s needs Hadoop, and the engine %s writes to this machine only. Use"
              + " --engine spark, or %s.",
          target, HDFS, engine, LOCAL);
    }
  }

  /** A path without a scheme is one of Hadoop's default file system, as Spark takes it. */
  static String address(String path) {
    if (path.contains("://")) {
      return path;
    }
    return (path.startsWith("/") ? "/." : "./") + path;
  }
}
