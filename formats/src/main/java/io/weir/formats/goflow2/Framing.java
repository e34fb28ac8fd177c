// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.goflow2;

import io.weir.wire.export.FlowRecord;

/** How messages stand one behind another: each behind its length, some before a newline. */
final class Framing {
  /** The longest message that is read. */
  static final int LONGEST = 1 << 16;

  private Framing() {}

  /** Whether a message of goflow2 stands here, behind its length. */
  static boolean isMessage(byte[] bytes, int from, int end) {
    return messageEnd(new FlowMessage(new FlowRecord()), bytes, from, end) >= 0;
  }

  /** Whether the lengths of messages add up to all that is here; a newline may end it. */
  static boolean addsUp(byte[] bytes, int from, int end) {
    Varints length = new Varints();
    int at = from;
    while (at < end - 1) {
      int start = length.read(bytes, at, end);
      if (start < 0 || length.value() <= 0 || length.value() > end - start) {
        return false;
      }
      at = start + (int) length.value();
    }
    return at == end || bytes[at] == '\n';
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
