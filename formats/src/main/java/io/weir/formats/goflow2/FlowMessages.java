// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.goflow2;

import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.MessageReader;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import org.jspecify.annotations.Nullable;

/** Reads messages of a topic, which are one FlowMessage, or some behind their lengths. */
final class FlowMessages implements MessageReader {
  private static final int REJECT_BYTES = 256;

  private final Rejects rejects;
  private final FlowRows flows;
  private final Varints length = new Varints();
  private @Nullable InputFile topic;
  private long offset;
  private byte[] value = new byte[0];
  private int at;
  private int end;
  private boolean isDelimited;

  FlowMessages(Scan scan, Rejects rejects) {
    this.rejects = rejects;
    flows = new FlowRows(scan);
  }

  @Override
  public void begin(InputFile newTopic, long newOffset, byte[] bytes, int from, int size) {
    if (newTopic != topic) {
      topic = newTopic;
      flows.cells().file(newTopic.path());
    }
    offset = newOffset;
    value = bytes;
    at = from;
    end = from + size;
    isDelimited = Framing.isMessage(bytes, from, end) && Framing.addsUp(bytes, from, end);
  }

  @Override
  public boolean fill(CellWriter[] out) {
    while (at < end && !(isDelimited && at == end - 1)) {
      if (out[0].isFull()) {
        return true;
      }
      int start = isDelimited ? length.read(value, at, end) : at;
      int stop = isDelimited ? start + (int) length.value() : end;
      String defect = flows.read(value, start, stop, out[0]);
      if (!defect.isEmpty() && topic != null) {
        rejects.reject(topic, offset, defect, value, at, Math.min(stop - at, REJECT_BYTES));
      }
      at = stop;
    }
    return false;
  }

  @Override
  public long recordsRead() {
    return flows.records();
  }
}
