// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.model.Micros;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row that waits for its time: its cells as bytes, numbers or NULL. Ordered as Spark orders: NULL
 * first, texts by their bytes.
 */
final class Cells implements io.weir.model.analysis.Row {
  private static final int NULL = 0;
  private static final int LONG = 1;
  private static final int DOUBLE = 2;
  private static final int TIME = 3;
  private static final int TEXT = 4;

  private final @Nullable Object[] cells;

  private Cells(@Nullable Object[] cells) {
    this.cells = cells;
  }

  /** Appends a row of Spark's. */
  static void write(Row row, DataOutputStream out) throws IOException {
    for (int i = 0; i < row.length(); i++) {
      Object value = row.get(i);
      if (value == null) {
        out.writeByte(NULL);
      } else if (value instanceof Instant time) {
        out.writeByte(TIME);
        out.writeLong(Micros.of(time));
      } else if (value instanceof Double || value instanceof Float) {
        out.writeByte(DOUBLE);
        out.writeDouble(((Number) value).doubleValue());
      } else if (value instanceof Number number) {
        out.writeByte(LONG);
        out.writeLong(number.longValue());
      } else {
        byte[] text = value.toString().getBytes(UTF_8);
        out.writeByte(TEXT);
        out.writeInt(text.length);
        out.write(text);
      }
    }
  }

  /** Some cells of a row as bytes that are equal for equal cells. */
  static byte[] key(Row row, int[] columns) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Object[] picked = new Object[columns.length];
      for (int i = 0; i < columns.length; i++) {
        picked[i] = row.get(columns[i]);
      }
      write(org.apache.spark.sql.RowFactory.create(picked), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Cells read(DataInputStream in, int columns) throws IOException {
    @Nullable Object[] cells = new @Nullable Object[columns];
    for (int i = 0; i < columns; i++) {
      int kind = in.readByte();
      cells[i] =
          switch (kind) {
            case NULL -> null;
            case LONG -> in.readLong();
            case DOUBLE -> in.readDouble();
            case TIME -> new Time(in.readLong());
            default -> in.readNBytes(in.readInt());
          };
    }
    return new Cells(cells);
  }

  private record Time(long micros) {}

  /** Compares one cell of two rows of the same table. */
  int compare(Cells other, int column) {
    Object a = cells[column];
    Object b = other.cells[column];
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? -1 : 1;
    } else if (a instanceof byte[] x && b instanceof byte[] y) {
      return Arrays.compareUnsigned(x, y);
    } else if (a instanceof Double x && b instanceof Double y) {
      return Double.compare(x, y);
    }
    return Long.compare(longValue(column), other.longValue(column));
  }

  @Override
  public boolean isNull(int column) {
    return cells[column] == null;
  }

  @Override
  public long longValue(int column) {
    Object value = cells[column];
    if (value instanceof Time time) {
      return time.micros();
    }
    return value instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double doubleValue(int column) {
    return cells[column] instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public @Nullable String text(int column) {
    Object value = cells[column];
    if (value instanceof byte[] text) {
      return new String(text, UTF_8);
    } else if (value instanceof Time time) {
      return Instant.EPOCH.plus(time.micros(), ChronoUnit.MICROS).toString();
    }
    return value == null ? null : value.toString();
  }
}
