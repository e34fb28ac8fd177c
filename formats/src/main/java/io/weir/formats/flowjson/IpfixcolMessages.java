// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.LineDecoder;
import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.MessageReader;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import org.jspecify.annotations.Nullable;

/** Reads {@code dns} and {@code http} of messages that are records of IPFIXcol, a line each. */
final class IpfixcolMessages implements MessageReader {
  private static final int PADDING = 16;

  private final Scan scan;
  private final Rejects rejects;
  private @Nullable InputFile topic;
  private IpfixcolLines lines;
  private long offset;
  private byte[] value = new byte[1024];
  private int at;
  private int end;
  private long records;

  IpfixcolMessages(Scan scan, Rejects rejects) {
    this.scan = scan;
    this.rejects = rejects;
    lines = new IpfixcolLines(scan, "");
  }

  @Override
  public void begin(InputFile newTopic, long newOffset, byte[] bytes, int from, int length) {
    if (newTopic != topic) {
      topic = newTopic;
      lines = new IpfixcolLines(scan, newTopic.path());
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
      for (CellWriter rows : out) {
        if (rows.isFull()) {
          return true;
        }
      }
      int start = at;
      int stop = Bytes.indexWithin(value, start, end, (byte) '\n');
      at = stop + 1;
      if (!FlowJsonLines.isBlank(value, start, stop)) {
        line(start, stop, out);
      }
    }
    return false;
  }

  private void line(int start, int stop, CellWriter[] out) {
    String defect = lines.decode(value, start, stop, 0, out);
    InputFile source = topic;
    if (defect == null) {
      records++;
    } else if (!defect.equals(LineDecoder.PASSED) && source != null) {
      rejects.reject(source, offset, defect, value, start, stop - start);
    }
  }

  @Override
  public long recordsRead() {
    return records;
  }
}
