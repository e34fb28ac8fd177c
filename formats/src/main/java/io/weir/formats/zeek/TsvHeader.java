// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The preamble of a tab-separated log: how lines are divided and what their fields are. Immutable;
 * each further directive makes a new one.
 *
 * @param prefix what a line of the preamble begins with
 * @param path the log's own name; empty when it is not told
 * @param problem why records cannot be read with this header; empty when they can
 */
record TsvHeader(
    String prefix,
    byte separator,
    byte setSeparator,
    String emptyField,
    String unsetField,
    String path,
    List<String> fields,
    List<String> types,
    String problem) {
  /** More fields than any log has. */
  private static final int MOST_FIELDS = 4096;

  private static final String TOO_MANY = "header with too many fields";

  /** Zeek's defaults, without fields. */
  static final TsvHeader DEFAULT =
      new TsvHeader("#", (byte) '\t', (byte) ',', "(empty)", "-", "", List.of(), List.of(), "");

  TsvHeader {
    fields = List.copyOf(fields);
    types = List.copyOf(types);
  }

  TsvHeader withPrefix(String newPrefix) {
    return new TsvHeader(
        newPrefix, separator, setSeparator, emptyField, unsetField, path, fields, types, problem);
  }

  TsvHeader withPath(String newPath) {
    return new TsvHeader(
        prefix, separator, setSeparator, emptyField, unsetField, newPath, fields, types, problem);
  }

  private TsvHeader withTypes(List<String> newTypes) {
    List<String> some = newTypes.size() > MOST_FIELDS ? List.of() : newTypes;
    return new TsvHeader(
        prefix, separator, setSeparator, emptyField, unsetField, path, fields, some, problem);
  }

  TsvHeader withFields(List<String> newFields, List<String> newTypes) {
    boolean isTooMany = newFields.size() > MOST_FIELDS;
    String before = problem.equals(TOO_MANY) ? "" : problem;
    return new TsvHeader(
        prefix,
        separator,
        setSeparator,
        emptyField,
        unsetField,
        path,
        isTooMany ? List.of() : newFields,
        isTooMany ? List.of() : newTypes,
        isTooMany ? TOO_MANY : before);
  }

  private TsvHeader withSeparators(String newSeparator, String newSetSeparator, String before) {
    byte[] fieldBytes = unescaped(newSeparator);
    byte[] setBytes = unescaped(newSetSeparator);
    boolean isSingle = fieldBytes.length == 1 && setBytes.length == 1;
    boolean isUsable = isSingle && fieldBytes[0] != '\n' && fieldBytes[0] != '\\';
    return new TsvHeader(
        prefix,
        isUsable ? fieldBytes[0] : separator,
        isUsable ? setBytes[0] : setSeparator,
        emptyField,
        unsetField,
        path,
        fields,
        types,
        isUsable ? before : "separator that is not one byte");
  }

  /**
   * This header changed by one line of a preamble; comments and directives without meaning for
   * reading change nothing.
   *
   * @param line with the prefix and without the newline, each byte as one character
   */
  TsvHeader with(String line) {
    String directive = line.substring(prefix.length());
    if (directive.startsWith("separator ")) {
      return withSeparators(directive.substring(10), escaped(setSeparator), "");
    }
    List<String> parts = split(directive);
    List<String> values = parts.subList(1, parts.size());
    String value = values.isEmpty() ? "" : values.get(0);
    return switch (parts.get(0)) {
      case "set_separator" -> withSeparators(escaped(separator), value, problem);
      case "empty_field" ->
          new TsvHeader(
              prefix, separator, setSeparator, value, unsetField, path, fields, types, problem);
      case "unset_field" ->
          new TsvHeader(
              prefix, separator, setSeparator, emptyField, value, path, fields, types, problem);
      case "path" -> withPath(value);
      case "fields" -> withFields(values, List.of());
      case "types" -> withTypes(values);
      default -> this;
    };
  }

  /**
   * This header with ts as a time, where it is told as text, unless a record has another text
   * there: zeek-cut -C -u and -d write times as ISO 8601 and say that they are strings.
   */
  TsvHeader withTimeOf(List<String> records) {
    int at = fields.indexOf("ts");
    if (at < 0 || at >= types.size() || !types.get(at).equals("string")) {
      return this;
    }
    for (String record : records) {
      List<String> values = split(record);
      String value = at < values.size() ? values.get(at) : unsetField;
      if (!value.equals(unsetField)) {
        byte[] bytes = value.getBytes(UTF_8);
        return Times.iso(bytes, 0, bytes.length) == Numbers.BAD ? this : withTypeOf(at, "time");
      }
    }
    return withTypeOf(at, "time");
  }

  private TsvHeader withTypeOf(int field, String type) {
    List<String> known = new ArrayList<>(types);
    known.set(field, type);
    return withTypes(known);
  }

  /** The fields of a line; they are UTF-8. */
  List<String> split(String line) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    char divider = (char) (separator & 0xff);
    for (int i = line.indexOf(divider); i >= 0; i = line.indexOf(divider, start)) {
      parts.add(utf8(line.substring(start, i)));
      start = i + 1;
    }
    parts.add(utf8(line.substring(start)));
    return parts;
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(ISO_8859_1), UTF_8);
  }

  private static String escaped(byte value) {
    return "\\x%02x".formatted(value & 0xff);
  }

  /** The bytes of a text in which some are written as {@code \x09}, or a tab as {@code \t}. */
  private static byte[] unescaped(String text) {
    if (text.equals("\\t")) {
      return new byte[] {'\t'};
    }
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\x", i) && i + 3 < text.length()) {
        int high = Character.digit(text.charAt(i + 2), 16);
        int low = Character.digit(text.charAt(i + 3), 16);
        if (high >= 0 && low >= 0) {
          bytes.append((char) (high * 16 + low));
          i += 3;
          continue;
        }
      }
      bytes.append(text.charAt(i));
    }
    return bytes.toString().getBytes(ISO_8859_1);
  }

  /** True when lines are read alike with another header: only the types may differ. */
  boolean readsAs(TsvHeader other) {
    // Not by what a record makes of itself: that takes its time at each start.
    return prefix.equals(other.prefix)
        && separator == other.separator
        && setSeparator == other.setSeparator
        && emptyField.equals(other.emptyField)
        && unsetField.equals(other.unsetField)
        && path.equals(other.path)
        && fields.equals(other.fields)
        && problem.equals(other.problem);
  }

  /** The type of a field as the header tells it; what it does not tell is known or text. */
  ZeekType type(int field, String log, String column) {
    if (field < types.size() && !types.get(field).isEmpty()) {
      return ZeekType.of(types.get(field));
    }
    return KnownFields.type(log, column).orElse(ZeekType.of("string"));
  }

  /** The names of the columns, in the order of the fields. */
  List<String> columns() {
    return Names.columns(fields);
  }

  /** The log whose records this header describes. */
  String log(String fileName) {
    Set<String> names = new LinkedHashSet<>(columns());
    return Names.log(path, fileName, names);
  }
}
