// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.EngineOptions;
import io.weir.cli.Given;
import io.weir.cli.InputOptions;
import io.weir.cli.RecordOptions;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.job.Formats;
import io.weir.model.Format;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Takes the command lines of NetLytics' scripts. */
@AutoService(Subcommand.class)
public final class NetlyticsCommand implements Subcommand {
  @Override
  public String name() {
    return "netlytics";
  }

  @Override
  public String summary() {
    return "Run a script of NetLytics: its command line, behind weir netlytics.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration
        .argument("SCRIPT", String.join(", ", Tool.words()))
        .section("What is read")
        .option(
            "--connector", "CLASS", "The connector, such as connectors.bind_to_DNS.Bind_To_DNS.")
        .option("--input_path", "PATH", "The directory that holds the tool's files, in any layout.")
        .option(
            "--start_day", "DAY", "The first day, such as 2017_03_01; default: the first there is.")
        .option("--end_day", "DAY", "The last day; default: the last there is.")
        .section("What is asked")
        .option("--query", "SQL", "The question about the table netlytics.")
        .option("--algo", "CLASS", "The algorithm, such as algos.domain_traffic.DomainTraffic.")
        .option("--params", "JSON", "Its parameters, such as {\"N\":40}.")
        .option("--numerical_features", "COLUMNS", "Columns with numbers, with commas between.")
        .option("--categorical_features", "COLUMNS", "Other columns, with commas between.")
        .flag("--normalize", "Scale the features.")
        .section("What is written")
        .option("--output_file_local", "FILE", "(run_query) The answer, as CSV.")
        .option(
            "--output_file_HDFS",
            "PATH",
            "(run_query) The answer as a directory of CSV, with --engine spark.")
        .option("--output_path", "DIR", "(all others) The directory for the results.")
        .option("--temp_dir_local", "DIR", "Taken, and not needed.")
        .option("--temp_dir_HDFS", "DIR", "Taken, and not needed.")
        .option("--persistent_dir_local", "DIR", "Taken, and not needed.")
        .option("--persistent_dir_HDFS", "DIR", "Taken, and not needed.");
    InputOptions.declareReading(declaration);
    InputOptions.declareFormats(declaration, formats(declaration.loader()));
    RecordOptions.declare(declaration);
    EngineOptions.declare(declaration);
    declaration.examples(
        "weir netlytics run_query --connector Bind_To_DNS --input_path . --query \"…\" --output_file_local a",
        "weir netlytics run_job --connector Bro_To_DNS --input_path . --algo TopDNSServers --output_path o");
  }

  /** The formats that connectors read. */
  private static List<Format> formats(ClassLoader loader) {
    return Formats.find(loader).stream()
        .filter(
            format ->
                Connector.ALL.stream()
                    .anyMatch(connector -> connector.format().equals(format.spec().name())))
        .toList();
  }

  @Override
  public String details(List<String> words, ClassLoader loader) {
    StringBuilder text = new StringBuilder("\nConnectors:\n");
    Connector.ALL.forEach(
        connector -> text.append("  ").append(connector.className()).append('\n'));
    for (Tool tool : Tool.values()) {
      String algorithms =
          Algorithm.ALL.stream()
              .filter(algorithm -> algorithm.tool() == tool)
              .map(algorithm -> "  " + algorithm.className() + '\n')
              .collect(Collectors.joining());
      if (!algorithms.isEmpty()) {
        text.append("\nAlgorithms of ").append(tool.word()).append(":\n").append(algorithms);
      }
    }
    return text.toString();
  }

  @Override
  public int run(Given given, Session session) throws IOException {
    Tool tool = Tool.named(given.argument(0).orElse(""));
    tool.requireOwnOptions(given);
    switch (tool) {
      case RUN_QUERY -> RunQuery.run(given, session);
      case RUN_JOB -> RunJob.run(given, session);
      case RUN_CLUSTERING, RUN_ANOMALY_DETECTION -> RunFeatures.run(tool, given, session);
    }
    return 0;
  }
}
