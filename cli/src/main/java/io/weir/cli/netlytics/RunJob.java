// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.cli.EngineOptions;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.job.Analyses;
import io.weir.job.Parameters;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Engine.PlanRun;
import io.weir.model.engine.Result;
import io.weir.output.OutputForm;
import io.weir.output.Sinks;
import io.weir.output.TerminalStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs an algorithm into a directory. */
final class RunJob {
  private static final String OUTPUT = "--output_path";

  private RunJob() {}

  static void run(Given given, Session session) throws IOException {
    Tool tool = Tool.RUN_JOB;
    Algorithm algorithm =
        Algorithm.named(tool.required(given, "--algo", "algos.domain_traffic.DomainTraffic"), tool);
    Algorithm.Job job = algorithm.job().orElseThrow();
    algorithm.requireTable(Dataset.connector(tool, given));
    String directory = tool.required(given, OUTPUT, "results");
    String parameters = given.text("--params").orElse("{}");
    int limit = job.limit();
    Map<String, String> settings = new LinkedHashMap<>(job.settings());
    if (algorithm.parameters().isEmpty()) {
      limit = JobParameters.limit(algorithm.className(), parameters).orElse(limit);
      settings.put("limit", String.valueOf(limit < 0 ? Integer.MAX_VALUE : limit));
    } else {
      settings.putAll(JobParameters.settings(algorithm, parameters));
    }
    Path target = directory(given, directory);
    try (Dataset dataset = Dataset.open(tool, given, engine(given, settings), session)) {
      Files.createDirectories(target);
      Path report = target.resolve(job.report());
      if (job.columns().isEmpty()) {
        save(dataset, limit, report);
      } else {
        Analysis<?> analysis = Analyses.named(algorithm.analysis(), session.loader());
        String checkpoints = settings.getOrDefault("checkpoints", "0");
        // What is no such number is refused when the analysis is asked.
        int elements = checkpoints.matches("[0-9]{1,4}") ? Integer.parseInt(checkpoints) : 0;
        List<String> columns = SomeColumns.spread(job.columns(), elements);
        analyse(dataset, analysis, settings, columns, report);
      }
    }
  }

  /** The engine's options, those among an algorithm's settings taken out of them. */
  private static EngineOptions engine(Given given, Map<String, String> settings) {
    EngineOptions engine = EngineOptions.of(given);
    for (String name : List.copyOf(settings.keySet())) {
      if (name.startsWith("--")) {
        engine = engine.withLookUp(name.substring(2), settings.getOrDefault(name, ""));
        settings.remove(name);
      }
    }
    return engine;
  }

  /** The directory for results, which may not be there yet. */
  static Path directory(Given given, String text) {
    Path directory =
        given
            .path(OUTPUT)
            .orElseThrow(
                () ->
                    WeirException.usage(
                        "Cannot write to %s: %s is a directory of this machine. Name one.",
                        text, OUTPUT));
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw WeirException.usage(
          "Cannot write to %s: it is no directory. Name another with %s.", directory, OUTPUT);
    }
    return directory;
  }

  /** Writes NetLytics' columns of the table, as pandas does. */
  private static void save(Dataset dataset, int limit, Path file) throws IOException {
    String all = dataset.statement("SELECT * FROM netlytics");
    String question = limit < 0 ? all : all + " LIMIT " + limit;
    try (Result rows = dataset.work().engine().query(question, List.of())) {
      dataset.work().write(file, new PandasCsv(), rows);
    }
  }

  private static <P extends Record> void analyse(
      Dataset dataset,
      Analysis<P> analysis,
      Map<String, String> settings,
      List<String> columns,
      Path file)
      throws IOException {
    P parameters = Parameters.bind(analysis.spec().name(), analysis.spec().parameters(), settings);
    Context context = new Context(Clock.systemUTC(), 0, dataset.work().inputs().tables());
    Plan plan = analysis.analyze(parameters, context);
    try (PlanRun run = dataset.work().engine().run(plan);
        Result rows = run.output(plan.outputs().keySet().iterator().next())) {
      dataset
          .work()
          .write(
              file, Sinks.of(OutputForm.CSV, TerminalStyle.FILE), new SomeColumns(rows, columns));
    }
  }
}
