// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import io.weir.model.Option;
import io.weir.model.Options;
import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of Squid's logs. */
final class SquidOptions {
  static final Option LOG_FORMAT =
      new Option(
          "squid-logformat",
          "",
          "form of the lines as squid.conf's logformat describes it, such as %ts.%03tu %tr %>a"
              + " %Ss/%>Hs %<st %rm %ru");

  static final Option CONF =
      new Option(
          "squid-conf",
          "",
          "squid.conf whose logformat lines are tried beside Squid's own formats");

  static final List<Option> ALL = List.of(LOG_FORMAT, CONF);

  private static final Pattern DIRECTIVE = Pattern.compile("logformat\\s+(\\S+)\\s+(.+)");

  private static final List<LogFormat> OWN =
      List.of(
          LogFormat.of("squid", LogFormat.SQUID),
          LogFormat.of("squid with agents", LogFormat.SQUID + LogFormat.AGENTS),
          LogFormat.of("combined", LogFormat.COMBINED + LogFormat.RESULT),
          LogFormat.of("combined", LogFormat.COMBINED),
          LogFormat.of("common", LogFormat.COMMON + LogFormat.RESULT),
          LogFormat.of("common", LogFormat.COMMON),
          LogFormat.of("referrer", LogFormat.REFERRER),
          LogFormat.of("useragent", LogFormat.USER_AGENT));

  private SquidOptions() {}

  /** The formats that lines may have, the likeliest first. */
  static List<LogFormat> formats(Options options) {
    String given = options.value(LOG_FORMAT).orElse("");
    if (!given.isEmpty()) {
      return List.of(LogFormat.of("logformat", given));
    }
    String conf = options.value(CONF).orElse("");
    if (conf.isEmpty()) {
      return OWN;
    }
    List<LogFormat> formats = new ArrayList<>(OWN);
    formats.addAll(ofConf(conf));
    return formats;
  }

  private static List<LogFormat> ofConf(String path) {
    String text;
    try {
      text = Files.readString(Path.of(path), StandardCharsets.ISO_8859_1);
    } catch (IOException | InvalidPathException e) {
      throw WeirException.usage(
          "Cannot read --%s %s: %s. Name a squid.conf that can be read.",
          CONF.name(), path, WeirException.reason(e));
    }
    List<LogFormat> formats = new ArrayList<>();
    for (String line : text.replaceAll("\\\\\r?\n\\s*", "").split("\r?\n", -1)) {
      Matcher directive = DIRECTIVE.matcher(line.strip());
      if (directive.matches()) {
        formats.add(LogFormat.of(directive.group(1), directive.group(2)));
      }
    }
    return formats;
  }
}
