// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.job.Parameters;
import io.weir.model.Options;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineProvider;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.Result;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Weir's embedded engine over inputs, in this process. */
final class WeirEngine implements AutoCloseable {
  private final OpenedInputs inputs;
  private final Engine engine;

  WeirEngine(List<Path> paths, int threads) {
    inputs = Inputs.open(paths.stream().map(Path::toString).toList(), InputSettings.defaults());
    EngineProvider provider =
        ServiceLoader.load(EngineProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("embedded"))
            .findFirst()
            .orElseThrow();
    engine =
        provider.open(
            inputs.catalog(),
            new EngineSettings(threads, 0, Options.NONE),
            (file, offset, reason, record, from, length) -> {
              throw new IllegalStateException(file.path() + ": " + reason);
            });
  }

  NativeTable table(String name) {
    return inputs.catalog().nativeTable(name).orElseThrow();
  }

  Engine engine() {
    return engine;
  }

  /** The rows of an answer as text. */
  String rows(String sql) {
    StringBuilder text = new StringBuilder();
    try (Result result = engine.query(sql, List.of())) {
      int columns = result.columns().size();
      while (result.next()) {
        for (int i = 0; i < columns; i++) {
          text.append(result.value(i)).append('|');
        }
      }
    }
    return text.toString();
  }

  /** The number of rows of an output of an analysis. */
  String size(Analysis<?> analysis, Map<String, String> settings, String output) {
    try (Engine.PlanRun run = engine.run(plan(analysis, settings));
        Result result = run.output(output)) {
      int rows = 0;
      while (result.next()) {
        rows++;
      }
      return rows + " rows";
    }
  }

  private <P extends Record> Plan plan(Analysis<P> analysis, Map<String, String> settings) {
    AnalysisSpec<P> spec = analysis.spec();
    P parameters = Parameters.bind(spec.name(), spec.parameters(), settings);
    return analysis.analyze(parameters, new Context(Clock.systemUTC(), 0, inputs.tables()));
  }

  @Override
  public void close() {
    engine.close();
    inputs.close();
  }
}
