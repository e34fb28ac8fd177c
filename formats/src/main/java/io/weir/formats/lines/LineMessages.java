// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.MessageReader;
import io.weir.model.Rejects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads messages of one line, or of several, as lines of files are read. Not thread-safe. */
public final class LineMessages implements MessageReader {
  /** Room behind a message, for decoders read some bytes at once. */
  private static final int PADDING = 16;

  private static final int REJECT_BYTES = 256;

  private final Function<String, LineDecoder> decoders;
  private final Rejects rejects;
  private @Nullable InputFile topic;
  private LineDecoder decoder;
  private long offset;
  private byte[] value = new byte[1024];
  private int at;
  private int end;
  private long records;

  /**
   * @param decoders makes one for the path of a topic
   */
  public LineMessages(Function<String, LineDecoder> decoders, Rejects rejects) {
    this.decoders = decoders;
    this.rejects = rejects;
    decoder = decoders.apply("");
  }

  @Override
  public void begin(InputFile newTopic, long newOffset, byte[] bytes, int from, int length) {
    if (newTopic != topic) {
      topic = newTopic;
      decoder = decoders.apply(newTopic.path());
    }
    offset = newOffset;
    if (value.length < length + PADDING) {
      value = new byte[2 * length + PADDING];
    }
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
      if (!Bytes.isBlank(value, start, stop)) {
        line(start, stop, out);
      }
    }
    return false;
  }

  private void line(int start, int stop, CellWriter[] out) {
    String defect = decoder.decode(value, start, stop, 0, out);
    if (defect == null) {
      records++;
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
