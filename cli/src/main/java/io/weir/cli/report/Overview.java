// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.report;

import io.weir.cli.Work;
import io.weir.job.FileReport;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.Progress;
import io.weir.model.tables.FiveTables;
import io.weir.output.ValueText;
import io.weir.output.report.Frame;
import io.weir.output.report.Measure;
import io.weir.output.report.Page;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The beginning of the page: when it was, how much it is, and what it does not hold. */
final class Overview {
  private static final List<Column> TABLES =
      List.of(
          Panel.text("table"),
          Panel.count("rows"),
          new Column("first", ColumnType.TIMESTAMP, "UTC", "earliest time"),
          new Column("last", ColumnType.TIMESTAMP, "UTC", "latest time"));

  private static final List<Column> FILES =
      List.of(Panel.text("format"), Panel.count("files"), Panel.bytes("size"));

  /** What a person calls the tables, where there are none of their rows. */
  private static final Map<String, String> WORDS =
      Map.of(
          "named_flows", "names of servers",
          "dns", "DNS",
          "http", "HTTP that can be read");

  /** Of which an input without any of the five tables holds nothing. */
  static final List<String> ALL =
      List.of("flows", "names of servers", "DNS", "HTTP that can be read");

  private static final int MOST_OTHERS = 40;
  private static final String TIMES = "SELECT count(*), min(ts), max(ts) FROM ";

  private final Work work;
  private final Page page;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final List<List<@Nullable Object>> tables = new ArrayList<>();
  private final List<List<@Nullable Object>> others = new ArrayList<>();
  private final List<String> absent = new ArrayList<>();
  private final List<String> damaged = new ArrayList<>();
  private @Nullable LocalDateTime first;
  private @Nullable LocalDateTime last;

  Overview(Work work, Page page) {
    this.work = work;
    this.page = page;
  }

  /** Counts packets. */
  void packets(Answers answers) {
    List<@Nullable Object> row =
        answers.row("SELECT count(*), min(ts), max(ts), sum(wirelen) FROM packets");
    add("packets", row.get(0), row.get(1), row.get(2));
    fact("Bytes in packets", Measure.BYTES, row.get(3));
  }

  /**
   * Counts the rows of tables that are none of the five. Of a damaged file the page tells.
   *
   * @throws WeirException when there is no table but in damaged files
   */
  void others(List<String> names, Answers answers) {
    WeirException damage = null;
    for (String name : FiveTables.withoutAlias(names).stream().limit(MOST_OTHERS).toList()) {
      String quoted = '`' + name.replace("`", "``") + '`';
      try {
        List<@Nullable Object> row =
            answers.row(
                hasTime(name) ? TIMES + quoted : "SELECT count(*), NULL, NULL FROM " + quoted);
        others.add(row(name, row.get(0), row.get(1), row.get(2)));
      } catch (WeirException e) {
        if (!isInPlainFiles(name)) {
          throw e;
        }
        damage = e;
        damaged.add(String.valueOf(e.getMessage()));
      }
    }
    boolean isAllDamaged =
        others.isEmpty()
            && answers.tables().stream().noneMatch(name -> FiveTables.named(name).isPresent());
    if (damage != null && isAllDamaged) {
      throw damage;
    }
  }

  /** Whether a table is in files that the engine reads itself, where the first fault ends it. */
  private boolean isInPlainFiles(String table) {
    return work.inputs().catalog().relations().stream()
        .anyMatch(relation -> relation.name().equals(table));
  }

  /** Whether a table that a format fills has the column of times that those of the five have. */
  private boolean hasTime(String table) {
    List<TableSchema> schemas =
        work.inputs().catalog().natives().stream()
            .map(NativeTable::schema)
            .filter(schema -> schema.name().equals(table))
            .toList();
    return !schemas.isEmpty()
        && schemas.stream()
            .allMatch(
                schema ->
                    schema.columns().stream()
                        .anyMatch(c -> c.name().equals("ts") && c.type() == ColumnType.TIMESTAMP));
  }

  private void add(
      String table, @Nullable Object rows, @Nullable Object from, @Nullable Object to) {
    tables.add(row(table, rows, from, to));
    if (from instanceof LocalDateTime time && (first == null || time.isBefore(first))) {
      first = time;
    }
    if (to instanceof LocalDateTime time && (last == null || time.isAfter(last))) {
      last = time;
    }
  }

  private static List<@Nullable Object> row(
      String table, @Nullable Object rows, @Nullable Object from, @Nullable Object to) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(table);
    row.add(rows);
    row.add(from);
    row.add(to);
    return row;
  }

  /** Looks at the tables there are, and says what can be asked of them. */
  List<Panel> panels(Answers answers) {
    Duration length = Duration.ZERO;
    for (String table : answers.tables()) {
      if (FiveTables.named(table).isPresent()) {
        List<@Nullable Object> row = answers.row(TIMES + table);
        add(table, row.get(0), row.get(1), row.get(2));
        if (table.endsWith("flows")
            && row.get(1) instanceof LocalDateTime from
            && row.get(2) instanceof LocalDateTime to) {
          length = Duration.between(from, to);
        }
      }
    }
    List<Panel> panels = new ArrayList<>();
    Optional<String> flows =
        List.of("flows", "named_flows").stream().filter(answers.tables()::contains).findFirst();
    if (flows.isPresent()) {
      hosts(flows.get(), answers);
      panels.addAll(Panels.ofFlows(flows.get(), Buckets.of(length)));
    } else {
      absent.add("flows");
    }
    addIfThere("named_flows", Panels.ofNames(), answers, panels);
    addIfThere("dns", Panels.ofDns(), answers, panels);
    addIfThere("http", Panels.ofHttp(), answers, panels);
    return panels;
  }

  private void hosts(String flows, Answers answers) {
    List<@Nullable Object> row =
        answers.row(
            """
            SELECT count(*), sum(coalesce(c_bytes, 0) + coalesce(s_bytes, 0)),
              sum(coalesce(c_pkt, 0) + coalesce(s_pkt, 0)) FROM %s"""
                .formatted(flows));
    List<@Nullable Object> ends =
        answers.row(
            """
            SELECT count(DISTINCT ip) FROM (SELECT c_ip AS ip FROM %1$s UNION ALL
              SELECT s_ip AS ip FROM %1$s) AS ends"""
                .formatted(flows));
    fact("Flows", Measure.COUNT, row.get(0));
    fact("Bytes in flows", Measure.BYTES, row.get(1));
    fact("Packets in flows", Measure.COUNT, row.get(2));
    fact("Hosts", Measure.COUNT, ends.get(0));
  }

  private void fact(String word, Measure measure, @Nullable Object value) {
    if (value instanceof Number number && number.doubleValue() > 0) {
      facts.put(word, measure.text(number.doubleValue()));
    }
  }

  private void addIfThere(String table, List<Panel> some, Answers answers, List<Panel> panels) {
    if (answers.tables().contains(table)) {
      panels.addAll(some);
    } else {
      absent.add(WORDS.getOrDefault(table, table));
    }
  }

  /**
   * Writes the beginning of the page.
   *
   * @param empty the headings of panels without rows
   * @param unexamined why questions cannot be answered, by the headings of their panels
   */
  void write(List<String> empty, Map<String, String> unexamined) {
    Map<String, String> all = new LinkedHashMap<>();
    if (first != null && last != null) {
      all.put("From", text(first));
      all.put("To", text(last));
      all.put("Length", Measure.length(Duration.between(first, last)));
    }
    all.putAll(facts);
    Progress progress = work.engine().progress();
    if (progress.rejectedTotal() > 0) {
      all.put(
          "Records that could not be read", Measure.COUNT.text((double) progress.rejectedTotal()));
    }
    page.facts(all);
    page.panel("What was read", Optional.empty(), Frame.of(FILES, files()));
    tables.addAll(others);
    if (!tables.isEmpty()) {
      page.panel("Tables", Optional.empty(), Frame.of(TABLES, tables));
    }
    List<String> missing = new ArrayList<>(absent);
    missing.addAll(empty);
    if (!missing.isEmpty()) {
      page.note("Nothing found for: " + String.join("; ", missing) + ".");
    }
    damaged.forEach(page::note);
    unexamined.forEach((heading, reason) -> page.note("Not examined: " + heading + ": " + reason));
  }

  private static String text(LocalDateTime time) {
    return ValueText.of(time.withNano(0)) + " UTC";
  }

  private List<List<@Nullable Object>> files() {
    Map<String, long[]> byFormat = new TreeMap<>();
    for (FileReport file : work.inputs().files()) {
      String format = file.outcome().isRead() ? file.format() : "(" + file.outcome() + ")";
      long[] sum = byFormat.computeIfAbsent(format, key -> new long[2]);
      sum[0]++;
      sum[1] += Math.max(0, file.length());
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    byFormat.forEach((format, sum) -> rows.add(List.of(format, sum[0], sum[1])));
    return rows;
  }
}
