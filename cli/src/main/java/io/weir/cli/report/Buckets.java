// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** The length of the windows into which a time is cut for a picture. */
final class Buckets {
  private static final int MOST = 240;

  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofMillis(1),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(28));

  private Buckets() {}

  /** The shortest that cuts a time into not too many. */
  static Duration of(Duration whole) {
    for (Duration length : LENGTHS) {
      if (whole.toNanos() / length.toNanos() < MOST) {
        return length;
      }
    }
    long days = whole.toDays() / MOST + 1;
    return Duration.ofDays(days);
  }

  /** For people. */
  static String text(Duration length) {
    String text;
    if (length.toDays() > 0) {
      text = plural(length.toDays(), "day");
    } else if (length.toHours() > 0) {
      text = plural(length.toHours(), "hour");
    } else if (length.toMinutes() > 0) {
      text = plural(length.toMinutes(), "minute");
    } else if (length.toSeconds() > 0) {
      text = plural(length.toSeconds(), "second");
    } else {
      text = plural(length.toMillis(), "millisecond");
    }
    return text;
  }

  private static String plural(long count, String unit) {
    return count == 1 ? unit : count + " " + unit + "s";
  }

  /** As an analysis' parameter. */
  static String setting(Duration length) {
    return BigDecimal.valueOf(length.toNanos(), 9).stripTrailingZeros().toPlainString() + "s";
  }
}
