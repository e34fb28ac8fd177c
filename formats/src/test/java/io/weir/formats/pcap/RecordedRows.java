// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.ListText;
import io.weir.model.TableScan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps rows as maps from column to text, so that a test can look at them. */
final class RecordedRows implements CellWriter {
  private final List<Column> columns;
  private final int capacity;
  private final List<Map<String, String>> rows = new ArrayList<>();
  private Map<String, String> row = new HashMap<>();
  private int batch;

  /** Takes {@code capacity} rows before it says it is full. */
  RecordedRows(TableScan scan, int capacity) {
    this.columns = scan.wanted();
    this.capacity = capacity;
  }

  List<Map<String, String>> rows() {
    return rows;
  }

  /** The next batch may come. */
  void nextBatch() {
    batch = 0;
  }

  @Override
  public boolean isFull() {
    return batch >= capacity;
  }

  @Override
  public void setLong(int column, long value) {
    set(column, Long.toString(value));
  }

  @Override
  public void setDouble(int column, double value) {
    set(column, Double.toString(value));
  }

  @Override
  public void setBoolean(int column, boolean value) {
    set(column, Boolean.toString(value));
  }

  @Override
  public void setBytes(int column, byte[] source, int offset, int length) {
    ColumnType type = columns.get(column).type();
    if (type.isList()) {
      set(column, ListText.decode(source, offset, length).toString());
    } else {
      set(column, new String(source, offset, length, StandardCharsets.UTF_8));
    }
  }

  private void set(int column, String value) {
    row.put(columns.get(column).name(), value);
  }

  @Override
  public void endRow() {
    rows.add(row);
    row = new HashMap<>();
    batch++;
  }

  @Override
  public void dropRow() {
    row = new HashMap<>();
  }
}
