// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.job.Analyses;
import io.weir.job.InputSettings;
import io.weir.job.Weir;
import io.weir.job.live.LiveJob;
import io.weir.job.live.LiveProgress;
import io.weir.job.live.LiveRun;
import io.weir.job.live.LiveSettings;
import io.weir.model.Options;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Result;
import io.weir.spark.Sessions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Runs analyses of tests over directories, as files and live. */
final class LiveLogs {
  private static final EngineSettings ENGINE = new EngineSettings(2, 0, Options.NONE);

  /** So that no run of a test owns Spark, and stops it. */
  static final SparkSession SESSION = Sessions.open(ENGINE);

  private LiveLogs() {}

  static LiveJob job(
      String analysis,
      Map<String, String> parameters,
      Path logs,
      LiveSettings live,
      LiveSink sink) {
    if (SESSION.sparkContext().isStopped()) {
      throw new IllegalStateException("Spark was stopped");
    }
    return new LiveJob(
        Analyses.named(analysis, LiveLogs.class.getClassLoader()),
        parameters,
        1,
        List.of(logs.toString()),
        InputSettings.defaults(),
        ENGINE,
        live,
        sink,
        (file, offset, reason, record, from, length) -> {});
  }

  /** Runs until the input has ended, or is caught up with. */
  static LiveProgress run(LiveJob job) {
    try (LiveRun run = new SparkLive().start(job)) {
      if (!run.await(Duration.ofMinutes(2))) {
        throw new IllegalStateException("The run does not end");
      }
      return run.progress();
    }
  }

  /** The rows of the files, in alphabetical order. */
  static List<String> ofFiles(String analysis, Map<String, String> parameters, Path logs) {
    try (Weir weir =
            Weir.open(List.of(logs.toString()), InputSettings.defaults(), "embedded", ENGINE);
        Engine.PlanRun run = weir.run(analysis, parameters);
        Result rows = run.output(output(analysis))) {
      return CollectedRows.texts(rows).stream().sorted().toList();
    }
  }

  private static String output(String analysis) {
    return Analyses.named(analysis, LiveLogs.class.getClassLoader()).spec().outputs().get(0).name();
  }
}
