// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.LogTimes;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A time in a form of strftime's, as {@code %{%Y-%m-%d %H:%M:%S}tl} has it: a value that may have
 * blanks, so that only reading it tells where it ends. It is spelled as {@code
 * 2009-03-22T09:30:31+0100} and read as such. Not thread-safe.
 */
final class TimePattern {
  /** What {@code %tl} and {@code %tg} have without a form. */
  static final String USUAL = "%d/%b/%Y:%H:%M:%S %z";

  private static final String KNOWN = "YymdebhHMSzZ%nts";
  private static final String NEEDED = "mdHM";
  private static final int ISO = 19;

  private final String pattern;
  private final LogTimes times;
  private final byte[] iso = new byte[ISO + 6];
  private int end;
  private long since;
  private int zone;

  private TimePattern(String pattern, ZoneId zone) {
    this.pattern = pattern;
    times = new LogTimes(zone);
  }

  /** A form; none when it has what is not read, or lacks the day or the time of it. */
  static Optional<TimePattern> of(String form, ZoneId zone) {
    String pattern =
        form.replace("%F", "%Y-%m-%d")
            .replace("%T", "%H:%M:%S")
            .replace("%R", "%H:%M")
            .replace("%D", "%m/%d/%y");
    boolean isKnown = true;
    StringBuilder codes = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '%') {
        i++;
        char code = i < pattern.length() ? pattern.charAt(i) : ' ';
        isKnown &= KNOWN.indexOf(code) >= 0;
        codes.append(code == 'b' || code == 'h' ? 'm' : code == 'e' ? 'd' : code);
      }
    }
    boolean isWhole =
        (codes.indexOf("Y") >= 0 || codes.indexOf("y") >= 0)
            && NEEDED.chars().allMatch(code -> codes.indexOf(String.valueOf((char) code)) >= 0);
    return isKnown && (isWhole || codes.indexOf("s") >= 0)
        ? Optional.of(new TimePattern(pattern, zone))
        : Optional.empty();
  }

  /** Behind the time that was read last. */
  int end() {
    return end;
  }

  /** Microseconds since 1970 of the time that begins there; {@link Decimals#BAD} of none. */
  long read(byte[] bytes, int from, int stop) {
    begin();
    int at = from;
    for (int i = 0; i < pattern.length() && at >= 0; i++) {
      char c = pattern.charAt(i);
      if (c == '%' && pattern.charAt(++i) != '%') {
        at = part(pattern.charAt(i), bytes, at, stop);
      } else if (c == ' ') {
        int next = Bytes.skipBlanks(bytes, at, stop);
        at = next == at ? -1 : next;
      } else {
        at = at < stop && bytes[at] == c ? at + 1 : -1;
      }
    }
    end = at;
    if (at < 0) {
      return Decimals.BAD;
    }
    return since != Decimals.BAD ? since : times.iso(iso, 0, zone);
  }

  private void begin() {
    byte[] empty = "2000-00-00T00:00:00".getBytes(US_ASCII);
    System.arraycopy(empty, 0, iso, 0, ISO);
    zone = ISO;
    since = Decimals.BAD;
  }

  /** Reads what a code stands for; behind it, or -1 when something else stands there. */
  private int part(char code, byte[] bytes, int at, int stop) {
    return switch (code) {
      case 'Y' -> digits(4, 0, bytes, at, stop);
      case 'y' -> digits(2, 2, bytes, at, stop);
      case 'm' -> digits(2, 5, bytes, at, stop);
      case 'd' -> digits(2, 8, bytes, at, stop);
      case 'e' -> {
        // Padded with a blank, which may be passed over already.
        int first = at < stop && bytes[at] == ' ' ? at + 1 : at;
        boolean isShort = Bytes.behindDigits(bytes, first, stop) == first + 1;
        yield isShort ? digits(1, 9, bytes, first, stop) : digits(2, 8, bytes, first, stop);
      }
      case 'H' -> digits(2, 11, bytes, at, stop);
      case 'M' -> digits(2, 14, bytes, at, stop);
      case 'S' -> digits(2, 17, bytes, at, stop);
      case 'b', 'h' -> month(bytes, at, stop);
      case 'z' -> offset(bytes, at, stop);
      case 'Z' -> word(bytes, at, stop);
      case 's' -> since(bytes, at, stop);
      default -> at < stop && bytes[at] <= ' ' ? at + 1 : -1;
    };
  }

  private int digits(int count, int to, byte[] bytes, int at, int stop) {
    if (at + count > stop || Bytes.behindDigits(bytes, at, at + count) != at + count) {
      return -1;
    }
    System.arraycopy(bytes, at, iso, to, count);
    return at + count;
  }

  private int month(byte[] bytes, int at, int stop) {
    int month = at + 3 <= stop ? LogTimes.month(bytes, at) : -1;
    if (month < 0) {
      return -1;
    }
    iso[5] = (byte) ('0' + month / 10);
    iso[6] = (byte) ('0' + month % 10);
    return at + 3;
  }

  private int offset(byte[] bytes, int at, int stop) {
    if (at + 5 > stop || (bytes[at] != '+' && bytes[at] != '-')) {
      return -1;
    }
    System.arraycopy(bytes, at, iso, ISO, 5);
    zone = ISO + 5;
    return at + 5;
  }

  /** The name of a zone, which only UTC's tells something. */
  private int word(byte[] bytes, int at, int stop) {
    int to = at;
    while (to < stop && Character.isLetterOrDigit(bytes[to])) {
      to++;
    }
    String name = new String(bytes, at, to - at, US_ASCII);
    if (zone == ISO && (name.equals("UTC") || name.equals("GMT"))) {
      iso[zone++] = 'Z';
    }
    return to == at ? -1 : to;
  }

  private int since(byte[] bytes, int at, int stop) {
    int to = Bytes.behindDigits(bytes, at, stop);
    since = to == at ? Decimals.BAD : Decimals.scaled(bytes, at, to, 6);
    return to == at ? -1 : to;
  }
}
