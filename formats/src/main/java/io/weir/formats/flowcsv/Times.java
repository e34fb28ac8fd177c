// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.formats.lines.Decimals;
import java.time.ZoneId;

/** Reads the times of one column as microseconds since 1970 UTC. Not thread-safe. */
final class Times {
  /** A time that is not known. */
  static final long ABSENT = Long.MIN_VALUE + 1;

  /** The year 10000, behind which nothing is a time. */
  private static final long LAST = 253_402_300_800_000_000L;

  /** Digits of seconds, milliseconds and microseconds of our times, at most. */
  private static final int SECONDS_DIGITS = 11;

  /** Of a pattern, which has no unit. */
  private static final String NONE = "-";

  private static final int MILLIS_DIGITS = 14;
  private static final int MICROS_DIGITS = 17;

  private final String[] units;
  private final DatePattern[] patterns;

  /** For values of a form: units and patterns, or nothing for what the values show. */
  Times(String form, ZoneId zone) {
    String[] forms = Forms.times(form).toArray(String[]::new);
    units = new String[forms.length];
    patterns = new DatePattern[forms.length];
    for (int i = 0; i < forms.length; i++) {
      boolean isPattern = Forms.isPattern(forms[i]);
      units[i] = isPattern ? NONE : forms[i].equals(Forms.AUTO) ? "" : forms[i];
      patterns[i] = new DatePattern(isPattern ? forms[i] : DatePattern.YEAR_FIRST, zone);
    }
  }

  /** The time, by the first form that fits; {@link Decimals#BAD} when none does. */
  long micros(byte[] bytes, int from, int end) {
    for (int i = 0; i < units.length; i++) {
      if (units[i].equals(Forms.ABSENT)) {
        return ABSENT;
      }
      long micros = bounded(micros(i, bytes, from, end));
      if (micros != Decimals.BAD) {
        return micros;
      }
    }
    return Decimals.BAD;
  }

  private long micros(int form, byte[] bytes, int from, int end) {
    String unit = units[form];
    if (unit.equals(NONE) || (unit.isEmpty() && isDate(bytes, from, end))) {
      return patterns[form].micros(bytes, from, end);
    }
    return since1970(unit.isEmpty() ? unit(bytes, from, end) : unit, bytes, from, end);
  }

  private static boolean isDate(byte[] bytes, int from, int end) {
    if (end - from >= 8 && (bytes[from + 4] == '-' || bytes[from + 4] == '/')) {
      return true;
    }
    for (int i = from; i < end; i++) {
      if (bytes[i] == '/' || bytes[i] == ':') {
        return true;
      }
    }
    return false;
  }

  private static long bounded(long micros) {
    return micros > -LAST && micros < LAST ? micros : Decimals.BAD;
  }

  private static String unit(byte[] bytes, int from, int end) {
    int digits = 0;
    while (from + digits < end && bytes[from + digits] >= '0' && bytes[from + digits] <= '9') {
      digits++;
    }
    if (digits <= SECONDS_DIGITS) {
      return "s";
    }
    return digits <= MILLIS_DIGITS ? "ms" : digits <= MICROS_DIGITS ? "us" : "ns";
  }

  /** A number of units, with a fraction or an exponent, as microseconds. */
  static long since1970(String unit, byte[] bytes, int from, int end) {
    int places = Forms.places(unit);
    if (places < 0) {
      return nanos(bytes, from, end);
    }
    long micros = Decimals.scaled(bytes, from, end, places);
    if (micros != Decimals.BAD) {
      return micros;
    }
    double value = Decimals.real(bytes, from, end) * Math.pow(10, places);
    return Math.abs(value) < LAST ? Math.round(value) : Decimals.BAD;
  }

  private static long nanos(byte[] bytes, int from, int end) {
    int point = from;
    while (point < end && bytes[point] != '.') {
      point++;
    }
    if (point - from <= 3) {
      return Decimals.unsigned(bytes, from, point) == Decimals.BAD ? Decimals.BAD : 0;
    }
    boolean isWhole = Decimals.unsigned(bytes, point - 3, point) != Decimals.BAD;
    return isWhole ? Decimals.integer(bytes, from, point - 3) : Decimals.BAD;
  }
}
