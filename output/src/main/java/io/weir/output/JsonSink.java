// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import io.weir.model.Column;
import io.weir.model.engine.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON objects (RFC 8259): one a line, or the same lines as the elements of one array. */
final class JsonSink implements TableSink {
  private final String before;
  private final String between;
  private final String after;

  private JsonSink(String before, String between, String after) {
    this.before = before;
    this.between = between;
    this.after = after;
  }

  /** One object a line. */
  static JsonSink lines() {
    return new JsonSink("", "\n", "\n");
  }

  /** One array. */
  static JsonSink array() {
    return new JsonSink("[\n", ",\n", "\n]\n");
  }

  @Override
  public long write(Result result, OutputStream target) throws IOException {
    Utf8Output out = new Utf8Output(target);
    List<String> keys = keys(result.columns());
    long rows = 0;
    while (result.next()) {
      out.text(rows == 0 ? before : between);
      for (int i = 0; i < keys.size(); i++) {
        out.text(keys.get(i));
        value(out, result.value(i));
      }
      out.ascii('}');
      rows++;
    }
    if (rows > 0) {
      out.text(after);
    } else if (!before.isEmpty()) {
      out.text("[]\n");
    }
    out.flush();
    return rows;
  }

  /**
   * What stands before each value: a brace or comma, the name and a colon. A name that two columns
   * have is told apart by a number, since readers keep one of two equal keys.
   */
  private static List<String> keys(List<Column> columns) {
    Set<String> taken = new HashSet<>();
    List<String> keys = new ArrayList<>();
    for (Column column : columns) {
      String name = column.name();
      for (int n = 2; !taken.add(name); n++) {
        name = column.name() + "_" + n;
      }
      StringBuilder key = new StringBuilder(keys.isEmpty() ? "{" : ",");
      ValueText.appendJson(key, name);
      keys.add(key.append(':').toString());
    }
    return keys;
  }

  private static void value(Utf8Output out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.text("null");
    } else if (value instanceof String text) {
      quoted(out, text);
    } else if (value instanceof Long || value instanceof Integer) {
      out.decimal(((Number) value).longValue());
    } else if (value instanceof LocalDateTime time) {
      out.ascii('"');
      out.time(time);
      out.ascii('"');
    } else if (ValueText.isJsonLiteral(value)) {
      out.text(ValueText.of(value));
    } else {
      quoted(out, ValueText.of(value));
    }
  }

  private static void quoted(Utf8Output out, String text) throws IOException {
    out.ascii('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.text(text.substring(from, i));
        out.text(ValueText.escape(c));
        from = i + 1;
      }
    }
    out.text(from == 0 ? text : text.substring(from));
    out.ascii('"');
  }
}
