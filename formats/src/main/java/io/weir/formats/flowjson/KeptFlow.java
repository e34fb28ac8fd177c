// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.lines.KeptRow;
import io.weir.model.Column;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the cells of one flow, which are cells of other tables too. Not thread-safe. */
final class KeptFlow extends KeptRow {
  /** Columns that are kept beside those that all tables have. */
  private static final Set<String> OWN =
      Set.of("ts", "ts_end", "c_ip", "c_port", "s_ip", "s_port", "s_pkt", "proto");

  private final TableScan scan;
  private final int start;
  private final int end;
  private final int clientPort;
  private final int serverPort;
  private final int serverPackets;

  private KeptFlow(TableScan scan) {
    super(scan.wanted().size());
    this.scan = scan;
    start = at("ts");
    end = at("ts_end");
    clientPort = at("c_port");
    serverPort = at("s_port");
    serverPackets = at("s_pkt");
  }

  /** A flow with all columns that a table shares with {@code flows}. */
  static KeptFlow of(TableScan wanted) {
    List<Integer> columns = new ArrayList<>();
    List<String> shared = wanted.wanted().stream().map(Column::name).toList();
    List<Column> all = FiveTables.FLOWS.columns();
    for (int i = 0; i < all.size(); i++) {
      String name = all.get(i).name();
      if (OWN.contains(name) || shared.contains(name)) {
        columns.add(i);
      }
    }
    return new KeptFlow(new TableScan(FiveTables.FLOWS, columns));
  }

  TableScan scan() {
    return scan;
  }

  /** The position of a column; -1 when it is not kept. */
  int at(String name) {
    return scan.wanted().stream().map(Column::name).toList().indexOf(name);
  }

  boolean isFromPort(int port) {
    return has(clientPort) && number(clientPort) == port;
  }

  boolean isToPort(int port) {
    return has(serverPort) && number(serverPort) == port;
  }

  /** Whether the record counts both directions (RFC 5103). */
  boolean isOfBoth() {
    return has(serverPackets);
  }

  boolean isAnswered() {
    return has(serverPackets) && number(serverPackets) > 0;
  }

  /** The end, or the start where no end is told; null without either. */
  @Nullable Long end() {
    return has(end) ? Long.valueOf(number(end)) : start();
  }

  @Nullable Long start() {
    return has(start) ? Long.valueOf(number(start)) : null;
  }
}
