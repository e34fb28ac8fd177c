// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of the logs that Weir knows, by log, from the resource {@code fields.txt}. */
final class KnownFields {
  /** The entry for fields that can be in any log. */
  private static final String ANY = "*";

  private static final String CONNECTION =
      "uid:string id.orig_h:addr id.orig_p:port id.resp_h:addr id.resp_p:port";
  private static final Map<String, Map<String, Field>> LOGS = read();

  /**
   * A field that is known.
   *
   * @param isUsual false when only some versions or scripts write it
   */
  private record Field(String column, ZeekType type, boolean isUsual) {}

  private KnownFields() {}

  private static Map<String, Map<String, Field>> read() {
    Map<String, Map<String, Field>> logs = new LinkedHashMap<>();
    for (String line : Resources.text("fields.txt").split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int gap = line.indexOf(' ');
      Map<String, Field> fields = new LinkedHashMap<>();
      for (String word : line.substring(gap + 1).replace("@id", CONNECTION).split(" ", -1)) {
        Field field = field(word);
        fields.put(key(field.column()), field);
      }
      logs.put(line.substring(0, gap), fields);
    }
    return logs;
  }

  private static Field field(String word) {
    int colon = word.indexOf(':');
    boolean isUsual = !word.endsWith("?");
    String type = word.substring(colon + 1, isUsual ? word.length() : word.length() - 1);
    return new Field(Names.column(word.substring(0, colon)), ZeekType.of(type), isUsual);
  }

  private static String key(String column) {
    return column.toLowerCase(Locale.ROOT);
  }

  static boolean isKnown(String log) {
    return !log.equals(ANY) && LOGS.containsKey(log);
  }

  /** The type of a column of a log, if it is known. */
  static Optional<ZeekType> type(String log, String column) {
    String key = key(column);
    Field field = LOGS.getOrDefault(log, Map.of()).get(key);
    if (field == null) {
      field = LOGS.getOrDefault(ANY, Map.of()).get(key);
    }
    return Optional.ofNullable(field).map(Field::type);
  }

  /** The columns that current Zeek writes to a log by default; none when it is not known. */
  static List<Column> usual(String log) {
    return LOGS.getOrDefault(log, Map.of()).values().stream()
        .filter(Field::isUsual)
        .map(field -> Column.of(field.column(), field.type().columnType()))
        .toList();
  }

  /** The native table of a known log with all the fields that are known. */
  static TableSchema table(String log) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String entry : List.of(log, ANY)) {
      for (Field field : LOGS.getOrDefault(entry, Map.of()).values()) {
        Column column = Column.of(field.column(), field.type().columnType());
        columns.putIfAbsent(column.key(), column);
      }
    }
    List<Column> all = new ArrayList<>(columns.values());
    all.addAll(Provenance.COLUMNS);
    return new TableSchema(Names.table(log), meaning(log), all);
  }

  /** What a row of a log's table is. */
  static String meaning(String log) {
    return "One row a record of Zeek's " + log + ".log.";
  }

  /**
   * The known log whose fields these are: nine in ten of the columns are its own, and no other has
   * more of them, or as many of fewer. It is never {@code open_conn}: its fields are the first of
   * {@code conn}'s, and a connection without what is unset would be taken for one that is open.
   */
  static Optional<String> logWith(Set<String> columns) {
    Set<String> own = new HashSet<>();
    columns.stream()
        .map(KnownFields::key)
        .filter(key -> !LOGS.getOrDefault(ANY, Map.of()).containsKey(key))
        .forEach(own::add);
    String best = "";
    int bestShared = 3;
    int bestSize = Integer.MAX_VALUE;
    for (Map.Entry<String, Map<String, Field>> log : LOGS.entrySet()) {
      Set<String> shared = new HashSet<>(own);
      shared.retainAll(log.getValue().keySet());
      int size = log.getValue().size();
      boolean isBetter =
          shared.size() > bestShared || (shared.size() == bestShared && size < bestSize);
      boolean isOpen = log.getKey().equals("open_conn");
      if (shared.size() * 10 >= own.size() * 9 && isBetter && shared.size() > 3 && !isOpen) {
        best = log.getKey();
        bestShared = shared.size();
        bestSize = size;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }
}
