// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The preamble of a Zeek log: how lines are divided and what their fields are. Immutable; each
 * further directive makes a new one.
 */
record TsvHeader(
    byte separator,
    byte setSeparator,
    String emptyField,
    String unsetField,
    String path,
    List<String> fields,
    List<String> types) {

  /** Zeek's defaults, without fields. */
  static final TsvHeader DEFAULT =
      new TsvHeader((byte) '\t', (byte) ',', "(empty)", "-", "", List.of(), List.of());

  TsvHeader {
    fields = List.copyOf(fields);
    types = List.copyOf(types);
  }

  /**
   * This header changed by one line of the preamble, which begins with {@code #}; comments and
   * directives without meaning for reading change nothing.
   */
  TsvHeader with(String line) {
    if (line.startsWith("#separator ")) {
      return new TsvHeader(
          unescaped(line.substring(11)), setSeparator, emptyField, unsetField, path, fields, types);
    }
    List<String> parts = split(line.substring(1));
    List<String> values = parts.subList(1, parts.size());
    String value = values.isEmpty() ? "" : values.get(0);
    return switch (parts.get(0)) {
      case "set_separator" ->
          new TsvHeader(separator, unescaped(value), emptyField, unsetField, path, fields, types);
      case "empty_field" ->
          new TsvHeader(separator, setSeparator, value, unsetField, path, fields, types);
      case "unset_field" ->
          new TsvHeader(separator, setSeparator, emptyField, value, path, fields, types);
      case "path" ->
          new TsvHeader(separator, setSeparator, emptyField, unsetField, value, fields, types);
      case "fields" ->
          new TsvHeader(separator, setSeparator, emptyField, unsetField, path, values, List.of());
      case "types" ->
          new TsvHeader(separator, setSeparator, emptyField, unsetField, path, fields, values);
      default -> this;
    };
  }

  private List<String> split(String line) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = line.indexOf(separator); i >= 0; i = line.indexOf(separator, start)) {
      parts.add(line.substring(start, i));
      start = i + 1;
    }
    parts.add(line.substring(start));
    return parts;
  }

  /** One byte that may be written as {@code \x09}. */
  private static byte unescaped(String text) {
    if (text.startsWith("\\x") && text.length() >= 4) {
      return (byte) Integer.parseInt(text.substring(2, 4), 16);
    }
    return text.isEmpty() ? (byte) '\t' : (byte) text.charAt(0);
  }

  /** The header at the beginning of a file, if there is one with fields. */
  static Optional<TsvHeader> read(byte[] head, int length) {
    TsvHeader header = DEFAULT;
    int at = 0;
    while (at < length && head[at] == '#') {
      int end = at;
      while (end < length && head[end] != '\n') {
        end++;
      }
      header = header.with(line(head, at, end));
      at = end + 1;
    }
    return header.fields.isEmpty() ? Optional.empty() : Optional.of(header);
  }

  static String line(byte[] bytes, int from, int end) {
    int stop = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    return new String(bytes, from, stop - from, StandardCharsets.UTF_8);
  }

  ZeekType type(int field) {
    return field < types.size() ? ZeekType.of(types.get(field)) : ZeekType.of("string");
  }

  /** The name a field has as a column: whatever separates scopes becomes an underscore. */
  static String columnName(String field) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      name.append(Character.isLetterOrDigit(c) || c == '_' ? c : '_');
    }
    return name.toString();
  }

  /** The table of a file with this header. */
  TableSchema table(String name) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      ColumnType type = type(i).columnType();
      columns.add(Column.of(columnName(fields.get(i)), type));
    }
    columns.addAll(Provenance.COLUMNS);
    return new TableSchema(name, "One row a line of Zeek's " + name + ".", columns);
  }
}
