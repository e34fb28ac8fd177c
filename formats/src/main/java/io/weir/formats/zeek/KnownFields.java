// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of the logs that Weir knows, by log, from the resource {@code fields.txt}. */
final class KnownFields {
  private static final Map<String, Map<String, ZeekType>> LOGS = read();

  private KnownFields() {}

  private static Map<String, Map<String, ZeekType>> read() {
    Map<String, Map<String, ZeekType>> logs = new LinkedHashMap<>();
    for (String line : Resources.text("fields.txt").split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split(" ", -1);
      Map<String, ZeekType> fields = new LinkedHashMap<>();
      for (String field : Arrays.asList(words).subList(1, words.length)) {
        int colon = field.indexOf(':');
        fields.put(
            TsvHeader.columnName(field.substring(0, colon)),
            ZeekType.of(field.substring(colon + 1)));
      }
      logs.put(words[0], fields);
    }
    return logs;
  }

  /** The type of a column of a log, if it is known. */
  static Optional<ZeekType> type(String log, String column) {
    return Optional.ofNullable(LOGS.getOrDefault(log, Map.of()).get(column));
  }

  /** The native table of a known log with all the fields that are known. */
  static TableSchema table(String log) {
    List<Column> columns = new ArrayList<>();
    LOGS.getOrDefault(log, Map.of())
        .forEach((name, type) -> columns.add(Column.of(name, type.columnType())));
    columns.addAll(Provenance.COLUMNS);
    return new TableSchema("zeek_" + log, "Zeek's " + log + " log.", columns);
  }
}
