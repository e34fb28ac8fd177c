// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What logs, tables and columns are called. */
final class Names {
  private static final Pattern DATE = Pattern.compile("[-_.](?:19|20)\\d\\d-?\\d\\d-?\\d\\d.*$");
  private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9_]");

  private Names() {}

  /** The table of a log: {@code zeek_conn}. */
  static String table(String log) {
    return "zeek_" + FOREIGN.matcher(log.toLowerCase(Locale.ROOT)).replaceAll("_");
  }

  /**
   * The log that a file holds: what it says itself, else what the file is called when a log has
   * that name, else the known log whose fields these are, else what the file is called.
   *
   * @param path what the content says; may be empty
   */
  static String log(String path, String fileName, Set<String> columns) {
    if (!path.isEmpty() && !path.equals("-")) {
      return path;
    }
    String word = ofFile(fileName);
    if (KnownFields.isKnown(word)) {
      return word;
    }
    return KnownFields.logWith(columns).orElse(word.isEmpty() ? "log" : word);
  }

  /**
   * The word that a file's name begins with: {@code conn} of {@code conn.log}, {@code
   * conn.00:00:00-01:00:00.log} and {@code conn_20260301_00:00:00.log}.
   */
  static String ofFile(String name) {
    String word = DATE.matcher(name).replaceFirst("");
    int dot = word.indexOf('.');
    return (dot < 0 ? word : word.substring(0, dot)).toLowerCase(Locale.ROOT);
  }

  /**
   * The name a field has as a column: whatever separates scopes becomes one underscore, however
   * long the separator ({@code .}, {@code ::}, {@code ->}).
   */
  static String column(String field) {
    StringBuilder name = new StringBuilder();
    boolean isInSeparator = false;
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      boolean isOfName = Character.isLetterOrDigit(c) || c == '_';
      if (isOfName) {
        name.append(c);
      } else if (!isInSeparator) {
        name.append('_');
      }
      isInSeparator = !isOfName;
    }
    return name.isEmpty() ? "field" : name.toString();
  }

  /** The column of a key at the top of a JSON record. */
  static String jsonColumn(String key) {
    String name = column(key);
    boolean isTaken = Provenance.COLUMNS.stream().anyMatch(c -> c.name().equalsIgnoreCase(name));
    return isTaken ? name + "_2" : name;
  }

  /**
   * The columns of fields, each with a name of its own: where two are the same without case, or one
   * is called as a column of provenance, a number is added.
   */
  static List<String> columns(List<String> fields) {
    Set<String> taken = new HashSet<>();
    Provenance.COLUMNS.forEach(column -> taken.add(column.key()));
    List<String> columns = new ArrayList<>();
    for (String field : fields) {
      String name = column(field);
      String unique = name;
      for (int n = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); n++) {
        unique = name + "_" + n;
      }
      columns.add(unique);
    }
    return columns;
  }
}
