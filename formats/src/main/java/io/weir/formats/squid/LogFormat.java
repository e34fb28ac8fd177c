// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import io.weir.model.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line's form as Squid's directive {@code logformat} describes it: codes and the text between.
 *
 * @param tail the text behind the last value
 * @param fields the values of a line in their order
 */
record LogFormat(String name, String text, String tail, List<Field> fields) {
  /** A part of a line. */
  sealed interface Item permits Literal, Code {}

  /** Text that stands as it is. */
  record Literal(String text) implements Item {}

  /**
   * A value.
   *
   * @param word the code with its argument, without width and encoding: {@code >a}, {@code
   *     {Referer}>h}
   * @param encoding how it is written: a quote, {@code [}, {@code #}, {@code /}, {@code '}, or
   *     empty
   */
  record Code(String word, String encoding) implements Item {}

  private static final Pattern CODE =
      Pattern.compile(
          "%(?<encoding>[\"\\[#/']?)(?:-?0?[0-9]*(?:\\.[0-9]+)?)(?:\\{(?<before>[^}]*)\\})?"
              + "(?<code>(?:[a-z_]+::)?[<>]?[A-Za-z_]+|%)(?:\\{(?<after>[^}]*)\\})?");

  /** The forms that Squid has under names; those of old versions have {@code %ui %un}. */
  static final String SQUID = "%ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt";

  static final String COMMON = "%>a %ui %un [%tl] \"%rm %ru HTTP/%rv\" %>Hs %<st";

  /** What administrators add to Squid's own format, too, as combined has it. */
  static final String AGENTS = " \"%{Referer}>h\" \"%{User-Agent}>h\"";

  static final String COMBINED = COMMON + AGENTS;
  static final String RESULT = " %Ss:%Sh";
  static final String REFERRER = "%ts.%03tu %>a %{Referer}>h %ru";
  static final String USER_AGENT = "%>a [%tl] \"%{User-Agent}>h\"";

  private static final String REQUEST_LINE = "%rm %ru HTTP/%rv";

  LogFormat {
    fields = List.copyOf(fields);
  }

  /** The form that a text describes. */
  static LogFormat of(String name, String text) {
    List<Item> items = items(text);
    String tail =
        !items.isEmpty() && items.get(items.size() - 1) instanceof Literal last ? last.text() : "";
    return new LogFormat(name, text, tail, Field.of(items(compact(text))));
  }

  /** Codes that are one value together become one. */
  private static String compact(String text) {
    return text.replaceAll("%ts[.]%0?3?tu", "%ts")
        .replace("\"" + REQUEST_LINE + "\"", "\"%weir_request\"");
  }

  private static List<Item> items(String text) {
    List<Item> items = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    Matcher code = CODE.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (text.charAt(at) != '%') {
        literal.append(text.charAt(at++));
        continue;
      }
      if (!code.find(at) || code.start() != at) {
        throw WeirException.usage(
            "Cannot read the log format '%s': no code at character %d (%s). Write it as in"
                + " squid.conf, such as %%ts.%%03tu %%>a %%ru.",
            text, at + 1, text.substring(at, Math.min(text.length(), at + 12)));
      }
      at = code.end();
      if (code.group("code").equals("%")) {
        literal.append('%');
        continue;
      }
      flush(literal, items);
      items.add(new Code(word(code), code.group("encoding")));
    }
    flush(literal, items);
    return items;
  }

  private static String word(Matcher code) {
    String argument = code.group("before") == null ? code.group("after") : code.group("before");
    String word = current(code.group("code"));
    return argument == null ? word : "{" + argument + "}" + word;
  }

  /** Old names of codes. */
  private static String current(String code) {
    return switch (code) {
      case "Hs" -> ">Hs";
      case "ue" -> "un";
      case "h" -> ">h";
      default -> code;
    };
  }

  private static void flush(StringBuilder literal, List<Item> items) {
    if (!literal.isEmpty()) {
      items.add(new Literal(literal.toString()));
      literal.setLength(0);
    }
  }
}
