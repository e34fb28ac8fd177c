// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.Decimals;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The fields of one line after another. Not thread-safe. */
final class LineFields {
  private final byte separator;
  private byte[] bytes = new byte[0];
  private int[] starts = new int[64];
  private int count;

  LineFields(byte separator) {
    this.separator = separator;
  }

  /** Divides a line; its bytes must stay until the fields were asked for. */
  void divide(byte[] line, int from, int end) {
    bytes = line;
    count = 0;
    int at = from;
    while (true) {
      if (count + 2 > starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      starts[count++] = at;
      int stop = Bytes.indexOf(line, at, end, separator);
      if (stop == end) {
        break;
      }
      at = stop + 1;
    }
    starts[count] = end + 1;
  }

  int count() {
    return count;
  }

  int from(int field) {
    return starts[field];
  }

  int end(int field) {
    return starts[field + 1] - 1;
  }

  /** Whether a field is missing, empty or a hyphen. */
  boolean isAbsent(int field) {
    return field < 0
        || field >= count
        || from(field) == end(field)
        || Bytes.isHyphen(bytes, from(field), end(field));
  }

  boolean is(int field, byte[] word) {
    return field >= 0 && field < count && Bytes.equal(bytes, from(field), end(field), word);
  }

  /** A field as text; null when absent. */
  @Nullable String text(int field) {
    return isAbsent(field) ? null : new String(bytes, from(field), end(field) - from(field), UTF_8);
  }

  /** A field as integer, which {@code 0x} makes hexadecimal; null when absent or none. */
  @Nullable Long number(int field) {
    if (isAbsent(field)) {
      return null;
    }
    int from = from(field);
    int end = end(field);
    if (end - from > 2 && bytes[from] == '0' && bytes[from + 1] == 'x') {
      return hexadecimal(from + 2, end);
    }
    long value = Decimals.integer(bytes, from, end);
    return value == Decimals.BAD ? null : value;
  }

  private @Nullable Long hexadecimal(int from, int end) {
    if (end - from > 15) {
      return null;
    }
    long value = 0;
    for (int i = from; i < end; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return null;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  /** A time as microseconds since 1970; {@link Decimals#BAD} when it is none. */
  long micros(int field, int places) {
    return field < 0 || field >= count
        ? Decimals.BAD
        : Decimals.scaled(bytes, from(field), end(field), places);
  }
}
