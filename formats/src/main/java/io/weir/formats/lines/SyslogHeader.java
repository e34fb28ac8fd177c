// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What syslog puts before a program's own line: priority, time, host and program (RFC 3164 §4.1;
 * its time also in ISO 8601, as rsyslog writes files).
 */
public final class SyslogHeader {
  /** The longest priority is {@code <191>}. */
  private static final int PRIORITY = 5;

  private static final int TIME = 15;

  private final byte[] program;

  /**
   * Makes one.
   *
   * @param program what the program's word has in it, in ASCII
   */
  public SyslogHeader(String program) {
    this.program = program.getBytes(US_ASCII);
  }

  /** Behind a priority such as {@code <134>}; where the line begins when it has none. */
  public static int behindPriority(byte[] line, int from, int end) {
    if (from == end || line[from] != '<') {
      return from;
    }
    int stop = Bytes.indexOf(line, from, Math.min(end, from + PRIORITY), (byte) '>');
    return Decimals.unsigned(line, from + 1, stop) != Decimals.BAD
            && stop < end
            && line[stop] == '>'
        ? stop + 1
        : from;
  }

  /** Where the program's own line begins; where the line does, when it has no such header. */
  public int behind(byte[] line, int from, int end) {
    int at = behindTime(line, behindPriority(line, from, end), end);
    if (at < 0) {
      return from;
    }
    int host = Bytes.indexOf(line, at, end, (byte) ' ');
    int word = Bytes.skipBlanks(line, host, end);
    int stop = Bytes.indexOf(line, word, end, (byte) ' ');
    boolean isProgram = stop < end && line[stop - 1] == ':' && has(line, word, stop);
    return isProgram ? Bytes.skipBlanks(line, stop, end) : from;
  }

  private boolean has(byte[] line, int from, int end) {
    for (int i = from; i + program.length <= end; i++) {
      if (Bytes.startsWith(line, i, end, program)) {
        return true;
      }
    }
    return false;
  }

  /** Behind {@code Nov 21 06:33:00 } or {@code 2026-11-21T06:33:00.1Z }; -1 if there is neither. */
  private static int behindTime(byte[] line, int from, int end) {
    if (end - from <= TIME + 1) {
      return -1;
    }
    int stop;
    if (line[from + 4] == '-' && line[from + 10] == 'T') {
      stop = Bytes.indexOf(line, from, end, (byte) ' ');
    } else if (line[from + 3] == ' ' && line[from + 6] == ' ' && line[from + 9] == ':') {
      stop = LogTimes.month(line, from) > 0 ? from + TIME : end;
    } else {
      return -1;
    }
    return stop < end && line[stop] == ' ' ? Bytes.skipBlanks(line, stop, end) : -1;
  }
}
