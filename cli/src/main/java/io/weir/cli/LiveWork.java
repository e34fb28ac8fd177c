// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.job.live.LiveEngine;
import io.weir.job.live.LiveJob;
import io.weir.job.live.LiveProgress;
import io.weir.job.live.LiveRun;
import io.weir.job.live.LiveSettings;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.LiveSinkProvider;
import io.weir.output.OutputForm;
import io.weir.output.live.DirectorySink;
import io.weir.output.live.StreamSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An analysis at work on an input that grows, until it ends or is interrupted. */
final class LiveWork {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int SECONDS_TO_END = 20;

  private LiveWork() {}

  static void run(
      Analysis<?> analysis, Map<String, String> parameters, long seed, Given given, Session session)
      throws IOException {
    LiveEngine engine =
        ServiceLoader.load(LiveEngine.class, session.loader())
            .findFirst()
            .orElseThrow(
                () ->
                    WeirException.usage(
                        "Cannot run live: Spark is not part of this build. Run ./weir from the"
                            + " repository, which builds it when it is first asked for."));
    LiveSettings settings = LiveOptions.of(given);
    RecordOptions records = RecordOptions.of(given);
    String answer = analysis.spec().outputs().get(0).name();
    try (RejectedRecords rejects = RejectedRecords.of(records);
        LiveSink sink = sink(given, answer, settings, session)) {
      LiveJob job =
          new LiveJob(
              analysis,
              parameters,
              seed,
              given.arguments(1),
              InputOptions.of(given, session),
              EngineOptions.of(given).settings(),
              settings,
              sink,
              rejects);
      watch(engine, job, records, session);
    }
  }

  private static void watch(
      LiveEngine engine, LiveJob job, RecordOptions records, Session session) {
    CountDownLatch ended = new CountDownLatch(1);
    try (LiveRun run = engine.start(job)) {
      Thread interrupted = new Thread(() -> stop(run, ended), "weir stops");
      Runtime.getRuntime().addShutdownHook(interrupted);
      boolean isDone = false;
      while (!isDone) {
        isDone = run.await(LOOK);
      }
      tell(run.progress(), session);
      ended.countDown();
      Account.check(run.progress().records(), records.maxBadFraction());
    } finally {
      ended.countDown();
    }
  }

  /** The process is told to end: the run ends first, and its account is told. */
  private static void stop(LiveRun run, CountDownLatch ended) {
    if (ended.getCount() == 0) {
      return;
    }
    try {
      run.stop();
      if (!ended.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(LiveProgress progress, Session session) {
    progress.counts().forEach((what, n) -> session.tell(what + ": " + n));
    String until = progress.watermark().map(at -> ", windows closed up to " + at).orElse("");
    session.tell(
        "%d batches, %d rows written%s".formatted(progress.batches(), progress.rows(), until));
    if (progress.late() > 0) {
      session.tell(
          "left out %d records that came later than --lateness allows".formatted(progress.late()));
    }
    if (progress.withoutTime() > 0) {
      session.tell("left out %d records without a time".formatted(progress.withoutTime()));
    }
    session.tell(Account.line(progress.records()));
  }

  private static LiveSink sink(Given given, String answer, LiveSettings settings, Session session) {
    Surroundings around = session.surroundings();
    Optional<String> target = given.text("--output");
    boolean isScreen = around.isScreen(Surroundings.Screen.OUT);
    OutputForm form =
        given
            .text("--format")
            .map(AnswerOptions::named)
            .orElse(
                target.isPresent()
                    ? OutputForm.CSV
                    : isScreen ? OutputForm.TABLE : OutputForm.NDJSON);
    if (form == OutputForm.PARQUET) {
      throw WeirException.usage(
          "Cannot write the rows of a live run as parquet. Use -f csv or ndjson.");
    }
    if (target.isEmpty()) {
      return StreamSink.to(around.out(), form, around.style());
    }
    for (LiveSinkProvider provider : ServiceLoader.load(LiveSinkProvider.class, session.loader())) {
      if (provider.opens(target.get())) {
        return provider.open(target.get(), answer, settings.kafka());
      }
    }
    return DirectorySink.to(Path.of(target.get()), form);
  }
}
