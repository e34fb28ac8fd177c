// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import io.weir.model.Column;
import io.weir.model.engine.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180) with a header; lines end in LF, as pipes like it. NULL is
 * nothing, the empty text is {@code ""}.
 */
final class CsvSink implements TableSink {
  @Override
  public long write(Result result, OutputStream target) throws IOException {
    Utf8Output out = new Utf8Output(target);
    int columns = result.columns().size();
    char separator = 0;
    for (Column column : result.columns()) {
      separate(out, separator);
      field(out, column.name());
      separator = ',';
    }
    out.ascii('\n');
    long rows = 0;
    while (result.next()) {
      for (int i = 0; i < columns; i++) {
        separate(out, i == 0 ? (char) 0 : ',');
        value(out, result.value(i));
      }
      out.ascii('\n');
      rows++;
    }
    out.flush();
    return rows;
  }

  private static void separate(Utf8Output out, char separator) throws IOException {
    if (separator != 0) {
      out.ascii(separator);
    }
  }

  private static void value(Utf8Output out, @Nullable Object value) throws IOException {
    if (value instanceof String text) {
      field(out, text);
    } else if (value instanceof Long || value instanceof Integer) {
      out.decimal(((Number) value).longValue());
    } else if (value instanceof LocalDateTime time) {
      out.time(time);
    } else if (value != null) {
      field(out, ValueText.of(value));
    }
  }

  private static void field(Utf8Output out, String text) throws IOException {
    if (!mustBeQuoted(text)) {
      out.text(text);
      return;
    }
    out.ascii('"');
    out.text(text.replace("\"", "\"\""));
    out.ascii('"');
  }

  private static boolean mustBeQuoted(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return text.isEmpty();
  }
}
