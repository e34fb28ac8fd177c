// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Micros;
import io.weir.model.TimeRange;
import io.weir.model.engine.NativeTable;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time ranges that a query's conditions on {@code ts} leave of each native table, read from the
 * plan that EXPLAIN shows. A range may be wider than the condition, never narrower: DuckDB filters
 * again. A table that is scanned twice has the range that covers both.
 */
final class TimeHints {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]");
  private static final String BOUND = "'([^']*)'::TIMESTAMP";
  private static final Pattern BETWEEN =
      Pattern.compile("\\(?ts BETWEEN " + BOUND + " AND " + BOUND + "\\)?");
  private static final Pattern COMPARED = Pattern.compile("\\(?ts (>=|>|=|<=|<) " + BOUND + "\\)?");

  /** What stands between the name of a scan and the condition of the filter right above it. */
  private static final Pattern FILTER_ABOVE =
      Pattern.compile(
          "\"children\":\\s*\\[\\s*],\\s*\"extra_info\":\\s*\\{[^{}]*}\\s*}\\s*],"
              + "\\s*\"extra_info\":\\s*\\{\\s*\"Expression\":\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private TimeHints() {}

  /**
   * Reads the ranges of all native tables that a plan scans.
   *
   * @param json the plan
   */
  static Map<NativeTable, TimeRange> of(String json, CatalogTables tables) {
    IdentityHashMap<NativeTable, TimeRange> ranges = new IdentityHashMap<>();
    Matcher scan = Explain.SCAN.matcher(json);
    while (scan.find()) {
      Optional<NativeTable> table = tables.ofFunction(scan.group(1));
      if (table.isPresent()) {
        ranges.merge(table.get(), above(json, scan.end()), TimeHints::cover);
      }
    }
    return ranges;
  }

  private static TimeRange above(String json, int scanEnd) {
    Matcher filter = FILTER_ABOVE.matcher(json).region(scanEnd, json.length());
    int comma = json.indexOf('"', scanEnd);
    if (comma < 0 || !filter.find() || filter.start() > comma) {
      return TimeRange.ALL;
    }
    return range(filter.group(1));
  }

  private static TimeRange cover(TimeRange a, TimeRange b) {
    return new TimeRange(Math.min(a.from(), b.from()), Math.max(a.to(), b.to()));
  }

  /** The range that a condition's conjuncts on {@code ts} leave. */
  static TimeRange range(String condition) {
    TimeRange range = TimeRange.ALL;
    for (String conjunct : conjuncts(condition)) {
      range = range.intersect(single(conjunct));
    }
    return range;
  }

  private static TimeRange single(String conjunct) {
    Matcher between = BETWEEN.matcher(conjunct);
    if (between.matches()) {
      return new TimeRange(from(between.group(1)), to(between.group(2)));
    }
    Matcher compared = COMPARED.matcher(conjunct);
    if (!compared.matches()) {
      return TimeRange.ALL;
    }
    String bound = compared.group(2);
    return switch (compared.group(1)) {
      case "=" -> new TimeRange(from(bound), to(bound));
      case ">", ">=" -> new TimeRange(from(bound), Long.MAX_VALUE);
      default -> new TimeRange(Long.MIN_VALUE, to(bound));
    };
  }

  private static long from(String bound) {
    return micros(bound, Long.MIN_VALUE);
  }

  /** The first microsecond after an inclusive bound. */
  private static long to(String bound) {
    long micros = micros(bound, Long.MAX_VALUE);
    return micros == Long.MAX_VALUE ? micros : micros + 1;
  }

  private static long micros(String bound, long whenUnreadable) {
    try {
      LocalDateTime time = LocalDateTime.parse(bound, TIME);
      return Micros.of(time);
    } catch (DateTimeParseException e) {
      return whenUnreadable;
    }
  }

  /** The parts of a condition that ANDs outside of parentheses and texts join. */
  private static List<String> conjuncts(String condition) {
    String text = unwrapped(condition.strip());
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    boolean isText = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        isText = !isText;
      } else if (!isText && c == '(') {
        depth++;
      } else if (!isText && c == ')') {
        depth--;
      } else if (!isText
          && depth == 0
          && text.startsWith(" AND ", i)
          && !text.substring(start, i).matches("ts BETWEEN '[^']*'::TIMESTAMP")) {
        parts.add(text.substring(start, i).strip());
        start = i + 5;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  /** The text without parentheses around the whole. */
  private static String unwrapped(String text) {
    if (!text.startsWith("(") || !text.endsWith(")")) {
      return text;
    }
    int depth = 0;
    boolean isText = false;
    for (int i = 0; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      isText ^= c == '\'';
      depth += isText ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return text;
      }
    }
    return text.substring(1, text.length() - 1).strip();
  }
}
