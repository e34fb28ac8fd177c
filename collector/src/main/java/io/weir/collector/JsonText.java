// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.wire.packet.IpText;
import java.time.LocalDate;
import java.util.Arrays;

/** Writes JSON objects of numbers and plain text into memory that is used again. */
final class JsonText {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int LONGEST = 64;

  private byte[] bytes = new byte[4096];
  private int length;
  private boolean isFirst;
  private long knownDay = Long.MIN_VALUE;
  private byte[] dayText = new byte[0];

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  void beginObject() {
    ensure(LONGEST);
    bytes[length++] = '{';
    isFirst = true;
  }

  void endObject() {
    ensure(LONGEST);
    bytes[length++] = '}';
  }

  void member(byte[] name, long value) {
    name(name);
    number(value);
  }

  /** Text that needs no escapes. */
  void member(byte[] name, byte[] text) {
    name(name);
    quote();
    append(text);
    quote();
  }

  /** An address; empty text when there is none. */
  void address(byte[] name, boolean isIpv4, long high, long low) {
    name(name);
    quote();
    length =
        isIpv4 ? IpText.write4((int) low, bytes, length) : IpText.write6(high, low, bytes, length);
    quote();
  }

  /** Microseconds as nanoseconds. */
  void nanos(byte[] name, long micros) {
    name(name);
    number(micros);
    bytes[length++] = '0';
    bytes[length++] = '0';
    bytes[length++] = '0';
  }

  /** Microseconds as seconds with three digits behind the point. */
  void seconds(byte[] name, long micros) {
    name(name);
    long millis = micros / 1000;
    number(millis / 1000);
    bytes[length++] = '.';
    digits((int) (millis % 1000), 3);
  }

  /** Microseconds since 1970 as date and time with milliseconds, in UTC. */
  void time(byte[] name, long micros) {
    name(name);
    quote();
    long day = Math.floorDiv(micros, DAY_MICROS);
    if (day != knownDay) {
      knownDay = day;
      dayText = LocalDate.ofEpochDay(day).toString().getBytes(US_ASCII);
    }
    append(dayText);
    int millis = (int) (Math.floorMod(micros, DAY_MICROS) / 1000);
    bytes[length++] = 'T';
    digits(millis / 3_600_000, 2);
    bytes[length++] = ':';
    digits(millis / 60_000 % 60, 2);
    bytes[length++] = ':';
    digits(millis / 1000 % 60, 2);
    bytes[length++] = '.';
    digits(millis % 1000, 3);
    bytes[length++] = 'Z';
    quote();
  }

  private void name(byte[] name) {
    ensure(name.length + 2 * LONGEST);
    if (!isFirst) {
      bytes[length++] = ',';
    }
    isFirst = false;
    quote();
    append(name);
    quote();
    bytes[length++] = ':';
  }

  private void quote() {
    bytes[length++] = '"';
  }

  private void append(byte[] text) {
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  private void number(long value) {
    if (value < 0) {
      append(Long.toString(value).getBytes(US_ASCII));
      return;
    }
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void digits(int value, int count) {
    int rest = value;
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
