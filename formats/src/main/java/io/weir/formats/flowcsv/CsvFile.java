// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.formats.flowcsv.Profile.ColumnMapping;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A file, as its profile and its first line tell.
 *
 * @param header the line that names the columns, as it is written; empty when there is none
 * @param size how many fields lines have
 * @param columns those that are read; a file's column may become several
 * @param table the native table
 */
record CsvFile(
    Profile profile,
    char delimiter,
    String header,
    int size,
    List<CsvColumn> columns,
    TableSchema table,
    String why) {
  static final Column FILE =
      new Column("src_file", ColumnType.STRING, "", "file the record came from");
  static final Column LINE =
      new Column("src_line", ColumnType.BIGINT, "", "line number in the file, from 1");
  static final Column NUMBER = new Column("ip_proto", ColumnType.INTEGER, "", "IP protocol number");
  static final Column VERSION = new Column("ip_version", ColumnType.INTEGER, "", "4 or 6");
  static final Column COMMUNITY =
      new Column("community_id", ColumnType.STRING, "", "Community ID v1 of the connection");

  CsvFile {
    columns = List.copyOf(columns);
  }

  /**
   * A file with these columns.
   *
   * @param names as the header has them; as the profile has them when there is none
   */
  static CsvFile of(
      Profile profile, char delimiter, String header, List<String> names, String why) {
    List<CsvColumn> columns = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    List<Column> added = List.of(FILE, LINE, NUMBER, VERSION, COMMUNITY);
    added.forEach(column -> taken.add(column.key()));
    taken.addAll(List.of(Target.TIME, Target.END, Target.DURATION));
    profile.columns().forEach(column -> taken.add(column.target()));
    Set<String> targets = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      List<ColumnMapping> mappings = mappings(profile, names.get(i), targets);
      if (mappings.isEmpty()) {
        mappings = List.of(new ColumnMapping(List.of(names.get(i)), profile.others(), "", ""));
      }
      for (ColumnMapping mapping : mappings) {
        if (mapping.kind() != Kind.SKIPPED) {
          String name = mapping.target().isEmpty() ? unique(names.get(i), taken) : mapping.target();
          columns.add(
              new CsvColumn(
                  i, names.get(i), name, mapping.kind(), mapping.target(), mapping.form()));
        }
      }
    }
    TableSchema table =
        new TableSchema(profile.table(), meaning(profile), schema(profile, columns));
    return new CsvFile(profile, delimiter, header, names.size(), columns, table, why);
  }

  private static String meaning(Profile profile) {
    String row = profile.isPackets() ? "packet" : "flow";
    return "One row a " + row + " of a CSV file by the profile " + profile.name() + ".";
  }

  /** The mappings of a column of this name whose targets no earlier column has. */
  private static List<ColumnMapping> mappings(Profile profile, String name, Set<String> targets) {
    return profile.columns().stream()
        .filter(mapping -> mapping.names().stream().anyMatch(name::equalsIgnoreCase))
        .filter(mapping -> mapping.target().isEmpty() || targets.add(mapping.target()))
        .toList();
  }

  /** A name for SQL that no other column has. */
  private static String unique(String header, Set<String> taken) {
    String name = header.replaceAll("[^\\p{L}\\p{N}_]+", "_").replaceAll("^_+|_+$", "");
    String base = name.isEmpty() ? "column" : name;
    String unique = base;
    for (int n = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); n++) {
      unique = base + "_" + n;
    }
    return unique;
  }

  private static List<Column> schema(Profile profile, List<CsvColumn> columns) {
    Map<String, Target> targets = Target.of(profile.isPackets());
    List<Column> schema = new ArrayList<>();
    Set<String> has = new HashSet<>();
    columns.forEach(column -> has.add(column.target()));
    for (String derived : List.of(Target.TIME, Target.END, Target.DURATION)) {
      Target target = targets.get(derived);
      if (target != null && isDerived(derived, has)) {
        schema.add(target.column());
      }
    }
    for (CsvColumn column : columns) {
      Target target = targets.get(column.target());
      boolean isTime = schema.stream().anyMatch(c -> c.name().equals(column.name()));
      if (target == null) {
        schema.add(new Column(column.name(), column.kind().type(), "", "as in the file"));
      } else if (!isTime) {
        schema.add(target.column());
      }
      if (column.kind() == Kind.PROTOCOL) {
        schema.add(NUMBER);
      }
    }
    boolean isPair = has.contains("c_ip") && has.contains("s_ip");
    if (isPair || (has.contains("src_ip") && has.contains("dst_ip"))) {
      if (!has.contains(VERSION.name())) {
        schema.add(VERSION);
      }
      if (has.contains(Target.PROTOCOL)) {
        schema.add(COMMUNITY);
      }
    }
    schema.add(FILE);
    schema.add(LINE);
    return schema;
  }

  /** Whether a time or duration is there, or follows from the two others. */
  private static boolean isDerived(String column, Set<String> has) {
    List<String> all = List.of(Target.TIME, Target.END, Target.DURATION);
    return has.contains(column)
        || all.stream().filter(other -> !other.equals(column)).allMatch(has::contains);
  }
}
