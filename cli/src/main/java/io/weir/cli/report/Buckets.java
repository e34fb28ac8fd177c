// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** The length of the windows into which a time is cut for a picture. */
final class Buckets {
  private static final int MOST = 240;

  /** About the longest that a parameter can be: 292 years. */
  private static final long MOST_DAYS = 100_000;

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
      if (whole.compareTo(length.multipliedBy(MOST)) < 0) {
        return length;
      }
    }
    return Duration.ofDays(Math.min(whole.toDays() / MOST + 1, MOST_DAYS));
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
    return seconds(length) + "s";
  }

  /** As a number in SQL. */
  static String seconds(Duration length) {
    return BigDecimal.valueOf(length.getSeconds())
        .add(BigDecimal.valueOf(length.getNano(), 9))
        .stripTrailingZeros()
        .toPlainString();
  }
}
