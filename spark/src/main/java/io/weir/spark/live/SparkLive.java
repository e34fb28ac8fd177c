// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import com.google.auto.service.AutoService;
import io.weir.job.Parameters;
import io.weir.job.live.LiveEngine;
import io.weir.job.live.LiveJob;
import io.weir.job.live.LiveRun;
import io.weir.model.Option;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.EngineSettings;
import java.time.Clock;
import java.util.List;

/** Runs analyses with Spark's Structured Streaming. */
@AutoService(LiveEngine.class)
public final class SparkLive implements LiveEngine {
  private static final String EVERY = "every";
  private static final String ROCKSDB = "spark.sql.streaming.stateStore.rocksdb.";

  @Override
  public LiveRun start(LiveJob job) {
    requireLive(job);
    return SparkLiveRun.start(job);
  }

  /** The plan of a job over these tables. */
  static Plan plan(LiveJob job, List<String> tables) {
    return plan(job.analysis(), job, tables);
  }

  private static <P extends Record> Plan plan(
      Analysis<P> analysis, LiveJob job, List<String> tables) {
    AnalysisSpec<P> spec = analysis.spec();
    P parameters = Parameters.bind(spec.name(), spec.parameters(), job.parameters());
    return analysis.analyze(parameters, new Context(Clock.systemUTC(), job.seed(), tables));
  }

  private static void requireLive(LiveJob job) {
    AnalysisSpec<?> spec = job.analysis().spec();
    if (spec.live() == AnalysisSpec.Live.BOUNDED_ONLY) {
      throw WeirException.usage(
          "Cannot run %s live: it needs all of its input before it can answer. Run it over files,"
              + " without --live.",
          spec.name());
    }
    boolean hasEvery =
        Parameters.options(spec.parameters()).stream().map(Option::name).anyMatch(EVERY::equals);
    if (spec.live() == AnalysisSpec.Live.WITH_WINDOWS
        && hasEvery
        && job.parameters().getOrDefault(EVERY, "").isEmpty()) {
      throw WeirException.usage(
          "Cannot run %s live: one total never ends on an input that grows. Ask for windows, such as"
              + " --set every=1m, or run it over files, without --live.",
          spec.name());
    }
  }

  /** Where the state of a stream is kept. */
  static void keepState(org.apache.spark.sql.SparkSession session, boolean isInMemory) {
    session
        .conf()
        .set(
            "spark.sql.streaming.stateStore.providerClass",
            "org.apache.spark.sql.execution.streaming.state."
                + (isInMemory ? "HDFSBackedStateStoreProvider" : "RocksDBStateStoreProvider"));
  }

  /** What every run sets, whatever the engine's settings. */
  static void settle(org.apache.spark.sql.SparkSession session, EngineSettings settings) {
    // A batch writes what it changed, not all; and counts no keys, which costs a look-up each.
    session.conf().set(ROCKSDB + "changelogCheckpointing.enabled", "true");
    session.conf().set(ROCKSDB + "trackTotalNumberOfRows", "false");
    session
        .conf()
        .set("spark.sql.streaming.checkpointFileManagerClass", LocalCheckpoints.class.getName());
    session.conf().set("spark.sql.streaming.pollingDelay", "50ms");
    session.conf().set("spark.sql.streaming.minBatchesToRetain", "10");
    session.conf().set("spark.sql.shuffle.partitions", Integer.toString(settings.threads()));
  }
}
