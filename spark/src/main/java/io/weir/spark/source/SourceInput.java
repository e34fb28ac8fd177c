// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.input.TimeSpec;
import io.weir.job.Formats;
import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.Format;
import io.weir.model.Nearest;
import io.weir.model.Option;
import io.weir.model.Options;
import io.weir.model.WeirException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens what the paths and options of a Spark program name. */
public final class SourceInput {
  /** Options of every read, besides those of the formats. */
  public static final List<Option> OPTIONS =
      List.of(
          new Option("format", "", "The format of the files; without it they are looked into."),
          new Option("table", "", "The table to read; without it the only one there is."),
          new Option("from", "", "First day or time, as of the command's --from."),
          new Option("to", "", "Last day, or first time that is not wanted."),
          new Option("zone", "UTC", "Zone of times that have none, such as Europe/Vienna."));

  private SourceInput() {}

  /**
   * Looks into the files.
   *
   * @param options by name, in any case; an option that nothing knows is an error
   */
  public static OpenedInputs open(List<String> paths, Map<String, String> options) {
    List<Format> formats = Formats.find(loader());
    List<String> known = new ArrayList<>(OPTIONS.stream().map(Option::name).toList());
    formats.forEach(format -> format.spec().options().forEach(o -> known.add(o.name())));
    Options given = Options.NONE;
    for (Map.Entry<String, String> option : options.entrySet()) {
      String name = option.getKey().toLowerCase(Locale.ROOT);
      if (!known.contains(name)) {
        throw WeirException.usage(
            "Cannot read with option %s: it is not known. %s",
            option.getKey(), Nearest.remedy(name, "Options", known));
      }
      given = given.with(name, option.getValue());
    }
    ZoneId zone = zone(given.value("zone").orElse("UTC"));
    InputSettings settings =
        InputSettings.of(formats)
            .withInputFormat(given.value("format").orElse(""))
            .withZone(zone)
            .withRange(
                TimeSpec.range(given.value("from").orElse(""), given.value("to").orElse(""), zone))
            .withOptions(ofFormats(given));
    return Inputs.open(paths, settings);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw WeirException.of(
          WeirException.Kind.USAGE,
          "Cannot use the zone " + name + ": it is not known. Write one such as Europe/Vienna.",
          e);
    }
  }

  private static Options ofFormats(Options given) {
    Options rest = Options.NONE;
    for (Map.Entry<String, String> option : given.values().entrySet()) {
      if (OPTIONS.stream().noneMatch(own -> own.name().equals(option.getKey()))) {
        rest = rest.with(option.getKey(), option.getValue());
      }
    }
    return rest;
  }

  /** The loader that sees the jars of a job. */
  public static ClassLoader loader() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return loader == null ? SourceInput.class.getClassLoader() : loader;
  }
}
