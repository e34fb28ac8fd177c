// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;

/**
 * Collects text as UTF-8 bytes without making strings on the way. Not thread-safe; the stream below
 * is flushed, never closed.
 */
final class Utf8Output {
  private static final int SIZE = 1 << 16;
  private static final long[] POWERS_OF_TEN = new long[19];

  static {
    long power = 1;
    for (int i = 0; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = power;
      power *= 10;
    }
  }

  private final OutputStream out;
  private final byte[] buffer = new byte[SIZE];
  private int used;

  Utf8Output(OutputStream out) {
    this.out = out;
  }

  /** One ASCII character. */
  void ascii(char c) throws IOException {
    if (used == SIZE) {
      drain();
    }
    buffer[used++] = (byte) c;
  }

  void text(String text) throws IOException {
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + SIZE / 4);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      chunk(text, from, to);
      from = to;
    }
  }

  private void chunk(String text, int from, int to) throws IOException {
    room(3 * (to - from));
    int at = used;
    int i = from;
    while (i < to) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        break;
      }
      buffer[at++] = (byte) c;
      i++;
    }
    used = at;
    while (i < to) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      codePoint(c);
    }
  }

  private void codePoint(int c) {
    if (c < 0x80) {
      buffer[used++] = (byte) c;
    } else if (c < 0x800) {
      buffer[used++] = (byte) (0xc0 | (c >> 6));
      following(c);
    } else if (c < 0x10000) {
      int whole = Character.isSurrogate((char) c) ? 0xfffd : c;
      buffer[used++] = (byte) (0xe0 | (whole >> 12));
      following(whole >> 6);
      following(whole);
    } else {
      buffer[used++] = (byte) (0xf0 | (c >> 18));
      following(c >> 12);
      following(c >> 6);
      following(c);
    }
  }

  private void following(int bits) {
    buffer[used++] = (byte) (0x80 | (bits & 0x3f));
  }

  void decimal(long value) throws IOException {
    if (value == Long.MIN_VALUE) {
      text("-9223372036854775808");
      return;
    }
    room(20);
    long rest = value;
    if (rest < 0) {
      buffer[used++] = '-';
      rest = -rest;
    }
    int digits = 1;
    while (digits < 19 && rest >= POWERS_OF_TEN[digits]) {
      digits++;
    }
    digits(rest, digits);
  }

  private void digits(long value, int count) {
    long rest = value;
    for (int at = used + count - 1; at >= used; at--) {
      long next = rest / 10;
      buffer[at] = (byte) ('0' + (rest - next * 10));
      rest = next;
    }
    used += count;
  }

  /** A time as {@link ValueText} writes it. */
  void time(LocalDateTime time) throws IOException {
    if (time.getYear() < 0 || time.getYear() > 9999) {
      text(ValueText.of(time));
      return;
    }
    room(26);
    digits(time.getYear(), 4);
    buffer[used++] = '-';
    digits(time.getMonthValue(), 2);
    buffer[used++] = '-';
    digits(time.getDayOfMonth(), 2);
    buffer[used++] = ' ';
    digits(time.getHour(), 2);
    buffer[used++] = ':';
    digits(time.getMinute(), 2);
    buffer[used++] = ':';
    digits(time.getSecond(), 2);
    int micros = time.getNano() / 1000;
    if (micros != 0) {
      buffer[used++] = '.';
      digits(micros, 6);
    }
  }

  void flush() throws IOException {
    drain();
    out.flush();
  }

  private void room(int bytes) throws IOException {
    if (SIZE - used < bytes) {
      drain();
    }
  }

  private void drain() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }
}
