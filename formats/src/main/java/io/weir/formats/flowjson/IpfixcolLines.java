// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.lines.LineDecoder;
import io.weir.model.CellWriter;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills {@code dns} and {@code http}, perhaps beside {@code flows}, from lines of IPFIXcol. A line
 * that tells nothing of what is wanted is no record of it.
 */
final class IpfixcolLines implements LineDecoder {
  /** A table other than {@code flows} and how its rows are made. */
  private record Told(int table, ElementRow row, FlowObject flows, ElementCells cells) {}

  private final List<Told> told = new ArrayList<>();
  private final @Nullable FlowObject flows;
  private final int flowsTable;

  IpfixcolLines(Scan scan, String path) {
    FlowObject all = null;
    int allTable = -1;
    for (int i = 0; i < scan.tables().size(); i++) {
      TableScan table = scan.tables().get(i);
      if (table.table().name().equals(FiveTables.FLOWS.name())) {
        all = flows(new Scan(List.of(table), scan.range(), scan.options()), path);
        allTable = i;
      } else {
        KeptFlow kept = KeptFlow.of(table);
        // The engine leaves out what is outside the range of time; here it is a record all the
        // same.
        Scan ends = new Scan(List.of(kept.scan()), TimeRange.ALL, scan.options());
        told.add(
            new Told(i, new ElementRow(kept), flows(ends, path), new ElementCells(table, kept)));
      }
    }
    flows = all;
    flowsTable = allTable;
  }

  private static FlowObject flows(Scan scan, String path) {
    FlowObject object = new FlowObject(IpfixcolDialect.DIALECT, scan);
    object.cells().file(path);
    return object;
  }

  @Override
  public @Nullable String decode(byte[] bytes, int from, int end, long line, CellWriter[] out) {
    boolean isRecord = false;
    // Nothing is written before it is known that no table rejects the line.
    for (Told table : told) {
      String defect = read(table, bytes, from, end, line);
      if (!defect.isEmpty()) {
        return defect;
      }
      isRecord |= isRow(table);
    }
    if (flows != null) {
      flows.cells().line(line);
      String defect = flows.read(bytes, from, end, out[flowsTable]);
      if (!defect.isEmpty()) {
        return defect;
      }
      isRecord = true;
    }
    for (Told table : told) {
      if (isRow(table)) {
        table.cells().write(table.row(), out[table.table()]);
      }
    }
    return isRecord ? null : PASSED;
  }

  private static boolean isRow(Told table) {
    return table.row().flow().isEnded() && table.cells().isRow(table.row());
  }

  /** Reads what a line tells, and the flow it is when it tells something. */
  private static String read(Told table, byte[] bytes, int from, int end, long line) {
    KeptFlow kept = table.row().flow();
    kept.clear();
    String defect = table.row().read(bytes, from, end);
    if (!defect.isEmpty() || !table.row().isTold()) {
      return defect;
    }
    table.flows().cells().line(line);
    return table.flows().read(bytes, from, end, kept);
  }
}
