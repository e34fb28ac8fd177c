// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import io.weir.job.Analyses;
import io.weir.job.InputSettings;
import io.weir.job.live.LiveEngine;
import io.weir.job.live.LiveJob;
import io.weir.job.live.LiveRun;
import io.weir.job.live.LiveSettings;
import io.weir.model.Options;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.TopicAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Analyses that Weir runs on a topic. */
final class WeirStream {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private WeirStream() {}

  /** Starts a run. */
  static LiveRun start(
      String analysis,
      Map<String, String> parameters,
      TopicAddress topic,
      int threads,
      LiveSettings settings,
      LiveSink sink) {
    LiveEngine engine = ServiceLoader.load(LiveEngine.class).findFirst().orElseThrow();
    return engine.start(
        new LiveJob(
            Analyses.named(analysis, WeirStream.class.getClassLoader()),
            parameters,
            0,
            List.of(topic.toString()),
            InputSettings.defaults(),
            new EngineSettings(threads, 0, Options.NONE),
            settings,
            sink,
            (file, offset, reason, record, from, length) -> {
              throw new IllegalStateException(reason);
            }));
  }

  /** The busiest hosts of each minute, of all that the topic has; returns the flows read. */
  static long topTalkers(TopicAddress topic, int threads, long messagesPerBatch, LiveSink sink) {
    LiveSettings settings =
        LiveSettings.defaults()
            .withMessagesPerBatch(messagesPerBatch)
            .withUntil(LiveSettings.Until.END);
    Map<String, String> parameters = Map.of("every", "1m");
    try (LiveRun run = start("top-talkers", parameters, topic, threads, settings, sink)) {
      if (!run.await(PATIENCE)) {
        throw new IllegalStateException("The run does not end.");
      }
      return run.progress().records().read();
    }
  }
}
