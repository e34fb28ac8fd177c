// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.Option;
import io.weir.model.Options;
import io.weir.model.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of Zeek's logs. */
final class ZeekOptions {
  static final Option FIELDS =
      new Option(
          "zeek-fields",
          "",
          "fields of logs without header, in order: ts,uid,id.orig_h,… or name:type, as in"
              + " ts:time,n:count");

  static final Option PATH =
      new Option("zeek-path", "", "log that files without header hold: conn, dns, http, …");

  static final Option PARTS =
      new Option(
          "zeek-parts",
          "yes",
          "yes, or no: large files are not read in parts; for files joined of logs with different"
              + " fields");

  static final Option DNS_NAMES =
      new Option(
          "zeek-dns-names",
          "",
          "name flows that have no name by the answers in dns.log that the client saw before: for"
              + " each answer's time to live, or for this long where that is longer, such as 1h");

  static final List<Option> ALL = List.of(FIELDS, PATH, PARTS, DNS_NAMES);

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhd])");

  private ZeekOptions() {}

  static String path(Options options) {
    return options.value(PATH).orElse("");
  }

  static boolean isInParts(Options options) {
    String value = options.value(PARTS).orElse("yes");
    if (!value.equals("yes") && !value.equals("no")) {
      throw WeirException.usage("Cannot use --%s %s: it is yes or no.", PARTS.name(), value);
    }
    return value.equals("yes");
  }

  /** The header that the fields given by option make. */
  static TsvHeader header(String given, Options options) {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (String field : given.split(",", -1)) {
      String word = field.strip();
      int colon = word.lastIndexOf(':');
      if (word.isEmpty() || colon == 0) {
        throw WeirException.usage(
            "Cannot use --%s %s: a field has no name. Write ts,uid,id.orig_h,….",
            FIELDS.name(), given);
      }
      names.add(colon < 0 ? word : word.substring(0, colon));
      types.add(colon < 0 ? "" : word.substring(colon + 1));
    }
    return TsvHeader.DEFAULT.withPath(path(options)).withFields(names, types);
  }

  /** How many seconds a DNS answer names an address at least; empty when none does. */
  static OptionalLong dnsNames(Options options) {
    String value = options.value(DNS_NAMES).orElse("").strip();
    if (value.isEmpty() || value.equals("no")) {
      return OptionalLong.empty();
    }
    Matcher duration = DURATION.matcher(value);
    if (!duration.matches()) {
      throw WeirException.usage(
          "Cannot use --%s %s: it is no duration. Write a whole number with s, m, h or d, such as 1h.",
          DNS_NAMES.name(), value);
    }
    long unit =
        switch (duration.group(2)) {
          case "m" -> 60;
          case "h" -> 3600;
          case "d" -> 86_400;
          default -> 1;
        };
    return OptionalLong.of(unit * Long.parseLong(duration.group(1)));
  }
}
