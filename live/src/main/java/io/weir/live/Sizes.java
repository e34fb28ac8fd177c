// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import io.weir.cli.Given;
import io.weir.job.Durations;
import io.weir.model.WeirException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options that are sizes and durations. */
final class Sizes {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmg]?)b?");

  private Sizes() {}

  /** Bytes, as {@code 64m} for 64 MiB. */
  static long bytes(Given given, String option, long usual) {
    Optional<String> text = given.text(option);
    if (text.isEmpty()) {
      return usual;
    }
    Matcher matcher = SIZE.matcher(text.get().strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw WeirException.usage(
          "Cannot set %s: it must be a number with a unit, k, m or g, such as 64m (%s).",
          option, text.get());
    }
    int power = " kmg".indexOf((matcher.group(2) + " ").charAt(0));
    return Long.parseLong(matcher.group(1)) << (10 * power);
  }

  static Optional<Duration> duration(Given given, String option) {
    Optional<String> text = given.text(option);
    Optional<Duration> duration = text.flatMap(Durations::parse);
    if (text.isPresent() && duration.isEmpty()) {
      throw WeirException.usage(
          "Cannot set %s: it must be %s (%s).", option, Durations.FORM, text.get());
    }
    return duration;
  }

  /** A number above 0. */
  static Optional<Double> number(Given given, String option) {
    Optional<String> text = given.text(option);
    try {
      Optional<Double> number = text.map(Double::valueOf);
      if (number.isEmpty() || (number.get() > 0 && Double.isFinite(number.get()))) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw WeirException.usage(
          "Cannot set %s: it must be a number above 0 (%s).", option, text.orElse(""));
    }
    throw WeirException.usage(
        "Cannot set %s: it must be a number above 0 (%s).", option, text.orElse(""));
  }
}
