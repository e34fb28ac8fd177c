// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import io.weir.job.Analyses;
import io.weir.job.InputSettings;
import io.weir.job.live.LiveEngine;
import io.weir.job.live.LiveJob;
import io.weir.job.live.LiveProgress;
import io.weir.job.live.LiveRun;
import io.weir.job.live.LiveSettings;
import io.weir.job.live.LiveSettings.Until;
import io.weir.model.WeirException;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.TopicAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The questions at work on the topic, each a run of its own. When all flows are read, each run goes
 * on from its checkpoint as one whose input has ended, which closes the windows that are open.
 */
final class LiveAnswers implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String ENCODING = "compact";

  private final LiveEngine engine;
  private final TopicAddress topic;
  private final Map<String, String> kafka;
  private final Path checkpoints;
  private final List<Asked> asked = new ArrayList<>();
  private long late;

  /** A question, its rows so far, and the run that makes them. */
  private static final class Asked {
    final Question question;
    final ShownRows rows;
    LiveRun run;

    Asked(Question question, ShownRows rows, LiveRun run) {
      this.question = question;
      this.rows = rows;
      this.run = run;
    }
  }

  LiveAnswers(LiveEngine engine, TopicAddress topic, Map<String, String> kafka, Path checkpoints) {
    this.engine = engine;
    this.topic = topic;
    this.kafka = kafka;
    this.checkpoints = checkpoints;
  }

  /** Begins to answer; rows go to where they are shown. */
  void ask(Question question, ShownRows rows) {
    asked.add(new Asked(question, rows, engine.start(job(question, rows, Until.STOPPED))));
  }

  private LiveJob job(Question question, ShownRows rows, Until until) {
    return new LiveJob(
        Analyses.named(question.analysis(), LiveAnswers.class.getClassLoader()),
        question.parameters(),
        0,
        List.of(topic.toString()),
        InputSettings.defaults().withInputFormat(ENCODING),
        EngineSettings.defaults(),
        LiveSettings.defaults()
            .withKafka(kafka)
            .withCheckpoint(checkpoints.resolve(question.analysis()))
            .withUntil(until),
        rows,
        (file, offset, reason, record, from, length) -> {});
  }

  /**
   * Waits until all runs have read so many flows.
   *
   * @return false when that takes too long
   */
  boolean awaitRead(long flows, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    for (Asked each : asked) {
      while (each.run.progress().records().read() < flows) {
        if (System.nanoTime() - end >= 0) {
          return false;
        }
        if (each.run.await(LOOK)) {
          throw WeirException.failed(
              "Cannot answer %s: the run ended before its input did.", each.question.analysis());
        }
      }
    }
    return true;
  }

  /** Says that nothing will come any more: all windows are closed. */
  void end(Duration atMost) {
    // The run that was started first has Spark, and takes it with it: it is the last to go.
    for (int i = asked.size() - 1; i >= 0; i--) {
      Asked each = asked.get(i);
      note(each.run.progress());
      each.run.close();
      each.run = engine.start(job(each.question, each.rows, Until.END));
      if (!each.run.await(atMost)) {
        throw WeirException.failed(
            "Cannot answer %s: its windows do not close within %d s.",
            each.question.analysis(), atMost.toSeconds());
      }
      note(each.run.progress());
      each.run.close();
    }
  }

  private void note(LiveProgress progress) {
    late += progress.late() + progress.withoutTime();
  }

  /** Records that were read but left out; each run counts for itself. */
  long leftOut() {
    return late;
  }

  @Override
  public void close() {
    for (int i = asked.size() - 1; i >= 0; i--) {
      asked.get(i).run.close();
    }
  }
}
