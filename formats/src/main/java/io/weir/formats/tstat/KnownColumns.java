// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import io.weir.formats.lines.Resources;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of Tstat's logs whose types are known, whatever log they are in. */
final class KnownColumns {
  /** The start of what a record tells of. */
  static final Column TIME =
      new Column("ts", ColumnType.TIMESTAMP, "UTC", "start, from the log's own time");

  static final Column FILE =
      new Column("src_file", ColumnType.STRING, "", "file the record came from");
  static final Column LINE =
      new Column("src_line", ColumnType.BIGINT, "", "line number in the file, from 1");

  /** What Weir adds behind the columns of a log. */
  static final List<Column> ADDED = List.of(TIME, FILE, LINE);

  /** Columns of times since 1970 in milliseconds; the first of them that a log has tells when. */
  static final List<String> START_MILLIS =
      List.of("first_abs", "first", "c_first_abs", "time", "time_abs_start");

  /** The same in seconds. */
  static final List<String> START_SECONDS = List.of("starttime", "start_time");

  private static final Map<String, Column> KNOWN = read();

  private KnownColumns() {}

  private static Map<String, Column> read() {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String line : Resources.text(KnownColumns.class, "columns.txt").split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split(" ", -1);
      ColumnType type = ColumnType.valueOf(words[0]);
      String unit = words[1].equals("-") ? "" : words[1];
      for (String name : List.of(words).subList(2, words.length)) {
        for (String side : name.startsWith("*") ? List.of("c", "s") : List.of("")) {
          String whole = side + name.replace("*", "");
          columns.put(whole, new Column(whole, type, unit, ""));
        }
      }
    }
    return columns;
  }

  static Optional<Column> find(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  /** All of them, for composed tables that may ask for any. */
  static List<Column> all() {
    return List.copyOf(KNOWN.values());
  }
}
