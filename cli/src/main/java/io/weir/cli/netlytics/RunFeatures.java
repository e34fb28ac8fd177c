// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Clustering and the detection of anomalies: features of a query's rows, and what is made of them.
 */
final class RunFeatures {
  private RunFeatures() {}

  /**
   * Runs the algorithm.
   *
   * @throws WeirException of kind USAGE
   */
  static void run(Tool tool, Given given, Session session) throws IOException {
    String example =
        tool == Tool.RUN_CLUSTERING
            ? "algos.clustering.KMeans.KMeans"
            : "algos.anomaly_detection.S_H_ESD.S_H_ESD";
    Algorithm algorithm = Algorithm.named(tool.required(given, "--algo", example), tool);
    Dataset.connector(tool, given);
    Optional<String> question = AskedSql.of(given);
    Map<String, String> settings = settings(algorithm, given);
    Path target = RunJob.directory(given, tool.required(given, "--output_path", "results"));
    try (Dataset dataset = Dataset.open(tool, given, session)) {
      String asked = question.orElse("SELECT * FROM netlytics");
      dataset.check(asked);
      settings.put("query", dataset.statement(asked));
      Files.createDirectories(target);
      Analysis<?> analysis = Analyses.named(algorithm.analysis(), session.loader());
      write(dataset, analysis, settings, algorithm.answer(), target.resolve("results.csv"));
    }
  }

  private static Map<String, String> settings(Algorithm algorithm, Given given) {
    Map<String, String> settings =
        new LinkedHashMap<>(JobParameters.settings(algorithm, given.text("--params").orElse("{}")));
    settings.put("numerical", columns(given, "--numerical_features"));
    // Anomalies are those of one number as it is: its row's length would leave nothing of it.
    if (algorithm.tool() == Tool.RUN_CLUSTERING) {
      settings.put("categorical", columns(given, "--categorical_features"));
      settings.put("scaling", given.isSet("--normalize") ? "l2row" : "none");
    }
    return settings;
  }

  private static String columns(Given given, String option) {
    return given.text(option).orElse("").strip();
  }

  private static <P extends Record> void write(
      Dataset dataset,
      Analysis<P> analysis,
      Map<String, String> settings,
      Optional<Algorithm.Answer> answer,
      Path file)
      throws IOException {
    P parameters = Parameters.bind(analysis.spec().name(), analysis.spec().parameters(), settings);
    Context context = new Context(Clock.systemUTC(), 0, dataset.work().inputs().tables());
    Plan all = analysis.analyze(parameters, context);
    Plan plan = answer.map(asked -> answering(asked, all)).orElse(all);
    try (PlanRun run = dataset.work().engine().run(plan);
        Result rows = run.output("rows")) {
      dataset.work().write(file, Sinks.of(OutputForm.CSV, TerminalStyle.FILE), rows);
    } catch (WeirException e) {
      throw dataset.worded(e);
    }
  }

  private static Plan answering(Algorithm.Answer answer, Plan plan) {
    Plan.Sql output = Objects.requireNonNull(plan.outputs().get(answer.output()), answer.output());
    String sql = answer.sql().formatted(output.text());
    return new Plan(plan.steps(), Map.of("rows", new Plan.Sql(sql, output.values())));
  }
}
