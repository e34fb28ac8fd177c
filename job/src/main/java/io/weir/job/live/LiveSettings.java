// SPDX-License-Identifier: Apache-2.0
package io.weir.job.live;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a live run goes.
 *
 * @param lateness how long after a later record a record may still come; a window closes so long
 *     after its end, and records that come still later are counted and left out
 * @param checkpoint where the run remembers how far it is; absent: nowhere that outlives it
 * @param interval least time from the beginning of one batch to that of the next
 * @param start where a run without a checkpoint begins
 * @param until when the run ends
 * @param bytesPerBatch about how many bytes of files one batch reads at most; 0 for all there are
 * @param messagesPerBatch how many messages of a topic one batch reads at most; 0 for all there are
 * @param kafka settings of Kafka's clients
 */
public record LiveSettings(
    Duration lateness,
    Optional<Path> checkpoint,
    Duration interval,
    Start start,
    Until until,
    long bytesPerBatch,
    long messagesPerBatch,
    Map<String, String> kafka) {
  /** Where a run begins. */
  public enum Start {
    /** With the oldest record that is there. */
    EARLIEST,
    /** With the records that come after its start. */
    LATEST
  }

  /** When a run ends. */
  public enum Until {
    /** When it is told to. */
    STOPPED,
    /** When it has read what was there at its start; windows that are open stay open. */
    CAUGHT_UP,
    /** When it has read what was there at its start, which is all: open windows are closed. */
    END
  }

  public LiveSettings {
    kafka = Map.copyOf(kafka);
  }

  /** One minute of lateness, no checkpoint, from the oldest record until it is told to stop. */
  public static LiveSettings defaults() {
    return new LiveSettings(
        Duration.ofMinutes(1),
        Optional.empty(),
        Duration.ZERO,
        Start.EARLIEST,
        Until.STOPPED,
        0,
        0,
        Map.of());
  }

  public LiveSettings withLateness(Duration given) {
    return new LiveSettings(
        given, checkpoint, interval, start, until, bytesPerBatch, messagesPerBatch, kafka);
  }

  public LiveSettings withCheckpoint(Path directory) {
    return new LiveSettings(
        lateness,
        Optional.of(directory),
        interval,
        start,
        until,
        bytesPerBatch,
        messagesPerBatch,
        kafka);
  }

  public LiveSettings withInterval(Duration given) {
    return new LiveSettings(
        lateness, checkpoint, given, start, until, bytesPerBatch, messagesPerBatch, kafka);
  }

  public LiveSettings withStart(Start given) {
    return new LiveSettings(
        lateness, checkpoint, interval, given, until, bytesPerBatch, messagesPerBatch, kafka);
  }

  public LiveSettings withUntil(Until given) {
    return new LiveSettings(
        lateness, checkpoint, interval, start, given, bytesPerBatch, messagesPerBatch, kafka);
  }

  public LiveSettings withBytesPerBatch(long given) {
    return new LiveSettings(
        lateness, checkpoint, interval, start, until, given, messagesPerBatch, kafka);
  }

  public LiveSettings withMessagesPerBatch(long given) {
    return new LiveSettings(
        lateness, checkpoint, interval, start, until, bytesPerBatch, given, kafka);
  }

  public LiveSettings withKafka(Map<String, String> given) {
    return new LiveSettings(
        lateness, checkpoint, interval, start, until, bytesPerBatch, messagesPerBatch, given);
  }
}
