// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.formats.lines.Cells;
import io.weir.formats.lines.LineDecoder;
import io.weir.model.CellWriter;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows of one of the five tables of events, by way of its native table. Not thread-safe. */
final class EveFiveLines implements LineDecoder {
  private static final byte[] ANSWER = "answer".getBytes(US_ASCII);
  private static final byte[] RESPONSE = "response".getBytes(US_ASCII);

  private final EveLines lines;
  private final EveRow row;
  private final CellWriter[] kept;
  private final Cells<EveRow> cells;
  private final int dnsType;

  /**
   * @param scan of one table
   */
  EveFiveLines(Scan scan, String path) {
    TableScan wanted = scan.tables().get(0);
    String name = wanted.table().name();
    EveTable table = EveCellsOfFive.nativeOf(name);
    lines =
        new EveLines(
            new Scan(List.of(TableScan.all(table.schema())), scan.range(), scan.options()), path);
    row = new EveRow(table);
    kept = new CellWriter[] {row};
    cells = new Cells<>(wanted, EveCellsOfFive.of(name));
    dnsType = table.equals(EveTables.DNS) ? EveRow.at(table, "type") : -1;
  }

  @Override
  public @Nullable String decode(byte[] bytes, int from, int end, long line, CellWriter[] out) {
    row.clear();
    String defect = lines.decode(bytes, from, end, line, kept);
    boolean isRow = dnsType < 0 || row.is(dnsType, ANSWER) || row.is(dnsType, RESPONSE);
    if (defect == null && row.isEnded() && isRow) {
      cells.write(row, out[0]);
    }
    return defect;
  }
}
