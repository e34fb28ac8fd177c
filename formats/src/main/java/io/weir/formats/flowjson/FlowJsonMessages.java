// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.lines.Bytes;
import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.MessageReader;
import io.weir.model.Rejects;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages that are one object, or several of a line each. Where lines end is looked for only
 * in messages that are not one object.
 */
final class FlowJsonMessages implements MessageReader {
  private final FlowObject flows;
  private final Rejects rejects;
  private @Nullable InputFile topic;
  private long offset;
  private byte[] value = new byte[0];
  private int at;
  private int end;

  /** Whether nothing of the message was read yet. */
  private boolean isWhole;

  FlowJsonMessages(FlowObject flows, Rejects rejects) {
    this.flows = flows;
    this.rejects = rejects;
  }

  @Override
  public void begin(InputFile newTopic, long newOffset, byte[] bytes, int from, int length) {
    if (newTopic != topic) {
      topic = newTopic;
      flows.cells().file(newTopic.path());
    }
    offset = newOffset;
    value = bytes;
    at = from;
    end = from + length;
    isWhole = true;
  }

  @Override
  public boolean fill(CellWriter[] out) {
    CellWriter rows = out[0];
    while (at < end) {
      if (rows.isFull()) {
        return true;
      }
      if (isWhole && one(rows)) {
        return false;
      }
      int start = at;
      int stop = Bytes.indexWithin(value, start, end, (byte) '\n');
      at = Math.min(end, stop + 1);
      if (Bytes.isBlank(value, start, stop)) {
        continue;
      }
      String defect = flows.read(value, start, stop, rows);
      InputFile source = topic;
      if (!defect.isEmpty() && source != null) {
        rejects.reject(source, offset, defect, value, start, at - start);
      }
    }
    return false;
  }

  /** Reads the message as one object; false, and nothing done, when it is none. */
  private boolean one(CellWriter rows) {
    isWhole = false;
    if (Bytes.isBlank(value, at, end) || !flows.read(value, at, end, rows).isEmpty()) {
      return false;
    }
    at = end;
    return true;
  }

  @Override
  public long recordsRead() {
    return flows.records();
  }
}
