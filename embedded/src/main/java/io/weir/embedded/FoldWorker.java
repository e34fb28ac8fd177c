// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Micros;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.Out;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thread's part in a fold: takes keys, feeds their rows, and hands over what comes out in
 * chunks.
 *
 * @param <S> the state of one key
 */
final class FoldWorker<S> implements Out {
  private static final int CHUNK_ROWS = 2048;

  /** DuckDB may still read the texts of the chunk before. */
  private static final int LENT = 2;

  private final FoldKeys<S> keys;
  private final Fold<S> fold;
  private final KeyedRows.Cursor row;
  private final KeyedRows.Sorting sorting;
  private final List<Column> columns;
  private final ColumnType[] types;
  private final Map<String, Long> counts = new HashMap<>();
  private final Deque<ColumnBuffers> full = new ArrayDeque<>();
  private final Deque<ColumnBuffers> lent = new ArrayDeque<>();
  private final List<ColumnBuffers> free = new ArrayList<>();
  private final @Nullable String[] texts;
  private final byte[][] encoded;
  private final int[] lengths;
  private @Nullable ColumnBuffers current;
  private @Nullable S state;
  private int key;
  private int lastKey;
  private int place;
  private int end;
  private long nextTimer = Long.MAX_VALUE;

  FoldWorker(FoldKeys<S> keys) {
    this.keys = keys;
    this.fold = keys.fold();
    this.row = new KeyedRows.Cursor(keys.part());
    this.sorting = keys.rows().new Sorting(keys.part().order());
    this.columns = keys.output();
    this.types = columns.stream().map(Column::type).toArray(ColumnType[]::new);
    this.texts = new String[columns.size()];
    this.encoded = new byte[columns.size()][0];
    this.lengths = new int[columns.size()];
  }

  /** The next rows; null when there are no more. Valid until the next call but one. */
  @Nullable ColumnBuffers next() {
    if (lent.size() == LENT) {
      free.add(lent.remove());
    }
    try {
      boolean more = true;
      while (more && full.isEmpty()) {
        more = advance();
      }
    } catch (RuntimeException e) {
      keys.failed(e);
      throw e;
    }
    ColumnBuffers rows = full.poll();
    if (rows == null && current != null && current.rows() > 0) {
      rows = current;
      current = null;
    }
    if (rows == null) {
      keys.count(counts);
      counts.clear();
    } else {
      lent.add(rows);
    }
    return rows;
  }

  /** Feeds a row, or ends a key; false when there are no more keys. */
  private boolean advance() {
    S known = state;
    if (place < end) {
      S fed = known == null ? begin() : known;
      feed(fed, keys.rows().row(place++));
      return true;
    }
    if (known != null) {
      fold.end(known, this);
      state = null;
      return true;
    }
    if (key == lastKey) {
      int[] taken = keys.take();
      key = taken[0];
      lastKey = taken[1];
      if (key == lastKey) {
        return false;
      }
    }
    KeyedRows rows = keys.rows();
    sorting.sort(key);
    place = rows.start(key);
    end = rows.start(++key);
    return true;
  }

  private S begin() {
    S made = fold.state().create();
    state = made;
    nextTimer = Long.MAX_VALUE;
    return made;
  }

  private void feed(S fed, int at) {
    long now = keys.rows().time(at);
    while (nextTimer <= now) {
      long due = nextTimer;
      nextTimer = Long.MAX_VALUE;
      fold.timer(fed, due, this);
    }
    row.move(at);
    fold.row(fed, row, this);
  }

  @Override
  public void emit(@Nullable Object... values) {
    if (values.length != types.length) {
      throw new IllegalArgumentException(
          "A fold put out %d values for %d columns.".formatted(values.length, types.length));
    }
    ColumnBuffers out = current;
    if (out == null) {
      out = free.isEmpty() ? new ColumnBuffers(columns, CHUNK_ROWS) : free.remove(free.size() - 1);
      out.reset();
      current = out;
    }
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        set(out, i, value);
      }
    }
    out.endRow();
    if (out.isFull()) {
      full.add(out);
      current = null;
    }
  }

  private void set(ColumnBuffers out, int column, Object value) {
    boolean isSet =
        switch (types[column]) {
          case STRING -> setText(out, column, value);
          case BIGINT, INTEGER, TIMESTAMP -> setWhole(out, column, value);
          case DOUBLE -> setDouble(out, column, value);
          default -> setTruth(out, column, value);
        };
    if (!isSet) {
      throw new IllegalArgumentException(
          "A fold cannot put out a %s for a %s."
              .formatted(value.getClass().getSimpleName(), types[column]));
    }
  }

  private boolean setWhole(ColumnBuffers out, int column, Object value) {
    if (value instanceof Long n) {
      out.setLong(column, n);
    } else if (value instanceof Integer n && types[column] != ColumnType.TIMESTAMP) {
      out.setLong(column, n);
    } else if (value instanceof LocalDateTime time && types[column] == ColumnType.TIMESTAMP) {
      out.setLong(column, Micros.of(time));
    } else {
      return false;
    }
    return true;
  }

  private static boolean setDouble(ColumnBuffers out, int column, Object value) {
    if (value instanceof Number n) {
      out.setDouble(column, n.doubleValue());
      return true;
    }
    return false;
  }

  private static boolean setTruth(ColumnBuffers out, int column, Object value) {
    if (value instanceof Boolean truth && out.type(column) == ColumnType.BOOLEAN) {
      out.setBoolean(column, truth);
      return true;
    }
    return false;
  }

  private boolean setText(ColumnBuffers out, int column, Object value) {
    if (value instanceof String text) {
      putText(out, column, text);
      return true;
    }
    return false;
  }

  /** A client or a service is often that of the row before. */
  @SuppressWarnings("ReferenceEquality") // only to save work
  private void putText(ColumnBuffers out, int column, String text) {
    if (texts[column] != text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (encoded[column].length < bytes.length + ColumnBuffers.READABLE) {
        encoded[column] = new byte[2 * bytes.length + ColumnBuffers.READABLE];
      }
      System.arraycopy(bytes, 0, encoded[column], 0, bytes.length);
      lengths[column] = bytes.length;
      texts[column] = text;
    }
    out.setText(column, encoded[column], lengths[column]);
  }

  @Override
  public void timer(long micros) {
    nextTimer = micros;
  }

  @Override
  public void count(String what, long n) {
    counts.merge(what, n, Long::sum);
  }
}
