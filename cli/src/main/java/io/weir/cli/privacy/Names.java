// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.privacy.ledger.Dataset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;

/** Checks words of the command line. */
final class Names {
  private Names() {}

  static String checked(String name, String what) {
    if (!Dataset.isName(name)) {
      throw WeirException.usage(
          "Cannot call a %s %s: a name has at most 64 letters, digits, dots, hyphens and underscores,"
              + " a letter or digit first. Choose another.",
          what, name);
    }
    return name;
  }

  static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      String near =
          Nearest.to(name, ZoneId.getAvailableZoneIds())
              .map(zone -> "Did you mean " + zone + "?")
              .orElse("Use one such as UTC, Europe/Rome or +01:00.");
      throw WeirException.usage("Cannot set --zone: there is no such zone (%s). %s", name, near);
    }
  }

  static LocalDate day(String option, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw WeirException.usage(
          "Cannot set %s: it must be a day (%s). Write one such as 2026-03-01.", option, text);
    }
  }
}
