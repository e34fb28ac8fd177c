// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import io.weir.cli.Main;
import io.weir.cli.Surroundings;
import io.weir.job.Analyses;
import io.weir.job.Formats;
import io.weir.job.Parameters;
import io.weir.model.Column;
import io.weir.model.Format;
import io.weir.model.Option;
import io.weir.model.TableSchema;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.tables.FiveTables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parts of pages that come from the code: those between {@code <!-- made from: WHAT -->} and
 * {@code <!-- end -->}. WHAT is {@code tables}, {@code command NAME}, {@code analysis NAME}, {@code
 * format NAME}, {@code pages DIRECTORY}, a list of the pages there, or {@code example NAME}, a
 * method of {@link JavaApiTest}.
 */
final class MadeFromCode {
  private static final Pattern PART =
      Pattern.compile("(?s)(<!-- made from: (\\w+) ?([\\w -]*?) -->\n).*?(<!-- end -->)");
  private static final ClassLoader LOADER = MadeFromCode.class.getClassLoader();

  private MadeFromCode() {}

  /** The page's text with its parts as the code has them now. */
  static String renewed(String page) {
    return PART.matcher(page)
        .replaceAll(
            part ->
                Matcher.quoteReplacement(
                    part.group(1) + made(part.group(2), part.group(3)) + part.group(4)));
  }

  private static String made(String kind, String name) {
    return switch (kind) {
      case "tables" -> tables();
      case "command" -> "```text\n" + help(name) + "```\n";
      case "analysis" -> analysis(Analyses.named(name, LOADER).spec());
      case "format" -> options(format(name).spec().options(), "--");
      case "pages" -> pages(name);
      case "example" -> "```java\n" + example(name) + "```\n";
      default -> throw new IllegalArgumentException("Nothing is made from " + kind);
    };
  }

  /** A link to each page of a directory, by its heading. */
  private static String pages(String directory) {
    Path docs = Repository.root().resolve("docs");
    return Repository.files(docs.resolve(directory), ".md").stream()
        .map(
            page ->
                "- [%s](%s)\n"
                    .formatted(
                        Repository.text(page)
                            .lines()
                            .findFirst()
                            .orElse("")
                            .replaceFirst("^# ", ""),
                        docs.relativize(page)))
        .collect(Collectors.joining());
  }

  private static Format format(String name) {
    return Formats.named(name, Formats.find(LOADER));
  }

  private static String tables() {
    StringBuilder text = new StringBuilder();
    for (TableSchema table : FiveTables.ALL) {
      text.append("\n## %s\n\n%s\n\n%s".formatted(table.name(), table.meaning(), columns(table)));
    }
    return text.append('\n').toString();
  }

  private static String columns(TableSchema table) {
    return table.columns().stream()
        .map(MadeFromCode::row)
        .collect(
            Collectors.joining("", "| column | type | unit | meaning |\n|---|---|---|---|\n", ""));
  }

  private static String row(Column column) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(column.name(), column.type(), column.unit(), cell(column.meaning()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }

  /** What the command prints when it is asked for help. */
  private static String help(String command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(out, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(new byte[0]),
            out,
            err,
            Map.of("LANG", "C.UTF-8"),
            List.of(),
            0);
    Main.run((command + " --help").split(" ", -1), surroundings);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String analysis(AnalysisSpec<?> spec) {
    StringBuilder text = new StringBuilder(spec.summary()).append("\n\n");
    text.append("Reads ");
    text.append(
        spec.reads().isEmpty()
            ? "the table that is named."
            : spec.reads().stream()
                .map(table -> "[%s](../tables.md#%s)".formatted(table, table))
                .collect(Collectors.joining(", or where there is none ", "", ".")));
    text.append("\n\n## Parameters\n\n");
    text.append(options(Parameters.options(spec.parameters()), ""));
    for (TableSchema output : spec.outputs()) {
      text.append("\n## Output: %s\n\n%s\n".formatted(output.name(), output.meaning()));
      if (!output.columns().isEmpty()) {
        text.append('\n').append(columns(output));
      }
    }
    return text.toString();
  }

  private static String options(List<Option> options, String before) {
    StringBuilder text = new StringBuilder("| name | default | meaning |\n|---|---|---|\n");
    for (Option option : options) {
      String value = option.defaultValue().isEmpty() ? "" : "`" + option.defaultValue() + "`";
      text.append(
          "| `%s%s` | %s | %s |\n".formatted(before, option.name(), value, cell(option.help())));
    }
    return text.toString();
  }

  /** The body of a method, whose name is the example's in camel case. */
  private static String example(String name) {
    Path source =
        Repository.root().resolve("integration/src/test/java/io/weir/integration/JavaApiTest.java");
    String method =
        Pattern.compile("-(.)")
            .matcher(name)
            .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    Matcher body =
        Pattern.compile("(?s)void " + method + "\\([^{]*\\{\n(.*?)\n  }\n")
            .matcher(Repository.text(source));
    if (!body.find()) {
      throw new IllegalArgumentException("There is no example " + name);
    }
    return body.group(1)
            .lines()
            .takeWhile(line -> !line.contains("// the test"))
            .map(line -> line.replaceFirst("^ {4}", ""))
            .collect(Collectors.joining("\n"))
            .strip()
        + "\n";
  }
}
