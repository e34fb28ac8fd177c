// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.Cells;
import io.weir.formats.lines.LineDecoder;
import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.MessageReader;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads messages of one event, or of several lines of them. Not thread-safe. */
final class EveMessages implements MessageReader {
  private static final byte[] ANSWER = "answer".getBytes(US_ASCII);
  private static final byte[] RESPONSE = "response".getBytes(US_ASCII);
  private static final int PADDING = 16;
  private static final int REJECT_BYTES = 256;

  private final Scan scan;
  private final Rejects rejects;
  private final EveRow row;
  private final CellWriter[] kept;
  private final Cells<EveRow> cells;
  private final int dnsType;
  private @Nullable InputFile topic;
  private EveLines lines;
  private long offset;
  private byte[] value = new byte[1024];
  private int at;
  private int end;
  private long records;

  EveMessages(Scan scan, Rejects rejects) {
    TableScan wanted = scan.tables().get(0);
    String name = wanted.table().name();
    EveTable table = EveCellsOfFive.nativeOf(name);
    this.scan = new Scan(List.of(TableScan.all(table.schema())), scan.range(), scan.options());
    this.rejects = rejects;
    row = new EveRow(table);
    kept = new CellWriter[] {row};
    cells = new Cells<>(wanted, EveCellsOfFive.of(name));
    dnsType = table.equals(EveTables.DNS) ? EveRow.at(table, "type") : -1;
    lines = new EveLines(this.scan, "");
  }

  @Override
  public void begin(InputFile newTopic, long newOffset, byte[] bytes, int from, int length) {
    if (newTopic != topic) {
      topic = newTopic;
      lines = new EveLines(scan, newTopic.path());
    }
    offset = newOffset;
    if (value.length < length + PADDING) {
      value = new byte[2 * length + PADDING];
    }
    // The decoder reads some bytes at once.
    System.arraycopy(bytes, from, value, 0, length);
    at = 0;
    end = length;
  }

  @Override
  public boolean fill(CellWriter[] out) {
    while (at < end) {
      if (out[0].isFull()) {
        return true;
      }
      int start = at;
      int stop = Bytes.indexWithin(value, start, end, (byte) '\n');
      at = stop + 1;
      line(start, stop, out[0]);
    }
    return false;
  }

  private void line(int start, int stop, CellWriter rows) {
    row.clear();
    String defect = lines.decode(value, start, stop, 0, kept);
    if (defect == null) {
      records++;
      boolean isRow = dnsType < 0 || row.is(dnsType, ANSWER) || row.is(dnsType, RESPONSE);
      if (row.isEnded() && isRow) {
        cells.write(row, rows);
      }
    } else if (!defect.equals(LineDecoder.PASSED) && topic != null) {
      int length = Math.min(stop - start, REJECT_BYTES);
      rejects.reject(topic, offset, defect, value, start, length);
    }
  }

  @Override
  public long recordsRead() {
    return records;
  }
}
