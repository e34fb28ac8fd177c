// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.goflow2;

import io.weir.formats.export.FlowCells;
import io.weir.formats.export.RecordValues;
import io.weir.model.CellWriter;
import io.weir.model.Scan;
import io.weir.wire.export.FlowRecord;

/** Makes rows of messages. Not thread-safe. */
final class FlowRows {
  private final FlowRecord flow = new FlowRecord();
  private final RecordValues values = new RecordValues(flow);
  private final FlowMessage message = new FlowMessage(flow);
  private final FlowCells cells;
  private long records;

  FlowRows(Scan scan) {
    cells = new FlowCells(scan.tables().get(0), scan.range());
  }

  FlowCells cells() {
    return cells;
  }

  long records() {
    return records;
  }

  /** Reads the message {@code bytes[from .. end)}; empty, or why it is rejected. */
  String read(byte[] bytes, int from, int end, CellWriter out) {
    String defect = message.read(bytes, from, end);
    if (!defect.isEmpty()) {
      return defect;
    }
    if (message.hasExporter()) {
      cells.exporter(message.exporterHigh(), message.exporterLow());
    } else {
      cells.withoutExporter();
    }
    defect = cells.isWanted(values) ? cells.write(values, out) : "";
    if (defect.isEmpty()) {
      records++;
    }
    return defect;
  }
}
