// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations as people read them; UTC. */
final class Times {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Times() {}

  static String text(double millis) {
    return TIME.format(Instant.ofEpochMilli((long) millis));
  }

  /** A time and a later one; the day is told once where it is the same. */
  static String range(double from, double to) {
    String first = text(from);
    String last = text(to);
    String day = first.substring(0, first.indexOf(' '));
    return first + " to " + (last.startsWith(day) ? last.substring(day.length() + 1) : last) + " UTC";
  }

  /** A duration in its two largest units. */
  static String length(double millis) {
    Duration length = Duration.ofMillis((long) millis);
    if (length.toDays() > 0) {
      return "%d d %d h".formatted(length.toDays(), length.toHoursPart());
    }
    if (length.toHours() > 0) {
      return "%d h %d min".formatted(length.toHours(), length.toMinutesPart());
    }
    if (length.toMinutes() > 0) {
      return "%d min %d s".formatted(length.toMinutes(), length.toSecondsPart());
    }
    return Measure.SECONDS.text(millis / 1000);
  }
}
