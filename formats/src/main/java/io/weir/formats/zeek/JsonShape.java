// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The columns of JSON records, and of which kinds their values are, gathered record by record. Not
 * thread-safe.
 */
final class JsonShape {
  private static final int MOST_COLUMNS = 4096;
  private static final int DEEPEST = 8;

  private static final int BOOL = 1;
  private static final int INTEGER = 2;
  private static final int REAL = 4;
  private static final int TIME = 8;
  private static final int TEXT = 16;
  private static final int EMPTY_LIST = 32;

  /** Kinds of elements are those of values, so many bits higher. */
  private static final int ELEMENT = 8;

  private static final int SCALARS = BOOL | INTEGER | REAL | TIME | TEXT;

  private final JsonText text = new JsonText();
  private final Map<String, Found> found = new LinkedHashMap<>();

  private static final class Found {
    private final String name;
    private int kinds;

    Found(String name) {
      this.name = name;
    }
  }

  /** Looks at the record in a line; what is before a defect counts. */
  void add(byte[] bytes, int from, int end) {
    int i = JsonText.skipBlanks(bytes, from, end);
    if (i < end && bytes[i] == '{') {
      object("", bytes, i, end, 0);
    }
  }

  private int object(String prefix, byte[] bytes, int start, int end, int depth) {
    int i = JsonText.skipBlanks(bytes, start + 1, end);
    while (i < end && bytes[i] == '"') {
      int quote = text.stringEnd(bytes, i + 1, end);
      if (quote == JsonText.BAD) {
        return JsonText.BAD;
      }
      String word = decoded(bytes, i + 1, quote);
      int from = JsonText.skipBlanks(bytes, quote + 1, end);
      if (from >= end || bytes[from] != ':') {
        return JsonText.BAD;
      }
      from = JsonText.skipBlanks(bytes, from + 1, end);
      String name = prefix.isEmpty() ? Names.jsonColumn(word) : prefix + "_" + Names.column(word);
      boolean isObject = from < end && bytes[from] == '{' && depth < DEEPEST;
      int stop =
          isObject ? object(name, bytes, from, end, depth + 1) : text.valueEnd(bytes, from, end);
      if (stop == JsonText.BAD) {
        return JsonText.BAD;
      }
      if (!isObject) {
        note(name, bytes, from, stop);
      }
      i = JsonText.skipBlanks(bytes, stop, end);
      if (i < end && bytes[i] == ',') {
        i = JsonText.skipBlanks(bytes, i + 1, end);
      }
    }
    return i < end && bytes[i] == '}' ? i + 1 : JsonText.BAD;
  }

  private static String decoded(byte[] bytes, int from, int end) {
    byte[] target = new byte[end - from];
    int length = JsonString.decode(bytes, from, end, target, 0);
    return length == JsonString.BAD
        ? new String(bytes, from, end - from, UTF_8)
        : new String(target, 0, length, UTF_8);
  }

  private void note(String name, byte[] bytes, int from, int end) {
    String key = name.toLowerCase(Locale.ROOT);
    Found column = found.get(key);
    if (column == null) {
      if (found.size() >= MOST_COLUMNS) {
        return;
      }
      column = new Found(name);
      found.put(key, column);
    }
    column.kinds |= bytes[from] == '[' ? elements(bytes, from, end) : kind(bytes, from, end);
  }

  private int elements(byte[] bytes, int from, int end) {
    int kinds = EMPTY_LIST;
    int i = JsonText.skipBlanks(bytes, from + 1, end);
    while (i < end && bytes[i] != ']') {
      int stop = text.valueEnd(bytes, i, end);
      if (stop == JsonText.BAD) {
        break;
      }
      kinds |= kind(bytes, i, stop) << ELEMENT;
      i = JsonText.skipBlanks(bytes, stop, end);
      if (i < end && bytes[i] == ',') {
        i = JsonText.skipBlanks(bytes, i + 1, end);
      }
    }
    return kinds;
  }

  private static int kind(byte[] bytes, int from, int end) {
    if (JsonCells.isNull(bytes, from, end)) {
      return 0;
    }
    byte first = bytes[from];
    if (first == '"') {
      return Times.iso(bytes, from + 1, end - 1) == Numbers.BAD ? TEXT : TIME;
    }
    if (first == 't' || first == 'f') {
      return BOOL;
    }
    if (Numbers.isDigits(bytes, from, end)) {
      return Numbers.integer(bytes, from, end) == Numbers.BAD ? TEXT : INTEGER;
    }
    return Double.isNaN(Numbers.real(bytes, from, end)) ? TEXT : REAL;
  }

  /** The names of the columns, in lower case. */
  Set<String> names() {
    return found.keySet();
  }

  /** The columns of a log: those that it usually has, then what else was found. */
  List<Column> columns(String log) {
    Map<String, Column> columns = new LinkedHashMap<>();
    KnownFields.usual(log).forEach(column -> columns.put(column.key(), column));
    found.forEach(
        (key, column) -> {
          ColumnType type =
              KnownFields.type(log, key).map(ZeekType::columnType).orElseGet(() -> type(column));
          columns.putIfAbsent(key, Column.of(column.name, type));
        });
    List<Column> all = new ArrayList<>(columns.values());
    all.addAll(Provenance.COLUMNS);
    return all;
  }

  private static ColumnType type(Found column) {
    boolean isList = (column.kinds & EMPTY_LIST) != 0;
    int scalars = column.kinds & SCALARS;
    if (isList) {
      ColumnType element = scalar(column.kinds >> ELEMENT);
      return scalars == 0 ? element.listOf() : ColumnType.STRING;
    }
    return scalar(scalars);
  }

  private static ColumnType scalar(int kinds) {
    return switch (kinds) {
      case BOOL -> ColumnType.BOOLEAN;
      case INTEGER -> ColumnType.BIGINT;
      case REAL, REAL | INTEGER -> ColumnType.DOUBLE;
      case TIME -> ColumnType.TIMESTAMP;
      default -> ColumnType.STRING;
    };
  }
}
