// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.CellWriter;
import io.weir.model.MessageFormat;
import io.weir.model.MessageReader;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes messages that may be of several formats. A message that begins as the one before is taken
 * to be of the same; else it is looked into. What no format knows is rejected.
 */
final class Decoders {
  private static final int REJECT_BYTES = 256;
  private static final byte[] NOTHING = new byte[0];

  private final List<MessageFormat> formats;
  private final Scan scan;
  private final Rejects rejects;
  private final TopicFile file;
  private final Map<MessageFormat, MessageReader> readers = new HashMap<>();
  private @Nullable MessageReader reader;
  private int beginning = -1;

  Decoders(List<MessageFormat> formats, Scan scan, Rejects rejects, TopicFile file) {
    this.formats = formats;
    this.scan = scan;
    this.rejects = rejects;
    this.file = file;
  }

  /** Begins a message; false when there is nothing to read in it. */
  boolean begin(long offset, @Nullable ByteBuffer message) {
    if (message == null || !message.hasRemaining()) {
      rejects.reject(file, offset, "message without a value", NOTHING, 0, 0);
      return false;
    }
    boolean isInArray = message.hasArray();
    byte[] value = isInArray ? message.array() : copy(message);
    int from = isInArray ? message.arrayOffset() + message.position() : 0;
    int length = message.remaining();
    if (reader == null || value[from] != beginning) {
      reader = readerOf(value, from, length);
      beginning = value[from];
    }
    MessageReader open = reader;
    if (open == null) {
      int told = Math.min(length, REJECT_BYTES);
      rejects.reject(file, offset, "message of an unknown format", value, from, told);
      return false;
    }
    open.begin(file, offset, value, from, length);
    return true;
  }

  private static byte[] copy(ByteBuffer message) {
    byte[] copy = new byte[message.remaining()];
    message.get(message.position(), copy);
    return copy;
  }

  private @Nullable MessageReader readerOf(byte[] value, int from, int length) {
    if (formats.size() == 1) {
      return reader(formats.get(0));
    }
    for (MessageFormat format : formats) {
      Recognition recognition = format.recognise(value, from, length);
      if (recognition instanceof Recognition.Yes || recognition instanceof Recognition.Broken) {
        return reader(format);
      }
    }
    return null;
  }

  private MessageReader reader(MessageFormat format) {
    return readers.computeIfAbsent(format, key -> key.messages(scan, rejects));
  }

  /** Writes rows of the message; false when it has no more. */
  boolean fill(CellWriter[] out) {
    MessageReader open = reader;
    return open != null && open.fill(out);
  }

  long recordsRead() {
    return readers.values().stream().mapToLong(MessageReader::recordsRead).sum();
  }
}
