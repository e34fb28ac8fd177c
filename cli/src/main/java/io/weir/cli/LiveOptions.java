// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.job.Durations;
import io.weir.job.live.LiveSettings;
import io.weir.job.live.LiveSettings.Start;
import io.weir.job.live.LiveSettings.State;
import io.weir.job.live.LiveSettings.Until;
import io.weir.model.WeirException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How an analysis runs on an input that grows. */
final class LiveOptions {
  private LiveOptions() {}

  static void declare(Declaration declaration) {
    declaration
        .section("Live")
        .flag(
            "--live",
            "Run on an input that grows: a directory into which logs are written, or"
                + " kafka://HOST:PORT/TOPIC. Rows come as windows close; -o takes a directory,"
                + " sqlite:FILE#TABLE, jdbc:postgresql://…#TABLE or kafka://HOST:PORT/TOPIC.")
        .option(
            "--lateness",
            "DURATION",
            "How long after a later record a record may still come; default: 1m.")
        .option("--checkpoint", "DIR", "Remember here how far the run is, and go on from there.")
        .option(
            "--trigger",
            "WHEN",
            "Least time between two batches, such as 10s; or available: read what is there, then"
                + " stop; or end: that is all, so close all windows too.")
        .option(
            "--state",
            "WHERE",
            "Keep unfinished windows in memory (faster), or on disk; default: in memory for windows"
                + " of at most five minutes. A checkpoint goes on as it began.")
        .option("--start", "WHERE", "Begin with the earliest record (default), or the latest.");
    KafkaOptions.declare(declaration);
  }

  static LiveSettings of(Given given) {
    LiveSettings settings =
        LiveSettings.defaults()
            .withKafka(KafkaOptions.of(given))
            .withStart(start(given.text("--start").orElse("earliest")))
            .withState(given.text("--state").map(LiveOptions::state).orElse(State.AUTO));
    Optional<Duration> lateness =
        given.text("--lateness").map(text -> duration("--lateness", text));
    if (lateness.isPresent()) {
      settings = settings.withLateness(lateness.get());
    }
    Optional<Path> checkpoint = given.path("--checkpoint");
    if (checkpoint.isPresent()) {
      settings = settings.withCheckpoint(checkpoint.get());
    }
    String trigger = given.text("--trigger").orElse("0s");
    return switch (trigger) {
      case "available" -> settings.withUntil(Until.CAUGHT_UP);
      case "end" -> settings.withUntil(Until.END);
      default -> settings.withInterval(duration("--trigger", trigger));
    };
  }

  private static Start start(String word) {
    for (Start start : Start.values()) {
      if (start.name().equalsIgnoreCase(word)) {
        return start;
      }
    }
    throw WeirException.usage("Cannot set --start: it is earliest or latest (%s).", word);
  }

  private static State state(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "memory" -> State.MEMORY;
      case "disk" -> State.DISK;
      default -> throw WeirException.usage("Cannot set --state: it is memory or disk (%s).", word);
    };
  }

  private static Duration duration(String option, String text) {
    return Durations.parse(text)
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot set %s: it must be %s%s (%s).",
                    option,
                    Durations.FORM,
                    option.equals("--trigger") ? ", or available, or end" : "",
                    text));
  }
}
