// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.Nearest;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.RelationFile;
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says what is wrong with SQL in the same words whatever engine refused it: the name that is not
 * known, and the nearest right one. Messages of engines that are not known here stay as they are.
 */
public final class SqlErrors {
  private static final String LEAD = "Cannot run the query: ";

  private static final String BY_ZERO =
      "a number is divided by zero. Write NULLIF(divisor, 0) to have NULL there.";

  /** Longer messages list candidates by the dozen. */
  private static final int LONGEST = 300;

  private static final Pattern COLUMN =
      Pattern.compile(
          "Referenced column \"([^\"]+)\" not found"
              + "|does not have a column named \"([^\"]+)\""
              + "|(?:column|parameter) with name `([^\\]]+?)` cannot be resolved");
  private static final Pattern TABLE =
      Pattern.compile(
          "Table with name (\\S+?) does not exist|table or view `?([^`]+?)`? cannot be found"
              + "|Referenced table \"([^\"]+)\" not found");
  private static final Pattern FUNCTION =
      Pattern.compile(
          "Function with name \"?(\\S+?)\"? does not exist|routine `?([^`]+?)`? on search path");
  private static final Pattern SYNTAX = Pattern.compile("[Ss]yntax error at or near (.+?)\\.?$");
  private static final Pattern ARGUMENTS =
      Pattern.compile("No function matches the given name and argument types '(.+?)'\\. ");
  private static final Pattern TWICE =
      Pattern.compile(
          "JSON transform error in file \"(.+?)\", in record/value ([0-9]+): .* has duplicate key"
              + " \"(.+?)\"",
          Pattern.DOTALL);
  private static final Pattern LIMIT_FROM =
      Pattern.compile("\\bLIMIT\\s+([0-9]+)\\s*,\\s*([0-9]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern TOP =
      Pattern.compile("\\bSELECT\\s+TOP\\s*\\(?\\s*([0-9]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DIVISION =
      Pattern.compile("^(?:Division|Remainder) by zero\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern QUOTED = Pattern.compile("[\"`]([^\"`]+)[\"`]");
  private static final Pattern KIND =
      Pattern.compile("^(?:\\[[A-Z_.0-9]+] )?(?:[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)* Error: )?");

  private final Catalog catalog;
  private final String sql;

  private SqlErrors(Catalog catalog, String sql) {
    this.catalog = catalog;
    this.sql = sql;
  }

  /**
   * A failure in words for a person.
   *
   * @param catalog the tables that the SQL could name
   * @param sql the statement as it was asked
   * @return with the failure as its cause; the failure itself when there is nothing to say better
   */
  public static WeirException worded(WeirException failure, Catalog catalog, String sql) {
    String message = failure.getMessage();
    if (!message.startsWith(LEAD)) {
      return failure;
    }
    String raw = withoutKind(message.substring(LEAD.length()));
    if (DIVISION.matcher(raw).find()) {
      return WeirException.of(WeirException.Kind.USAGE, LEAD + BY_ZERO, failure);
    }
    if (failure.kind() != WeirException.Kind.USAGE) {
      return failure;
    }
    String better = new SqlErrors(catalog, sql).better(raw);
    return WeirException.of(failure.kind(), LEAD + better, failure);
  }

  private static String withoutKind(String raw) {
    return KIND.matcher(raw.strip()).replaceFirst("");
  }

  private String better(String raw) {
    String text = raw.replaceFirst(" SQLSTATE: .*", "");
    Matcher column = COLUMN.matcher(text);
    if (column.find()) {
      return ofColumn(lastPart(first(column)), text.substring(column.end()));
    }
    Matcher table = TABLE.matcher(text);
    if (table.find()) {
      return ofTable(lastPart(first(table)), text.substring(table.end()));
    }
    Matcher function = FUNCTION.matcher(text);
    if (function.find()) {
      return "there is no function " + first(function) + "." + suggested(text, function.end());
    }
    Matcher syntax = SYNTAX.matcher(text);
    if (syntax.find()) {
      return "the SQL is wrong at or before " + syntax.group(1) + "." + otherDialect();
    }
    Matcher arguments = ARGUMENTS.matcher(text);
    if (arguments.find()) {
      return "no function takes these arguments: " + arguments.group(1) + ". Cast them first.";
    }
    Matcher twice = TWICE.matcher(text);
    if (twice.find()) {
      return "record %s of %s has the key %s twice. Write each key once; tshark does with --no-duplicate-keys."
          .formatted(twice.group(2), twice.group(1), twice.group(3));
    }
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    boolean isWord = cut.length() > 1 && !Character.isUpperCase(cut.charAt(1));
    return isWord ? cut.substring(0, 1).toLowerCase(Locale.ROOT) + cut.substring(1) : cut;
  }

  /** How to write here what other databases write otherwise. */
  private String otherDialect() {
    Matcher limit = LIMIT_FROM.matcher(sql);
    if (limit.find()) {
      return " Write LIMIT %s OFFSET %s.".formatted(limit.group(2), limit.group(1));
    }
    Matcher top = TOP.matcher(sql);
    return top.find() ? " Write LIMIT " + top.group(1) + " at the end." : "";
  }

  private static String first(Matcher matcher) {
    for (int i = 1; i <= matcher.groupCount(); i++) {
      if (matcher.group(i) != null) {
        return matcher.group(i);
      }
    }
    return "";
  }

  /** The column of {@code `t`.`column`}. */
  private static String lastPart(String name) {
    return name.replaceFirst("^.*`\\.`", "").replace("`", "").replace("\"", "");
  }

  private String ofColumn(String name, String rest) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    if (!plain.equalsIgnoreCase(name) // Zeek's own names have dots.
        && tables().values().stream().anyMatch(tables -> hasColumn(tables, plain))) {
      return "there is no column %s. Did you mean %s?".formatted(name, plain);
    }
    if (sql.contains('"' + name + '"')) {
      return "there is no column %s. Text stands in single quotes: '%s'.".formatted(name, name);
    }
    List<String> with =
        tables().entrySet().stream()
            .filter(table -> hasColumn(table.getValue(), name.toLowerCase(Locale.ROOT)))
            .map(Map.Entry::getKey)
            .toList();
    if (!with.isEmpty()) {
      return "there is no column %s in the tables asked. It is in %s."
          .formatted(name, String.join(", ", with));
    }
    Set<String> known = new LinkedHashSet<>(quoted(rest));
    tables().values().stream()
        .flatMap(List::stream)
        .flatMap(table -> table.columns().stream())
        .forEach(column -> known.add(column.name()));
    return "there is no column %s. %s"
        .formatted(
            name,
            Nearest.to(name, known)
                .map(near -> "Did you mean " + near + "?")
                .orElse("See weir schema TABLE."));
  }

  private String ofTable(String name, String rest) {
    String column = dotted(name).replace('.', '_').toLowerCase(Locale.ROOT);
    if (isDotted(name) // Zeek's own names have dots.
        && tables().values().stream().anyMatch(tables -> hasColumn(tables, column))) {
      return "there is no table %s. Did you mean the column %s?".formatted(name, column);
    }
    Set<String> known = new LinkedHashSet<>();
    known.addAll(tables().keySet());
    catalog.relations().forEach(relation -> known.add(relation.name()));
    known.addAll(catalog.aliases().keySet());
    if (known.isEmpty()) {
      return "there is no table %s, for no input is given. %s".formatted(name, Inputs.NAME_SOME);
    }
    List<String> own = ofInput(name);
    if (own.size() > 1) {
      return "%s is no table but has several. Choose one: %s."
          .formatted(name, String.join(", ", own));
    }
    known.addAll(rest.startsWith("! Candidate") ? quoted(rest) : List.of());
    String missing = FiveTables.missing(name, known);
    return catalog.relations().isEmpty() || !isDotted(name)
        ? missing
        : missing
            + " A column with a dot in its name stands in backquotes: `%s`."
                .formatted(dotted(name));
  }

  /** The first name in the SQL that begins with this one and a dot; else the name. */
  private String dotted(String name) {
    Matcher dotted = Pattern.compile("\\b" + Pattern.quote(name) + "\\.\\w+").matcher(sql);
    return dotted.find() ? dotted.group() : name;
  }

  private boolean isDotted(String name) {
    return !dotted(name).equals(name);
  }

  /** The tables of an input of this name; none when no input has it. */
  private List<String> ofInput(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + "_";
    return Stream.of(
            catalog.views().keySet().stream(),
            catalog.relations().stream().map(RelationFile::name),
            catalog.aliases().keySet().stream())
        .flatMap(names -> names)
        .filter(table -> table.toLowerCase(Locale.ROOT).startsWith(prefix))
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * What stands behind each name that may be asked for, by name; several where inputs share one.
   */
  private Map<String, List<TableSchema>> tables() {
    Map<String, List<TableSchema>> tables = new TreeMap<>();
    for (NativeTable table : catalog.natives()) {
      tables.computeIfAbsent(table.schema().name(), name -> new ArrayList<>()).add(table.schema());
    }
    catalog
        .views()
        .forEach(
            (name, views) ->
                views.forEach(
                    view ->
                        tables
                            .computeIfAbsent(name, unknown -> new ArrayList<>())
                            .add(view.table().schema())));
    return tables;
  }

  private static boolean hasColumn(List<TableSchema> tables, String column) {
    return tables.stream().anyMatch(table -> table.indexOf(column).isPresent());
  }

  /** What the engine itself suggests. */
  private static String suggested(String text, int from) {
    Optional<String> first = quoted(text.substring(from)).stream().findFirst();
    boolean isSuggestion = text.indexOf("Did you mean", from) >= 0;
    return isSuggestion && first.isPresent()
        ? " Did you mean " + first.get() + "?"
        : " weir list functions shows Weir's own.";
  }

  private static List<String> quoted(String text) {
    return QUOTED.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
