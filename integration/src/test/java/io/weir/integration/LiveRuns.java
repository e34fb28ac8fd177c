// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import io.weir.job.InputSettings;
import io.weir.job.Weir;
import io.weir.job.live.LiveEngine;
import io.weir.job.live.LiveJob;
import io.weir.job.live.LiveProgress;
import io.weir.job.live.LiveRun;
import io.weir.job.live.LiveSettings;
import io.weir.model.Options;
import io.weir.model.TableSchema;
import io.weir.model.analysis.Analysis;
import io.weir.model.engine.Engine.PlanRun;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Runs analyses over files, and live over the same input, and gathers the rows. */
final class LiveRuns {
  private static final EngineSettings ENGINE = new EngineSettings(2, 0, Options.NONE);

  private LiveRuns() {}

  /** Keeps the rows of each batch as text; a batch that comes again replaces itself. */
  static final class Rows implements LiveSink {
    private final Map<String, List<String>> batches = new TreeMap<>();

    @Override
    public void begin(String run) {}

    @Override
    public synchronized void write(long batch, String output, Result rows) {
      batches.put(batch + " " + output, texts(output, rows));
    }

    /** All rows in alphabetical order. */
    synchronized List<String> sorted() {
      return batches.values().stream().flatMap(List::stream).sorted().toList();
    }

    @Override
    public void close() {}
  }

  private static List<String> texts(String output, Result rows) {
    return Answer.of(rows).text().lines().map(line -> output + ": " + line).toList();
  }

  /** The rows of all outputs over files, in alphabetical order. */
  static List<String> ofFiles(Analysis<?> analysis, Map<String, String> parameters, Path input) {
    List<String> all = new ArrayList<>();
    try (Weir weir =
            Weir.open(List.of(input.toString()), InputSettings.defaults(), "embedded", ENGINE);
        PlanRun run = weir.run(analysis.spec().name(), parameters)) {
      for (TableSchema output : analysis.spec().outputs()) {
        try (Result rows = run.output(output.name())) {
          all.addAll(texts(output.name(), rows));
        }
      }
    }
    return all.stream().sorted().toList();
  }

  static LiveJob job(
      Analysis<?> analysis,
      Map<String, String> parameters,
      String input,
      LiveSettings live,
      LiveSink sink) {
    return new LiveJob(
        analysis,
        parameters,
        1,
        List.of(input),
        InputSettings.defaults(),
        ENGINE,
        live,
        sink,
        (file, offset, reason, record, from, length) -> {});
  }

  static LiveRun start(LiveJob job) {
    Engines.keepSpark();
    return ServiceLoader.load(LiveEngine.class).findFirst().orElseThrow().start(job);
  }

  /** Runs until the input has ended, or is caught up with. */
  static LiveProgress run(LiveJob job) {
    try (LiveRun run = start(job)) {
      if (!run.await(Duration.ofMinutes(3))) {
        throw new IllegalStateException("The run does not end");
      }
      return run.progress();
    }
  }
}
