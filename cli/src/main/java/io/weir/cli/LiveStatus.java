// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.job.live.LiveProgress;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Result;
import java.io.IOException;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells on standard error how a live run goes: in a last line that is always the newest where a
 * person watches; elsewhere only what a person must know. Thread-safe.
 */
final class LiveStatus {
  private static final String CLEAR = "\r\u001b[K";
  private static final long QUIET_NANOS = 15_000_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Surroundings surroundings;
  private final PrintStream err;
  private final String input;
  private final boolean isShown;
  private long started;
  private String waiting = "";
  private boolean isSilenceTold = true;
  private boolean isLine;

  /**
   * Nothing is told yet.
   *
   * @param input what is read, as it was named
   */
  LiveStatus(Surroundings surroundings, String input) {
    this.surroundings = surroundings;
    this.err = surroundings.err();
    this.input = input;
    this.isShown = surroundings.isScreen(Surroundings.Screen.ERR);
  }

  /** The run has begun to read. */
  synchronized void reading() {
    started = System.nanoTime();
    isSilenceTold = false;
    tell("reading " + input + "; Ctrl-C ends");
  }

  /** Shows how far the run is, and what has changed. */
  synchronized void show(LiveProgress progress) {
    tellWaiting(progress.waiting());
    boolean isSilent = progress.records().read() + progress.records().rejectedTotal() == 0;
    if (isSilent && !isSilenceTold && System.nanoTime() - started > QUIET_NANOS) {
      isSilenceTold = true;
      tell("nothing has come yet from " + input + "; waiting");
    }
    if (isShown) {
      err.print(CLEAR + cut(line(progress)));
      err.flush();
      isLine = true;
    }
  }

  private void tellWaiting(String now) {
    if (now.equals(waiting)) {
      return;
    }
    tell(
        now.isEmpty()
            ? waiting + " answers again"
            : "waiting for " + now + ", which does not answer");
    waiting = now;
  }

  /** Says something on a line of its own. */
  synchronized void tell(String line) {
    clear();
    err.println(line);
    err.flush();
  }

  private synchronized void clear() {
    if (isLine) {
      err.print(CLEAR);
      err.flush();
    }
    isLine = false;
  }

  private String cut(String line) {
    int columns = surroundings.columns() > 1 ? surroundings.columns() - 1 : 79;
    return line.length() <= columns ? line : line.substring(0, columns);
  }

  /** How far a run is, on one line. */
  static String line(LiveProgress progress) {
    StringBuilder text = new StringBuilder();
    text.append(number(progress.records().read())).append(" read");
    add(text, progress.records().rejectedTotal(), "rejected");
    add(text, progress.late(), "late");
    text.append(", ").append(number(progress.rows())).append(" rows");
    closedUpTo(progress).ifPresent(at -> text.append(", closed up to ").append(at));
    return text.toString();
  }

  /** Up to when windows are closed, as sinks write times. */
  static Optional<String> closedUpTo(LiveProgress progress) {
    return progress.watermark().map(TIME::format);
  }

  private static void add(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append(", ").append(number(count)).append(' ').append(what);
    }
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** The line makes room for what a sink writes to the same screen. */
  LiveSink makeRoomFor(LiveSink sink) {
    return new LiveSink() {
      @Override
      public void begin(String run) throws IOException {
        sink.begin(run);
      }

      @Override
      public void write(long batch, String output, Result rows) throws IOException {
        synchronized (LiveStatus.this) {
          clear();
          sink.write(batch, output, rows);
        }
      }

      @Override
      public void close() throws IOException {
        sink.close();
      }
    };
  }

  /** Shows nothing any more. */
  synchronized void end() {
    clear();
  }
}
