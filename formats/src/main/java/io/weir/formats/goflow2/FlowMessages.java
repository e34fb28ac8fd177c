// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.goflow2;

import io.weir.formats.goflow2.Framing.Extent;
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
    // A message begins with its kind, a length that is the same number with eight bytes.
    boolean mayBePlain = size > 0 && bytes[from] == 8;
    isDelimited = !mayBePlain || Framing.isOfMessages(bytes, from, end, Extent.ALL);
  }

  @Override
  public boolean fill(CellWriter[] out) {
    while (at < end) {
      if (out[0].isFull()) {
        return true;
      }
      if (isDelimited && value[at] == '\n' && at == end - 1) {
        at = end;
        continue;
      }
      int start = isDelimited ? length.read(value, at, end) : at;
      boolean isFramed = start >= 0 && (!isDelimited || fits(length.value(), end - start));
      int stop = isFramed && isDelimited ? start + (int) length.value() : end;
      String defect = isFramed ? flows.read(value, start, stop, out[0]) : "bad length of a message";
      if (!defect.isEmpty() && topic != null) {
        rejects.reject(topic, offset, defect, value, at, Math.min(stop - at, REJECT_BYTES));
      }
      at = stop;
    }
    return false;
  }

  private static boolean fits(long length, int rest) {
    return length >= 0 && length <= rest;
  }

  @Override
  public long recordsRead() {
    return flows.records();
  }
}
