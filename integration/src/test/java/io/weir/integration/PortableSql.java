// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds in a text of SQL what the engines read differently, or what only one of them reads.
 *
 * <p>Functions must be on a list of those that were seen to answer alike. NULLs need no care in
 * ORDER BY: both engines put them first when ascending, as Weir sets them up.
 */
final class PortableSql {
  /** Functions that mean the same in both engines: {@link EnginesAgreeTest} tries each. */
  private static final Set<String> SAME =
      words(
          """
          lower upper length len char_length contains position md5 substring substr trim replace
          concat lpad repeat reverse instr split_part coalesce nullif ifnull if greatest least
          regexp_extract regexp_replace split array_contains cardinality array_distinct array_sort
          array_agg try_cast cast mod floor round ceil sum avg count count_if min max min_by max_by
          any_value first median mode percentile_cont string_agg listagg approx_count_distinct
          stddev_samp var_pop row_number rank dense_rank lag lead first_value last_value ntile
          date_trunc extract ln log2 log10 pow sqrt abs sign bit_or bit_and
          """);

  /** What else may stand before a parenthesis. */
  private static final Set<String> WORDS =
      words(
          """
          in over filter exists distinct values using group by as on and or not when then else case
          where having select from join sets rollup except all like end decimal
          """);

  /** Functions that Weir registers in both engines. */
  private static final Set<String> REGISTERED =
      words(
          """
          tumbling unix_micros timestamp_micros element_at explode sequence size
          regexp_like startswith array_join
          cidr_match ip_prefix is_private reverse_ptr sld tld entropy port_name community_id asn
          as_name ip_network country
          """);

  private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");
  private static final Pattern NAME = Pattern.compile("`(?:[^`]|``)*`");
  private static final Pattern CALL = Pattern.compile("\\b([A-Za-z_][A-Za-z0-9_]*)\\s*\\(");
  private static final Pattern TYPE =
      Pattern.compile("\\b(TEXT|VARCHAR(?!\\s*\\()|HUGEINT|DATETIME)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern DIVISION =
      Pattern.compile("(?<!/)/(?!/)\\s*+(?!NULLIF\\b|nullif\\b|[0-9.]*[1-9])");
  private static final Pattern SPLIT =
      Pattern.compile(
          "\\bsplit\\s*\\((?:[^()']|\\([^()]*\\))*,\\s*+(?!'[^'.$|()\\[{^?*+\\\\]'\\s*\\))");
  private static final Pattern REPLACE_PATTERN =
      Pattern.compile("\\bregexp_replace\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern WHOLE_CAST =
      Pattern.compile(
          "\\s+AS\\s+(?:BIGINT|INTEGER|INT|SMALLINT|TINYINT)\\s*\\)", Pattern.CASE_INSENSITIVE);

  private static final List<String> WHOLE = List.of("round(", "floor(", "ceil(", "row_number(");

  private PortableSql() {}

  private static Set<String> words(String text) {
    return Stream.of(text.strip().split("\\s+", -1)).collect(Collectors.toSet());
  }

  /** What is not portable in a text; nothing when it is. */
  static List<String> faults(String sql) {
    List<String> faults = new ArrayList<>();
    Matcher literals = LITERAL.matcher(sql);
    while (literals.find()) {
      if (literals.group().indexOf('\\') >= 0) {
        faults.add("a backslash in " + literals.group());
      }
    }
    // Literals become 'xxx', names become xxx, so that neither is taken for syntax.
    String plain =
        LITERAL.matcher(sql).replaceAll(m -> "'" + "x".repeat(m.group().length() - 2) + "'");
    plain = NAME.matcher(plain).replaceAll(m -> "x".repeat(m.group().length()));
    find(plain, "\"", "double quotes: write backquotes", faults);
    find(plain, "[", "a list subscript or bracket: write element_at", faults);
    find(plain, "{", "braces", faults);
    find(plain, "//", "the operator //", faults);
    find(plain, "--", "a comment", faults);
    find(plain, "/*", "a comment", faults);
    find(plain, "::", "the cast ::", faults);
    find(plain, "->", "a lambda or arrow", faults);
    find(TYPE, plain, "a type that one engine lacks: write STRING", faults);
    find(DIVISION, plain, "a division by what may be 0: write NULLIF", faults);
    find(SPLIT, sql, "split by other than one plain character", faults);
    for (String name : calls(plain)) {
      if (!SAME.contains(name) && !REGISTERED.contains(name)) {
        faults.add("the function " + name + " is not on the list of those that answer alike");
      }
    }
    replacements(sql, faults);
    casts(plain, faults);
    return faults;
  }

  private static void find(String sql, String what, String fault, List<String> faults) {
    if (sql.contains(what)) {
      faults.add(fault);
    }
  }

  private static void find(Pattern what, String sql, String fault, List<String> faults) {
    Matcher matcher = what.matcher(sql);
    if (matcher.find()) {
      faults.add(fault + " (" + matcher.group() + ")");
    }
  }

  /** The functions that both engines have. */
  static Set<String> functions() {
    Set<String> all = new TreeSet<>(SAME);
    all.addAll(REGISTERED);
    return all;
  }

  /** The functions that a text calls, in lower case. */
  static Set<String> calls(String sql) {
    Set<String> names = new TreeSet<>();
    Matcher calls = CALL.matcher(sql);
    while (calls.find()) {
      names.add(calls.group(1).toLowerCase(Locale.ROOT));
    }
    names.removeAll(WORDS);
    return names;
  }

  /** One engine replaces the first match, the other all: an anchored pattern has only one. */
  private static void replacements(String sql, List<String> faults) {
    Matcher calls = REPLACE_PATTERN.matcher(sql);
    while (calls.find()) {
      List<String> arguments = arguments(sql, calls.end());
      String pattern = arguments.size() == 3 ? arguments.get(1) : "";
      boolean isAnchored = pattern.startsWith("'^") || pattern.endsWith("$'");
      if (!isAnchored || pattern.contains("(") || arguments.get(2).contains("$")) {
        faults.add("regexp_replace without an anchor or with a group (" + pattern + ")");
      }
    }
  }

  /** One engine rounds, the other cuts: what is cast must be whole. */
  private static void casts(String sql, List<String> faults) {
    Matcher casts = WHOLE_CAST.matcher(sql);
    while (casts.find()) {
      int open = opening(sql, casts.start());
      String what = sql.substring(open + 1, casts.start()).strip().toLowerCase(Locale.ROOT);
      if (WHOLE.stream().noneMatch(what::startsWith)) {
        faults.add("a cast to a whole number without round or floor (" + what + ")");
      }
    }
  }

  /** Where the parenthesis stands that is open at a place. */
  private static int opening(String sql, int at) {
    int depth = 0;
    for (int i = at - 1; i >= 0; i--) {
      char c = sql.charAt(i);
      depth += c == ')' ? 1 : c == '(' ? -1 : 0;
      if (depth < 0) {
        return i;
      }
    }
    return -1;
  }

  /** The arguments of the call whose parenthesis follows. */
  private static List<String> arguments(String sql, int at) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    boolean isQuoted = false;
    int start = sql.indexOf('(', at) + 1;
    for (int i = start; i < sql.length(); i++) {
      char c = sql.charAt(i);
      isQuoted ^= c == '\'';
      if (isQuoted) {
        continue;
      }
      if (depth == 0 && (c == ',' || c == ')')) {
        arguments.add(sql.substring(start, i).strip());
        start = i + 1;
        if (c == ')') {
          break;
        }
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return arguments;
  }
}
