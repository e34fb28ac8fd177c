// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.input.TimeSpec;
import io.weir.job.Formats;
import io.weir.job.InputSettings;
import io.weir.model.Format;
import io.weir.model.Option;
import io.weir.model.Options;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** How inputs are read, and which part of them. Each format adds the options of its own. */
public final class InputOptions {
  private InputOptions() {}

  /** All of them. */
  public static void declare(Declaration declaration) {
    declareReading(declaration);
    declaration
        .option(
            "--from",
            "TIME",
            "Leave out records before this day, such as 2026-03-01, today or yesterday, or instant,"
                + " such as 2026-03-01T12:00:00Z, or -6h for six hours ago; and those without time.")
        .option("--to", "TIME", "Leave out records after this day, or from this instant on.")
        .option("--table", "TABLE", "The table that netlytics stands for; default: the only one.");
    declareFormats(declaration);
  }

  /** The options that tell how files are read, but not which part of them. */
  public static void declareReading(Declaration declaration) {
    declaration
        .section("Input")
        .option(
            "--input-format",
            "FORMAT",
            "Read all files as this format (weir list formats), or as csv, json, ndjson or parquet;"
                + " default: look into them.")
        .option(
            "--zone",
            "ZONE",
            "The zone of days and of times that name none, such as Europe/Rome; default: this"
                + " machine's.");
  }

  static void declareFormats(Declaration declaration) {
    declareFormats(declaration, Formats.find(declaration.loader()));
  }

  /** The options of these formats. */
  public static void declareFormats(Declaration declaration, List<Format> formats) {
    declaration.section("Formats");
    for (Format format : formats) {
      for (Option option : format.spec().options()) {
        String name = "--" + option.name();
        if (!declaration.has(name)) {
          String value =
              option.defaultValue().isEmpty() ? "" : " Default: " + option.defaultValue() + ".";
          declaration.option(
              name, "VALUE", "(" + format.spec().name() + ") " + option.help() + value);
        }
      }
    }
  }

  /** The settings that the line gives. */
  public static InputSettings of(Given given, Session session) {
    return of(given, session, given.text("--to"));
  }

  /**
   * The settings that the line gives.
   *
   * @param to the end of the time asked for
   */
  static InputSettings of(Given given, Session session, Optional<String> to) {
    List<Format> formats = Formats.find(session.loader());
    ZoneId zone = given.text("--zone").map(InputOptions::zone).orElse(ZoneId.systemDefault());
    TimeRange range = TimeSpec.range(given.text("--from").orElse(""), to.orElse(""), zone);
    return new InputSettings(
        formats,
        given.text("--input-format").orElse(""),
        formatOptions(given, formats),
        range,
        zone,
        given.text("--table").orElse(""),
        session.surroundings().in());
  }

  private static Options formatOptions(Given given, List<Format> formats) {
    Options options = Options.NONE;
    for (Format format : formats) {
      for (Option option : format.spec().options()) {
        Optional<String> value = given.text("--" + option.name());
        if (value.isPresent()) {
          options = options.with(option.name(), value.get());
        }
      }
    }
    return options;
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      String near =
          io.weir.model.Nearest.to(name, ZoneId.getAvailableZoneIds())
              .map(zone -> "Did you mean " + zone + "?")
              .orElse("Use one such as UTC, Europe/Rome or +01:00.");
      throw WeirException.usage("Cannot set --zone: there is no such zone (%s). %s", name, near);
    }
  }
}
