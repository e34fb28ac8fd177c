// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.goflow2;

import io.weir.wire.export.FlowRecord;

/** How messages stand one behind another: each behind its length, some before a newline. */
final class Framing {
  /** The longest message that is read. */
  static final int LONGEST = 1 << 16;

  private Framing() {}

  /** Whether messages of goflow2 stand here; the last may be cut off unless all is here. */
  static boolean isOfMessages(byte[] bytes, int from, int end, Extent extent) {
    FlowMessage message = new FlowMessage(new FlowRecord());
    int at = messageEnd(message, bytes, from, end);
    if (at < 0) {
      return false;
    }
    boolean isSeparated = isSeparated(bytes, from, end);
    for (int i = 0; i < 16 && at < end; i++) {
      if (isSeparated && bytes[at] == '\n') {
        at++;
        continue;
      }
      int next = messageEnd(message, bytes, at, end);
      if (next < 0) {
        return extent == Extent.BEGINNING && end - at < LONGEST && i > 0;
      }
      at = next;
    }
    return extent == Extent.BEGINNING || at == end;
  }

  /** How much of the messages is looked at. */
  enum Extent {
    /** All of them. */
    ALL,
    /** The first, and perhaps others, of which the last may be cut off. */
    BEGINNING
  }

  /** Whether the first message stands before a newline, as goflow2's separator is. */
  static boolean isSeparated(byte[] bytes, int from, int end) {
    FlowMessage message = new FlowMessage(new FlowRecord());
    int at = messageEnd(message, bytes, from, end);
    if (at < 0 || at >= end || bytes[at] != '\n') {
      return false;
    }
    return at + 1 == end
        || messageEnd(message, bytes, at, end) < 0
        || messageEnd(message, bytes, at + 1, end) >= 0;
  }

  /** Behind the message that begins with its length; -1 when there is none of goflow2's. */
  private static int messageEnd(FlowMessage message, byte[] bytes, int from, int end) {
    Varints length = new Varints();
    int start = length.read(bytes, from, end);
    if (start < 0 || length.value() <= 0 || length.value() > Math.min(LONGEST, end - start)) {
      return -1;
    }
    int stop = start + (int) length.value();
    return message.read(bytes, start, stop).isEmpty() && message.isTyped() ? stop : -1;
  }
}
