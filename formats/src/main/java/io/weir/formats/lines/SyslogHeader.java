// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What syslog puts before a program's own line: priority, time, host and program (RFC 3164 §4.1;
 * its time also in ISO 8601, as rsyslog writes files), or all of RFC 5424's header: version, time,
 * host, program, process, message and structured data.
 */
public final class SyslogHeader {
  /** The longest priority is {@code <191>}. */
  private static final int PRIORITY = 5;

  private static final int TIME = 15;

  /** Host, program, process and message stand before the structured data. */
  private static final int WORDS = 4;

  private static final int PROGRAM_WORD = 1;
  private static final byte[] NO_DATA = "- ".getBytes(US_ASCII);
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

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

  /**
   * Behind the words of RFC 5424's header that stand between the time and the message, {@code host
   * program 812 - - }; -1 when there are none of this program. A priority and a version stand
   * before the time.
   */
  public int behindWords(byte[] line, int from, int end) {
    int at = from;
    for (int word = 0; word < WORDS; word++) {
      int stop = Bytes.indexOf(line, at, end, (byte) ' ');
      if (stop == end || stop == at || (word == PROGRAM_WORD && !has(line, at, stop))) {
        return -1;
      }
      at = stop + 1;
    }
    if (line[at] != '[') {
      return Bytes.startsWith(line, at, end, NO_DATA) ? mark(line, at + NO_DATA.length, end) : -1;
    }
    while (at < end && line[at] == '[') {
      at = behindData(line, at, end);
    }
    return at < end && line[at] == ' ' ? mark(line, at + 1, end) : -1;
  }

  /** Behind the byte order mark that says that a message is UTF-8, where there is one. */
  private static int mark(byte[] line, int at, int end) {
    return Bytes.startsWith(line, at, end, MARK) ? at + MARK.length : at;
  }

  /** Behind an element of structured data, in whose values brackets are escaped. */
  private static int behindData(byte[] line, int from, int end) {
    int at = from + 1;
    while (at < end && line[at] != ']') {
      at += line[at] == '\\' ? 2 : 1;
    }
    return Math.min(end, at + 1);
  }

  /**
   * Behind the version that RFC 5424 has behind the priority, {@code 1 }; where it is not, there.
   */
  public static int behindVersion(byte[] line, int from, int end) {
    boolean isThere = from + 1 < end && line[from] == '1' && line[from + 1] == ' ';
    return isThere && from > 0 && line[from - 1] == '>' ? from + 2 : from;
  }

  /** Where the program's own line begins; where the line does, when it has no such header. */
  public int behind(byte[] line, int from, int end) {
    int priority = behindPriority(line, from, end);
    int version = behindVersion(line, priority, end);
    if (version > priority) {
      int time = behindTime(line, version, end);
      int message = time < 0 ? -1 : behindWords(line, time, end);
      return message < 0 ? from : message;
    }
    int at = behindTime(line, priority, end);
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
