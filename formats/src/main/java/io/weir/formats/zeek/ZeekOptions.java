// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.Option;
import io.weir.model.Options;
import io.weir.model.WeirException;
import java.util.ArrayList;
import java.util.List;

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

  static final List<Option> ALL = List.of(FIELDS, PATH, PARTS);

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
}
