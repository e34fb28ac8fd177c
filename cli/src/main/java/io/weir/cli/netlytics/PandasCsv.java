// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.model.Column;
import io.weir.model.engine.Result;
import io.weir.output.TableSink;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * CSV as pandas writes it, and so NetLytics: the rows are numbered from 0 in a first column without
 * a name; NULL and the empty text are nothing; lines end in LF. It is UTF-8.
 */
final class PandasCsv implements TableSink {
  @Override
  public long write(Result rows, OutputStream target) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
    for (Column column : rows.columns()) {
      out.append(',').append(field(column.name()));
    }
    out.append('\n');
    int columns = rows.columns().size();
    long row = 0;
    while (rows.next()) {
      out.append(Long.toString(row++));
      for (int i = 0; i < columns; i++) {
        out.append(',').append(field(PythonText.of(rows.value(i))));
      }
      out.append('\n');
    }
    out.flush();
    return row;
  }

  private static String field(String text) {
    boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
