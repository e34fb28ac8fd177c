// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.model.Column;
import io.weir.model.Micros;
import io.weir.model.analysis.FoldSpec;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A fold's row as bytes, as tasks pass it on and as it waits for its time: its length, its time,
 * the hash and the length of its key, then its cells, those of the key first. Looks at one row
 * after the other. Compares as Spark orders: NULL first, texts by their bytes.
 */
final class PackedRow implements io.weir.model.analysis.Row {
  private static final int MICROS_AT = 4;
  private static final int HASH_AT = 12;
  private static final int KEY_LENGTH_AT = 16;
  private static final int CELLS_AT = 20;

  private static final int NULL = 0;
  private static final int LONG = 1;
  private static final int DOUBLE = 2;
  private static final int TIME = 3;
  private static final int TEXT = 4;

  private static final byte[] NONE = {};

  private final Layout layout;
  private final int[] cells;
  private byte[] bytes = NONE;
  private int at;

  PackedRow(Layout layout) {
    this.layout = layout;
    this.cells = new int[layout.columns.length];
  }

  /** Where the columns of a fold's rows are in the bytes. */
  static final class Layout implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The columns in the order of their cells. */
    private final int[] columns;

    private final int keys;
    private final int time;

    private Layout(int[] columns, int keys, int time) {
      this.columns = columns;
      this.keys = keys;
      this.time = time;
    }

    static Layout of(FoldSpec<?> spec) {
      List<Integer> order = new ArrayList<>();
      spec.key().forEach(name -> order.add(index(spec, name)));
      for (int i = 0; i < spec.columns().size(); i++) {
        if (!order.contains(i)) {
          order.add(i);
        }
      }
      return new Layout(
          order.stream().mapToInt(Integer::intValue).toArray(),
          spec.key().size(),
          index(spec, spec.time()));
    }

    static int index(FoldSpec<?> spec, String name) {
      return spec.columns().stream().map(Column::name).toList().indexOf(name);
    }

    /** Appends a row of Spark's. */
    void write(Row row, RowBytes out) {
      int start = out.size();
      int key = start + CELLS_AT;
      out.skip(CELLS_AT);
      for (int i = 0; i < columns.length; i++) {
        writeCell(row.get(columns[i]), out);
        if (i == keys - 1) {
          out.setInt(start + HASH_AT, hash(out.array(), key, out.size()));
          out.setInt(start + KEY_LENGTH_AT, out.size() - key);
        }
      }
      out.setInt(start, out.size() - start);
      out.setLong(start + MICROS_AT, Micros.of((Instant) row.get(time)));
    }

    private static void writeCell(@Nullable Object value, RowBytes out) {
      if (value == null) {
        out.add(NULL);
      } else if (value instanceof Instant moment) {
        out.add(TIME);
        out.addLong(Micros.of(moment));
      } else if (value instanceof Double || value instanceof Float) {
        out.add(DOUBLE);
        out.addLong(Double.doubleToRawLongBits(((Number) value).doubleValue()));
      } else if (value instanceof Number number) {
        out.add(LONG);
        out.addLong(number.longValue());
      } else {
        byte[] text = value.toString().getBytes(UTF_8);
        out.add(TEXT);
        out.addInt(text.length);
        out.add(text, text.length);
      }
    }

    private static int hash(byte[] bytes, int from, int to) {
      int hash = 1;
      for (int i = from; i < to; i++) {
        hash = 31 * hash + bytes[i];
      }
      hash = (hash ^ hash >>> 16) * 0x85ebca6b;
      hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
      return hash ^ hash >>> 16;
    }
  }

  /** The length of the row that begins here, all of it. */
  static int length(byte[] bytes, int at) {
    return RowBytes.intAt(bytes, at);
  }

  /** The time of the row that begins here, microseconds since 1970 UTC. */
  static long micros(byte[] bytes, int at) {
    return RowBytes.longAt(bytes, at + MICROS_AT);
  }

  /** The hash of the key of the row that begins here. */
  static int hash(byte[] bytes, int at) {
    return RowBytes.intAt(bytes, at + HASH_AT);
  }

  /** Looks at the row that begins here. */
  PackedRow at(byte[] in, int start) {
    bytes = in;
    at = start;
    int next = start + CELLS_AT;
    for (int column : layout.columns) {
      cells[column] = next;
      next +=
          switch (in[next]) {
            case NULL -> 1;
            case TEXT -> 1 + Integer.BYTES + RowBytes.intAt(in, next + 1);
            default -> 1 + Long.BYTES;
          };
    }
    return this;
  }

  /** The key of the row, valid until the next is looked at. */
  Key key() {
    return new Key(
        bytes, at + CELLS_AT, RowBytes.intAt(bytes, at + KEY_LENGTH_AT), hash(bytes, at));
  }

  /** Some cells as bytes that are equal for equal cells. */
  static final class Key {
    private final byte[] bytes;
    private final int from;
    private final int length;
    private final int hash;

    private Key(byte[] bytes, int from, int length, int hash) {
      this.bytes = bytes;
      this.from = from;
      this.length = length;
      this.hash = hash;
    }

    static Key of(byte[] key) {
      return new Key(key, 0, key.length, Layout.hash(key, 0, key.length));
    }

    /** The same key, in bytes of its own. */
    Key own() {
      return new Key(bytes(), 0, length, hash);
    }

    byte[] bytes() {
      return Arrays.copyOfRange(bytes, from, from + length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && hash == key.hash
          && Arrays.equals(bytes, from, from + length, key.bytes, key.from, key.from + key.length);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** Compares one cell of two rows of the same table. */
  int compare(PackedRow other, int column) {
    int mine = bytes[cells[column]];
    int theirs = other.bytes[other.cells[column]];
    if (mine == NULL || theirs == NULL) {
      return Boolean.compare(mine != NULL, theirs != NULL);
    } else if (mine == TEXT) {
      int x = cells[column] + 1;
      int y = other.cells[column] + 1;
      return Arrays.compareUnsigned(
          bytes,
          x + Integer.BYTES,
          x + Integer.BYTES + RowBytes.intAt(bytes, x),
          other.bytes,
          y + Integer.BYTES,
          y + Integer.BYTES + RowBytes.intAt(other.bytes, y));
    } else if (mine == DOUBLE) {
      return Double.compare(doubleValue(column), other.doubleValue(column));
    }
    return Long.compare(longValue(column), other.longValue(column));
  }

  @Override
  public boolean isNull(int column) {
    return bytes[cells[column]] == NULL;
  }

  private long raw(int column) {
    return RowBytes.longAt(bytes, cells[column] + 1);
  }

  @Override
  public long longValue(int column) {
    return switch (bytes[cells[column]]) {
      case LONG, TIME -> raw(column);
      case DOUBLE -> (long) Double.longBitsToDouble(raw(column));
      default -> 0;
    };
  }

  @Override
  public double doubleValue(int column) {
    return switch (bytes[cells[column]]) {
      case LONG -> raw(column);
      case DOUBLE -> Double.longBitsToDouble(raw(column));
      default -> Double.NaN;
    };
  }

  @Override
  public @Nullable String text(int column) {
    int cell = cells[column];
    return switch (bytes[cell]) {
      case NULL -> null;
      case TEXT ->
          new String(bytes, cell + 1 + Integer.BYTES, RowBytes.intAt(bytes, cell + 1), UTF_8);
      case TIME -> Instant.EPOCH.plus(raw(column), ChronoUnit.MICROS).toString();
      case DOUBLE -> Double.toString(doubleValue(column));
      default -> Long.toString(raw(column));
    };
  }
}
