// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.job.live.LiveEngine;
import io.weir.job.live.LiveJob;
import io.weir.job.live.LiveProgress;
import io.weir.job.live.LiveRun;
import io.weir.job.live.LiveSettings;
import io.weir.job.live.LiveSettings.Until;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.LiveSinkProvider;
import io.weir.output.OutputForm;
import io.weir.output.live.DirectorySink;
import io.weir.output.live.StreamSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** An analysis at work on an input that grows, until it ends or is interrupted. */
final class LiveWork {
  private static final Duration LOOK = Duration.ofMillis(200);

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
    List<String> inputs = given.arguments(1);
    LiveStatus status = new LiveStatus(session.surroundings(), String.join(" ", inputs));
    LiveEnd end = LiveEnd.ofSignals();
    try (RejectedRecords rejects = RejectedRecords.of(records);
        LiveSink sink = sink(given, answer, settings, session)) {
      if (settings.until() == Until.STOPPED && !awaitFirstLog(inputs, status, end)) {
        return;
      }
      LiveJob job =
          new LiveJob(
              analysis,
              parameters,
              seed,
              inputs,
              InputOptions.of(given, session),
              EngineOptions.of(given).settings(),
              settings,
              status.makeRoomFor(sink),
              rejects);
      watch(engine, job, status, end, rejects, records);
    }
  }

  /** An empty directory tells no columns: waits for a log; false when told to end before. */
  private static boolean awaitFirstLog(List<String> inputs, LiveStatus status, LiveEnd end)
      throws IOException {
    boolean isTold = false;
    while (!inputs.isEmpty() && areEmptyDirectories(inputs)) {
      if (!isTold) {
        status.tell("waiting for the first log in " + String.join(" ", inputs));
        isTold = true;
      }
      if (end.isToldWithin(LOOK)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areEmptyDirectories(List<String> inputs) throws IOException {
    for (String input : inputs) {
      Path directory = Path.of(input);
      if (input.contains("://") || !Files.isDirectory(directory)) {
        return false;
      }
      try (Stream<Path> files = Files.walk(directory)) {
        if (files.anyMatch(file -> Files.isRegularFile(file) && file.toFile().length() > 0)) {
          return false;
        }
      } catch (UncheckedIOException moved) {
        return false;
      }
    }
    return true;
  }

  private static void watch(
      LiveEngine engine,
      LiveJob job,
      LiveStatus status,
      LiveEnd end,
      RejectedRecords rejects,
      RecordOptions records) {
    try (LiveRun run = engine.start(job)) {
      if (job.live().until() == Until.STOPPED) {
        status.reading();
      }
      boolean isDone = false;
      while (!isDone) {
        if (end.isToldWithin(LOOK)) {
          run.stop();
        }
        if (end.isAsked()) {
          tell(run.progress(), status);
        }
        isDone = run.await(Duration.ofMillis(1));
        rejects.check();
        if (!isDone) {
          status.show(run.progress());
        }
      }
      status.end();
      tell(run.progress(), status);
      Account.check(run.progress().records(), records.maxBadFraction());
    } finally {
      status.end();
    }
  }

  private static void tell(LiveProgress progress, LiveStatus status) {
    progress.counts().forEach((what, n) -> status.tell(what + ": " + n));
    if (progress.late() > 0) {
      status.tell(
          "left out %d records that came later than --lateness allows".formatted(progress.late()));
    }
    if (progress.withoutTime() > 0) {
      status.tell("left out %d records without a time".formatted(progress.withoutTime()));
    }
    String until =
        LiveStatus.closedUpTo(progress).map(at -> ", windows closed up to " + at).orElse("");
    status.tell(
        "wrote %d rows in %d batches%s".formatted(progress.rows(), progress.batches(), until));
    status.tell(Account.line(progress.records()) + ", late " + progress.late());
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
