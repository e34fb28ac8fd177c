// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import java.time.Duration;
import java.util.Locale;

/** How people read numbers of a unit. */
public enum Measure {
  /** Units of 1000: KB, MB, GB. */
  BYTES("B KB MB GB TB PB EB"),
  /** Counts: 1.2 k, 3.4 M. */
  COUNT(" k M G T P E"),
  /** Seconds, also as parts of one. */
  SECONDS("s"),
  /** Numbers as they are. */
  PLAIN("");

  /** Each 1000 times the one before, with blanks between. */
  private final String units;

  Measure(String units) {
    this.units = units;
  }

  /** The measure of a column's unit. */
  static Measure of(String unit) {
    return switch (unit) {
      case "bytes" -> BYTES;
      case "s" -> SECONDS;
      default -> COUNT;
    };
  }

  /** A number with at most three digits that count, and its unit. */
  public String text(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    if (this == SECONDS) {
      return seconds(value);
    }
    double number = Math.abs(value);
    String[] steps = units.split(" ", -1);
    int unit = 0;
    while (number >= 999.5 && unit < steps.length - 1) {
      number /= 1000;
      unit++;
    }
    String digits = digits(number);
    String sign = value < 0 && !digits.equals("0") ? "-" : "";
    return (sign + digits + " " + steps[unit]).strip();
  }

  /** A number on an axis: parts of what is counted have none. */
  String tick(double value) {
    return this == COUNT && Math.abs(value) < 10 && value != Math.rint(value) ? " " : text(value);
  }

  /** A length of time in its two largest units. */
  public static String length(Duration length) {
    if (length.toDays() > 0) {
      return "%d d %d h".formatted(length.toDays(), length.toHoursPart());
    }
    if (length.toHours() > 0) {
      return "%d h %d min".formatted(length.toHours(), length.toMinutesPart());
    }
    if (length.toMinutes() > 0) {
      return "%d min %d s".formatted(length.toMinutes(), length.toSecondsPart());
    }
    return SECONDS.text(length.toMillis() / 1000.0);
  }

  private static String seconds(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0 s";
    }
    String sign = value < 0 ? "-" : "";
    if (size < 0.9995) {
      return sign + digits(size * 1000) + " ms";
    }
    return sign + digits(size) + " s";
  }

  private static String digits(double number) {
    int decimals = number == 0 || number >= 99.95 ? 0 : number >= 9.995 ? 1 : 2;
    if (number > 0 && number < 0.01) {
      return String.format(Locale.ROOT, "%.2g", number);
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", number);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
