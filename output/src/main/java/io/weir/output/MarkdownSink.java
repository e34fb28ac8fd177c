// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.engine.Result;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A table of GitHub Flavored Markdown; what Markdown would take for its own is escaped. */
final class MarkdownSink implements TableSink {
  @Override
  public long write(Result result, OutputStream target) throws IOException {
    Utf8Output out = new Utf8Output(target);
    StringBuilder rule = new StringBuilder("|");
    for (Column column : result.columns()) {
      out.text("| " + escaped(column.name()) + " ");
      rule.append(isNumber(column.type()) ? "---:|" : "---|");
    }
    out.text("|\n" + rule + "\n");
    long rows = 0;
    while (result.next()) {
      for (int i = 0; i < result.columns().size(); i++) {
        cell(out, result.value(i));
      }
      out.text("|\n");
      rows++;
    }
    out.flush();
    return rows;
  }

  private static boolean isNumber(ColumnType type) {
    return type == ColumnType.BIGINT || type == ColumnType.INTEGER || type == ColumnType.DOUBLE;
  }

  private static void cell(Utf8Output out, @Nullable Object value) throws IOException {
    out.text("| ");
    if (value != null) {
      out.text(escaped(ValueText.of(value)));
      out.ascii(' ');
    }
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '|', '\\', '`', '*', '<', '[', '~' -> out.append('\\').append(c);
        case '_' -> out.append(isInsideWord(text, i) ? "_" : "\\_");
        case '&' -> out.append("&amp;");
        case '\n' -> out.append("<br>");
        case '\r' -> out.append(' ');
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isInsideWord(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at + 1));
  }
}
