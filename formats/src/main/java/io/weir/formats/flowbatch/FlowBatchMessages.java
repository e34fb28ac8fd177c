// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowbatch;

import io.weir.formats.export.FlowCells;
import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.MessageReader;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.wire.batch.FlowBatchReader;
import org.jspecify.annotations.Nullable;

/** Reads batches of flows as rows of {@code flows}. */
final class FlowBatchMessages implements MessageReader {
  private static final int REJECT_BYTES = 256;

  private final Rejects rejects;
  private final FlowCells cells;
  private final FlowBatchReader batch = new FlowBatchReader();
  private final BatchRow row = new BatchRow(batch);
  private @Nullable InputFile topic;
  private long offset;
  private byte[] value = new byte[0];
  private int from;
  private int length;
  private int next;
  private long records;

  FlowBatchMessages(Scan scan, Rejects rejects) {
    this.rejects = rejects;
    cells = new FlowCells(scan.tables().get(0), scan.range());
  }

  @Override
  public void begin(InputFile newTopic, long newOffset, byte[] bytes, int start, int size) {
    if (newTopic != topic) {
      topic = newTopic;
      cells.file(newTopic.path());
    }
    offset = newOffset;
    value = bytes;
    from = start;
    length = size;
    next = 0;
    String defect = batch.open(bytes, start, size);
    if (defect.isEmpty()) {
      cells.exporter(batch.exporterHigh(), batch.exporterLow());
    } else {
      reject(newTopic, defect);
    }
  }

  private void reject(InputFile file, String reason) {
    rejects.reject(file, offset, reason, value, from, Math.min(length, REJECT_BYTES));
  }

  @Override
  public boolean fill(CellWriter[] out) {
    CellWriter rows = out[0];
    int count = batch.rows();
    while (next < count) {
      if (rows.isFull()) {
        return true;
      }
      row.moveTo(next++);
      if (!cells.isWanted(row)) {
        records++;
        continue;
      }
      String defect = cells.write(row, rows);
      if (defect.isEmpty()) {
        records++;
      } else if (topic != null) {
        reject(topic, defect);
      }
    }
    return false;
  }

  @Override
  public long recordsRead() {
    return records;
  }
}
