// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.model.Nearest;
import java.util.List;
import java.util.Optional;

/** The words that say how values are written. */
final class Forms {
  static final String AUTO = "auto";
  static final String ABSENT = "absent";
  static final String INTEGER = "integer";
  static final String ANY = "any";
  static final String ARGUS_SOURCE = "argus-source";
  static final String ARGUS_DESTINATION = "argus-destination";

  private static final List<String> UNITS = List.of("s", "ms", "us", "ns");
  private static final List<String> TIMES = List.of(AUTO, ABSENT, "s", "ms", "us", "ns");
  private static final List<String> ADDRESSES = List.of(INTEGER, ANY);
  private static final List<String> FLAGS = List.of(ARGUS_SOURCE, ARGUS_DESTINATION);

  private Forms() {}

  /** What to write instead of a form that is none of this kind of value; empty when it is one. */
  static Optional<String> check(Kind kind, String form) {
    if (form.isEmpty()) {
      return Optional.empty();
    }
    return switch (kind) {
      case TIME ->
          times(form).stream()
              .map(time -> isPattern(time) ? DatePattern.defect(time) : of(time, TIMES))
              .flatMap(Optional::stream)
              .findFirst();
      case DURATION -> of(form, UNITS);
      case ADDRESS -> of(form, ADDRESSES);
      case FLAGS -> of(form, FLAGS);
      case COUNT, SMALL, INTEGER, REAL ->
          form.matches("\\* [1-9][0-9]{0,8}")
              ? Optional.empty()
              : Optional.of("Write nothing, or * and a whole number to multiply by.");
      default -> Optional.of("Write nothing behind it.");
    };
  }

  private static Optional<String> of(String form, List<String> known) {
    return known.contains(form)
        ? Optional.empty()
        : Optional.of(Nearest.remedy(form, "Forms", known));
  }

  /** The forms that a time may have, tried one after another. */
  static List<String> times(String form) {
    return form.isEmpty() ? List.of(AUTO) : List.of(form.split(" or ", -1));
  }

  /** Whether a form of times is a pattern, not a unit. */
  static boolean isPattern(String time) {
    return time.contains("H") || time.contains("h");
  }

  /** The decimal places of a unit of time in microseconds; -3 for nanoseconds. */
  static int places(String unit) {
    return switch (unit) {
      case "ms" -> 3;
      case "us" -> 0;
      case "ns" -> -3;
      default -> 6;
    };
  }

  /** What values are multiplied by. */
  static long factor(String form) {
    return form.startsWith("*") ? Long.parseLong(form.substring(1).strip()) : 1;
  }
}
