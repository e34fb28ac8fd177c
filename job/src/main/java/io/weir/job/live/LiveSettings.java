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
 * @param state where unfinished windows are kept; what folds keep is on disk, and in memory while
 *     there is room
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
    State state,
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

  /** Where the groups of unfinished windows are kept; a checkpoint keeps them too. */
  public enum State {
    /**
     * In memory where windows are at most {@value #MOST_MINUTES_IN_MEMORY} minutes long, else on
     * disk.
     */
    AUTO,
    /** In memory: several times as fast, and bounded by it. */
    MEMORY,
    /** On disk, with the part that is used in memory. */
    DISK;

    private static final long MOST_MINUTES_IN_MEMORY = 5;

    /** Whether windows so long are kept in memory. */
    public boolean isMemory(Duration window) {
      return this == AUTO
          ? window.compareTo(Duration.ofMinutes(MOST_MINUTES_IN_MEMORY)) <= 0
          : this == MEMORY;
    }
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
        State.AUTO,
        Map.of());
  }

  public LiveSettings withLateness(Duration given) {
    return new LiveSettings(
        given, checkpoint, interval, start, until, bytesPerBatch, messagesPerBatch, state, kafka);
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
        state,
        kafka);
  }

  public LiveSettings withInterval(Duration given) {
    return new LiveSettings(
        lateness, checkpoint, given, start, until, bytesPerBatch, messagesPerBatch, state, kafka);
  }

  public LiveSettings withStart(Start given) {
    return new LiveSettings(
        lateness,
        checkpoint,
        interval,
        given,
        until,
        bytesPerBatch,
        messagesPerBatch,
        state,
        kafka);
  }

  public LiveSettings withUntil(Until given) {
    return new LiveSettings(
        lateness,
        checkpoint,
        interval,
        start,
        given,
        bytesPerBatch,
        messagesPerBatch,
        state,
        kafka);
  }

  public LiveSettings withBytesPerBatch(long given) {
    return new LiveSettings(
        lateness, checkpoint, interval, start, until, given, messagesPerBatch, state, kafka);
  }

  public LiveSettings withMessagesPerBatch(long given) {
    return new LiveSettings(
        lateness, checkpoint, interval, start, until, bytesPerBatch, given, state, kafka);
  }

  public LiveSettings withState(State given) {
    return new LiveSettings(
        lateness,
        checkpoint,
        interval,
        start,
        until,
        bytesPerBatch,
        messagesPerBatch,
        given,
        kafka);
  }

  public LiveSettings withKafka(Map<String, String> given) {
    return new LiveSettings(
        lateness,
        checkpoint,
        interval,
        start,
        until,
        bytesPerBatch,
        messagesPerBatch,
        state,
        given);
  }
}
