// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

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
    return first
        + " to "
        + (last.startsWith(day) ? last.substring(day.length() + 1) : last)
        + " UTC";
  }
}
