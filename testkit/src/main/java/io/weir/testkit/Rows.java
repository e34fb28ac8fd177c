// SPDX-License-Identifier: Apache-2.0
package io.weir.testkit;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.ListText;
import io.weir.model.TableScan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows as Java values: {@link Boolean}, {@link Long} (also for INTEGER), {@link Double},
 * {@link String}, {@link Instant}, {@link LocalDate}, {@link ByteBuffer}, lists of these, and null.
 * A reader that sets a cell as another type than its column's fails the test. Not thread-safe.
 */
public final class Rows implements CellWriter {
  private final List<Column> columns;
  private final int batch;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private @Nullable Object[] row;
  private int inBatch;

  /**
   * Takes the rows of a scan.
   *
   * @param batch rows after which the writer is full, until {@link #nextBatch}
   */
  public Rows(TableScan scan, int batch) {
    this.columns = scan.wanted();
    this.batch = batch;
    this.row = new Object[columns.size()];
  }

  /** The rows that were ended, each with a value for every wanted column. */
  public List<List<@Nullable Object>> rows() {
    return Collections.unmodifiableList(rows);
  }

  public List<Column> columns() {
    return columns;
  }

  /** Takes as many rows again. */
  public void nextBatch() {
    inBatch = 0;
  }

  @Override
  public boolean isFull() {
    return inBatch >= batch;
  }

  @Override
  public void setLong(int column, long value) {
    row[column] =
        switch (type(column)) {
          case INTEGER -> (long) Math.toIntExact(value);
          case BIGINT -> value;
          case TIMESTAMP -> Instant.EPOCH.plus(value, ChronoUnit.MICROS);
          case DATE -> LocalDate.ofEpochDay(value);
          default -> throw wrong("setLong", column);
        };
  }

  @Override
  public void setDouble(int column, double value) {
    require(type(column) == ColumnType.DOUBLE, "setDouble", column);
    row[column] = value;
  }

  @Override
  public void setBoolean(int column, boolean value) {
    require(type(column) == ColumnType.BOOLEAN, "setBoolean", column);
    row[column] = value;
  }

  @Override
  public void setBytes(int column, byte[] source, int offset, int length) {
    ColumnType type = type(column);
    if (type.isList()) {
      ColumnType element = type.element().orElseThrow();
      List<@Nullable Object> elements = new ArrayList<>();
      for (String text : ListText.decode(source, offset, length)) {
        elements.add(text == null ? null : element(element, text));
      }
      row[column] = elements;
    } else if (type == ColumnType.BINARY) {
      row[column] = ByteBuffer.wrap(Arrays.copyOfRange(source, offset, offset + length));
    } else {
      require(type == ColumnType.STRING, "setBytes", column);
      row[column] = new String(source, offset, length, StandardCharsets.UTF_8);
    }
  }

  private static Object element(ColumnType type, String text) {
    return switch (type) {
      case BOOLEAN -> bool(text);
      case BIGINT -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case TIMESTAMP -> Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS);
      default -> text;
    };
  }

  private static boolean bool(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalStateException("Not a boolean element: " + text);
    }
    return text.equals("true");
  }

  @Override
  public void endRow() {
    if (isFull()) {
      throw new IllegalStateException("A row was written to a writer that is full.");
    }
    rows.add(Collections.unmodifiableList(Arrays.asList(row)));
    row = new Object[columns.size()];
    inBatch++;
  }

  @Override
  public void dropRow() {
    Arrays.fill(row, null);
  }

  private ColumnType type(int column) {
    return columns.get(column).type();
  }

  private void require(boolean isRight, String setter, int column) {
    if (!isRight) {
      throw wrong(setter, column);
    }
  }

  private IllegalStateException wrong(String setter, int column) {
    return new IllegalStateException(
        "%s was called for column %s of type %s."
            .formatted(setter, columns.get(column).name(), type(column)));
  }

  /** One row a line: {@code column=value} for every value that is not NULL. */
  @Override
  public String toString() {
    return RowText.of(columns, rows);
  }
}
