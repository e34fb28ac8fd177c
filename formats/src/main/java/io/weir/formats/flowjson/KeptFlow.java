// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the cells of one flow, which are cells of other tables too. Not thread-safe. */
final class KeptFlow implements CellWriter {
  /** Columns that are kept beside those that all tables have. */
  private static final Set<String> OWN =
      Set.of("c_ip", "c_port", "s_ip", "s_port", "s_pkt", "proto");

  private final List<String> names = new ArrayList<>();
  private final TableScan scan;
  private final boolean[] isSet;
  private final long[] numbers;
  private final byte[][] texts;
  private final int clientPort;
  private final int serverPort;
  private final int serverPackets;
  private boolean isEnded;

  /** A flow with all columns that a table shares with {@code flows}. */
  KeptFlow(TableScan wanted) {
    List<Integer> columns = new ArrayList<>();
    List<String> shared = wanted.wanted().stream().map(Column::name).toList();
    List<Column> all = FiveTables.FLOWS.columns();
    for (int i = 0; i < all.size(); i++) {
      String name = all.get(i).name();
      boolean isTime = name.equals("ts") || name.equals("ts_end");
      if (OWN.contains(name) || isTime || shared.contains(name)) {
        columns.add(i);
        names.add(name);
      }
    }
    scan = new TableScan(FiveTables.FLOWS, columns);
    isSet = new boolean[names.size()];
    numbers = new long[names.size()];
    texts = new byte[names.size()][];
    clientPort = at("c_port");
    serverPort = at("s_port");
    serverPackets = at("s_pkt");
  }

  TableScan scan() {
    return scan;
  }

  /** The position of a column; -1 when it is not kept. */
  int at(String name) {
    return names.indexOf(name);
  }

  void clear() {
    Arrays.fill(isSet, false);
    isEnded = false;
  }

  /** Whether a flow is kept. */
  boolean isEnded() {
    return isEnded;
  }

  boolean isFromPort(int port) {
    return isSet[clientPort] && numbers[clientPort] == port;
  }

  boolean isToPort(int port) {
    return isSet[serverPort] && numbers[serverPort] == port;
  }

  /** Whether the record counts both directions (RFC 5103). */
  boolean isOfBoth() {
    return isSet[serverPackets];
  }

  boolean isAnswered() {
    return isSet[serverPackets] && numbers[serverPackets] > 0;
  }

  /** The end, or the start where no end is told; null without either. */
  @Nullable Long end() {
    int end = isSet[at("ts_end")] ? at("ts_end") : at("ts");
    return isSet[end] ? Long.valueOf(numbers[end]) : null;
  }

  @Nullable Long start() {
    return isSet[at("ts")] ? Long.valueOf(numbers[at("ts")]) : null;
  }

  /** Sets a cell to what is kept at a position. */
  void copy(int from, CellWriter out, int column) {
    if (!isSet[from]) {
      return;
    }
    byte[] text = texts[from];
    if (text == null) {
      out.setLong(column, numbers[from]);
    } else {
      out.setBytes(column, text, 0, text.length);
    }
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void setLong(int column, long value) {
    isSet[column] = true;
    numbers[column] = value;
  }

  @Override
  public void setDouble(int column, double value) {
    throw new IllegalStateException("No column that is kept has fractions.");
  }

  @Override
  public void setBoolean(int column, boolean value) {
    setLong(column, value ? 1 : 0);
  }

  @Override
  public void setBytes(int column, byte[] source, int offset, int length) {
    isSet[column] = true;
    texts[column] = Arrays.copyOfRange(source, offset, offset + length);
  }

  @Override
  public void endRow() {
    isEnded = true;
  }

  @Override
  public void dropRow() {
    clear();
  }
}
