// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import io.weir.model.Column;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Result;
import io.weir.output.OutputForm;
import io.weir.output.TerminalStyle;
import io.weir.output.ValueText;
import io.weir.output.live.StreamSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Shows the rows of a run as they come, windows as tables and alerts as lines, and keeps them as
 * text. A batch that comes again after a restart is neither shown nor kept twice. Thread-safe;
 * several write to one screen.
 */
final class ShownRows implements LiveSink {
  private static final String WINDOW = "window_start";

  private final String analysis;
  private final OutputStream screen;
  private final TerminalStyle style;
  private final Map<Long, List<String>> batches = new TreeMap<>();
  private final TreeSet<String> windows = new TreeSet<>();

  ShownRows(String analysis, OutputStream screen, TerminalStyle style) {
    this.analysis = analysis;
    this.screen = screen;
    this.style = style;
  }

  @Override
  public void begin(String run) {}

  @Override
  public synchronized void write(long batch, String output, Result rows) throws IOException {
    Kept kept = new Kept(rows);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    if (rows.columns().get(0).name().equals(WINDOW)) {
      text.write('\n');
      StreamSink.to(text, OutputForm.TABLE, style).write(batch, output, kept);
      text.write('\n');
    } else {
      while (kept.next()) {
        text.writeBytes(AlertLine.of(analysis, kept).getBytes(StandardCharsets.UTF_8));
      }
    }
    boolean isNew = batches.put(batch, kept.texts) == null;
    if (isNew && !kept.texts.isEmpty()) {
      synchronized (screen) {
        text.writeTo(screen);
        screen.flush();
      }
    }
  }

  /** All rows, in alphabetical order. */
  synchronized List<String> sorted() {
    return batches.values().stream().flatMap(List::stream).sorted().toList();
  }

  /** How many windows had rows. */
  synchronized int windows() {
    return windows.size();
  }

  /** A row as text: the same for a stream and a file. */
  static String text(Result row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < row.columns().size(); i++) {
      Object value = row.value(i);
      text.append(i == 0 ? "" : "  ").append(value == null ? "-" : ValueText.of(value));
    }
    return text.toString();
  }

  @Override
  public void close() {}

  /** Keeps each row that is passed on. */
  private final class Kept implements Result {
    private final Result rows;
    private final List<String> texts = new ArrayList<>();

    Kept(Result rows) {
      this.rows = rows;
    }

    @Override
    public List<Column> columns() {
      return rows.columns();
    }

    @Override
    public boolean next() {
      boolean isRow = rows.next();
      if (isRow) {
        texts.add(text(rows));
        Object first = rows.value(0);
        if (first != null && columns().get(0).name().equals(WINDOW)) {
          windows.add(ValueText.of(first));
        }
      }
      return isRow;
    }

    @Override
    public @Nullable Object value(int column) {
      return rows.value(column);
    }

    @Override
    public void close() {}
  }
}
