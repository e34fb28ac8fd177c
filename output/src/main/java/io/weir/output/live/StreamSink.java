// SPDX-License-Identifier: Apache-2.0
package io.weir.output.live;

import io.weir.model.Column;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Result;
import io.weir.output.OutputForm;
import io.weir.output.Sinks;
import io.weir.output.TableSink;
import io.weir.output.TerminalStyle;
import io.weir.output.ValueText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shows finished windows on a terminal, or writes them to a pipe: as a table for each window, else
 * one batch behind the other. A batch that comes again is shown again.
 */
public final class StreamSink implements LiveSink {
  private static final String WINDOW = "window_start";

  private final OutputStream out;
  private final OutputForm form;
  private final TableSink sink;
  private boolean hasHeader;

  private StreamSink(OutputStream out, OutputForm form, TerminalStyle style) {
    this.out = out;
    this.form = form;
    this.sink = Sinks.of(form, style);
  }

  /**
   * Writes to a stream, which is flushed but not closed.
   *
   * @param style how a {@link OutputForm#TABLE} looks
   */
  public static LiveSink to(OutputStream out, OutputForm form, TerminalStyle style) {
    return new StreamSink(out, form, style);
  }

  @Override
  public void begin(String run) {}

  @Override
  public void write(long batch, String output, Result rows) throws IOException {
    if (form == OutputForm.TABLE && isWindowed(rows.columns())) {
      Windows windows = new Windows(rows);
      while (windows.nextWindow()) {
        Object start = windows.start();
        String title = WINDOW + " " + (start == null ? "" : ValueText.of(start));
        out.write(title.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        sink.write(windows, out);
      }
    } else if (form == OutputForm.CSV) {
      writeCsv(rows);
    } else {
      sink.write(rows, out);
    }
    out.flush();
  }

  private static boolean isWindowed(List<Column> columns) {
    return !columns.isEmpty() && columns.get(0).name().equals(WINDOW);
  }

  /** The header is written once. */
  private void writeCsv(Result rows) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    sink.write(rows, text);
    byte[] bytes = text.toByteArray();
    int from = 0;
    if (hasHeader) {
      while (bytes[from] != '\n') {
        from++;
      }
      from++;
    }
    hasHeader = true;
    out.write(bytes, from, bytes.length - from);
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }

  /** Rows of one window after another, without the column that tells it. */
  private static final class Windows implements Result {
    private final Result rows;
    private @Nullable Object start;
    private boolean isAhead;
    private boolean hasMore = true;

    Windows(Result rows) {
      this.rows = rows;
    }

    /** Goes to the next window; false when there is none. */
    boolean nextWindow() {
      if (!isAhead) {
        hasMore = rows.next();
        isAhead = hasMore;
      }
      start = hasMore ? rows.value(0) : null;
      return hasMore;
    }

    @Nullable Object start() {
      return start;
    }

    @Override
    public List<Column> columns() {
      return rows.columns().subList(1, rows.columns().size());
    }

    @Override
    public boolean next() {
      if (isAhead) {
        isAhead = false;
        return true;
      }
      hasMore = rows.next();
      isAhead = hasMore && !Objects.equals(rows.value(0), start);
      return hasMore && !isAhead;
    }

    @Override
    public @Nullable Object value(int column) {
      return rows.value(column + 1);
    }

    @Override
    public void close() {}
  }
}
