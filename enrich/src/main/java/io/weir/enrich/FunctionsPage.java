// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import io.weir.model.Option;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the reference page of the functions: {@code docs/functions.md}. */
public final class FunctionsPage {
  private static final String HEAD =
      """
      # SQL functions

      The same in both engines. A NULL argument gives NULL, and so does text that is not what the
      function asks for, such as `-` for an address: data never stops a query. Addresses are IPv4 or
      IPv6 in text; an IPv4-mapped address (`::ffff:10.1.2.3`) is its IPv4 address.

      | function | returns | meaning | example |
      |---|---|---|---|
      """;
  private static final String FILES =
      """

      ## Files

      Three functions need a file; without it they are an error that names the option. Files are
      read whole at the first call and kept in memory.

      | option | meaning |
      |---|---|
      """;

  private FunctionsPage() {}

  /** The page in Markdown. */
  public static String render(List<SqlFunction> functions, List<Option> options) {
    return HEAD
        + functions.stream().map(FunctionsPage::row).collect(Collectors.joining())
        + FILES
        + options.stream()
            .map(option -> "| `--" + option.name() + " FILE` | " + option.help() + " |\n")
            .collect(Collectors.joining());
  }

  private static String row(SqlFunction function) {
    SqlFunction.Example example = function.example();
    String arguments =
        example.arguments().stream().map(FunctionsPage::literal).collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | `%s(%s)` → `%s` |\n"
        .formatted(
            function.signature(),
            function.returns(),
            function.meaning(),
            function.name(),
            arguments,
            example.result());
  }

  private static String literal(Object value) {
    return value instanceof String text ? "'" + text + "'" : value.toString();
  }
}
