// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.lines.Swar;

/** Reads dates and times, of which most are of the minute of the one before. Not thread-safe. */
final class Times {
  // The minute that was read last, and how it is written but for the colon behind it.
  private long head;
  private long tail;
  private long minute = Texts.BAD;

  // Its day, and the last eight bytes of that.
  private long dayTail;
  private long day = Texts.BAD;

  /** Microseconds since 1970: {@code 2016-03-01T10:20:30.123+01:00}; without a zone it is UTC. */
  long micros(byte[] bytes, int from, int end) {
    if (end - from < 19) {
      return Texts.BAD;
    }
    long newHead = Swar.word(bytes, from);
    long newTail = Swar.word(bytes, from + 8);
    if (newHead != head || newTail != tail) {
      long newDayTail = Swar.word(bytes, from + 3);
      if (newHead != head || newDayTail != dayTail) {
        day = Texts.day(bytes, from);
        dayTail = newDayTail;
      }
      minute = Texts.minute(day, bytes, from);
      head = newHead;
      tail = newTail;
    }
    return Texts.time(minute, bytes, from, end);
  }
}
