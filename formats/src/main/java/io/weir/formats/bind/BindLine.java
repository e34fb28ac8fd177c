// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.bind;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.LogTimes;
import io.weir.formats.lines.SyslogHeader;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Finds the parts of one line after another, as ranges of its bytes. Not thread-safe.
 *
 * <p>A line is {@code [time ][host named[pid]: ][category: ][severity: ]message}; a message of
 * interest {@code client [@0x… ]ADDRESS#PORT[/key NAME][ (NAME)]: [view NAME: ]query: NAME CLASS
 * TYPE FLAGS (ADDRESS)[ [ECS …]]}, or {@code response: NAME CLASS TYPE CODE COUNT COUNT COUNT FLAGS
 * …}.
 */
final class BindLine {
  /** What a line is. */
  enum Kind {
    QUERY,
    RESPONSE,
    OTHER,
    /** Begins as a query or response, but does not go on so. */
    BROKEN,
    /** Nothing that named writes. */
    FOREIGN
  }

  static final int CATEGORY = 0;
  static final int SEVERITY = 1;
  static final int HOST = 2;
  static final int CLIENT_ID = 3;
  static final int CLIENT = 4;
  static final int KEY = 5;
  static final int VIEW = 6;
  static final int NAME = 7;
  static final int CLASS = 8;
  static final int TYPE = 9;
  static final int FLAGS = 10;
  static final int SERVER = 11;
  static final int SUBNET = 12;
  static final int CODE = 13;
  static final int MESSAGE = 14;
  private static final int PARTS = 15;

  private static final byte[] CLIENT_WORD = "client ".getBytes(US_ASCII);
  private static final byte[] KEY_WORD = "/key ".getBytes(US_ASCII);
  private static final byte[] VIEW_WORD = "view ".getBytes(US_ASCII);
  private static final byte[] QUERY_WORD = "query: ".getBytes(US_ASCII);
  private static final byte[] RESPONSE_WORD = "response: ".getBytes(US_ASCII);
  private static final byte[] SUBNET_WORD = " [ECS ".getBytes(US_ASCII);
  private static final byte[] NAMED = "named".getBytes(US_ASCII);
  private static final byte[] DEBUG_WORD = "debug ".getBytes(US_ASCII);
  private static final byte[][] SEVERITIES =
      Stream.of("info", "notice", "warning", "error", "critical", "debug", "dynamic")
          .map(word -> word.getBytes(US_ASCII))
          .toArray(byte[][]::new);
  private static final int MOST_WORDS = 5;

  private final SyslogHeader header = new SyslogHeader("named");
  private final LogTimes times;
  private final int year;
  private final long latest;
  private final int[] from = new int[PARTS];
  private final int[] to = new int[PARTS];
  private final long[] counts = new long[3];
  private byte[] bytes = new byte[0];
  private int end;
  private int at;
  private long micros;
  private long clientPort;
  private long serverPort;
  private boolean isOfNamed;
  private boolean isDashed;

  /**
   * Makes one.
   *
   * @param year of times that tell none
   * @param latest such a time, in microseconds since 1970, is of the year before if it is later
   */
  BindLine(LogTimes times, int year, long latest) {
    this.times = times;
    this.year = year;
    this.latest = latest;
  }

  /** Divides a line. */
  Kind divide(byte[] line, int start, int stop) {
    bytes = line;
    end = stop;
    int priority = SyslogHeader.behindPriority(line, start, stop);
    at = SyslogHeader.behindVersion(line, priority, stop);
    boolean isVersioned = at > priority;
    Arrays.fill(to, -1);
    clientPort = -1;
    serverPort = -1;
    isOfNamed = false;
    isDashed = false;
    boolean hasTime = time();
    if (isVersioned && hasTime) {
      header();
    }
    boolean isClient = words();
    part(MESSAGE, at, end);
    if (!isClient || !client()) {
      boolean isNamed = isOfNamed || (hasTime && has(SEVERITY));
      return isNamed ? Kind.OTHER : Kind.FOREIGN;
    }
    if (Bytes.startsWith(bytes, at, end, QUERY_WORD)) {
      at += QUERY_WORD.length;
      return query() ? Kind.QUERY : Kind.BROKEN;
    }
    if (Bytes.startsWith(bytes, at, end, RESPONSE_WORD)) {
      at += RESPONSE_WORD.length;
      return response() ? Kind.RESPONSE : Kind.BROKEN;
    }
    part(MESSAGE, at, end);
    return Kind.OTHER;
  }

  private void part(int part, int start, int stop) {
    from[part] = start;
    to[part] = stop;
  }

  /** The time in one of its forms; false when the line begins otherwise. */
  private boolean time() {
    micros = Decimals.BAD;
    if (end - at < 16) {
      return false;
    }
    byte third = bytes[at + 2];
    byte first = bytes[at];
    boolean isDigit = first >= '0' && first <= '9';
    int stop;
    if (isDigit && third == '-') {
      stop = Bytes.indexOf(bytes, Math.min(end, at + 12), end, (byte) ' ');
      micros = times.dashed(bytes, at, stop);
      isDashed = micros != Decimals.BAD;
    } else if (isDigit) {
      stop = Bytes.indexOf(bytes, Math.min(end, at + 11), end, (byte) ' ');
      micros = times.iso(bytes, at, stop);
    } else {
      stop = at + 15;
      micros = times.syslog(bytes, at, stop, year);
      if (micros > latest) {
        micros = times.syslog(bytes, at, stop, year - 1);
      }
    }
    if (micros == Decimals.BAD) {
      return false;
    }
    at = Bytes.skipBlanks(bytes, stop, end);
    return true;
  }

  /** Passes what RFC 5424 has between the time and named's own line. */
  private void header() {
    int behind = header.behindWords(bytes, at, end);
    if (behind > 0) {
      part(HOST, at, Bytes.indexOf(bytes, at, end, (byte) ' '));
      isOfNamed = true;
      at = behind;
    }
  }

  /** Passes host, program, category and severity; true at the word client. */
  private boolean words() {
    for (int i = 0; i < MOST_WORDS; i++) {
      if (Bytes.startsWith(bytes, at, end, CLIENT_WORD)) {
        at += CLIENT_WORD.length;
        return true;
      }
      int stop = has(SEVERITY) ? at : debugLevel();
      if (stop > at) {
        part(SEVERITY, at, stop - 1);
        at = Bytes.skipBlanks(bytes, stop, end);
        continue;
      }
      stop = Bytes.indexOf(bytes, at, end, (byte) ' ');
      if (stop == end || stop == at) {
        return false;
      }
      boolean isMarked = bytes[stop - 1] == ':';
      if (!isMarked) {
        // A host stands behind the time, or in front of the program.
        boolean isHost = micros != Decimals.BAD || Bytes.startsWith(bytes, stop + 1, end, NAMED);
        if (i > 0 || !isHost) {
          return false;
        }
        part(HOST, at, stop);
      } else if (Bytes.startsWith(bytes, at, stop, NAMED)) {
        isOfNamed = true;
      } else if (!has(SEVERITY) && isSeverity(at, stop - 1)) {
        part(SEVERITY, at, stop - 1);
      } else if (!has(CATEGORY) && !has(SEVERITY)) {
        part(CATEGORY, at, stop - 1);
      } else {
        return false;
      }
      at = Bytes.skipBlanks(bytes, stop, end);
    }
    return false;
  }

  /** Where {@code debug 1:} ends, the one severity of two words; {@code at} when it is none. */
  private int debugLevel() {
    if (!Bytes.startsWith(bytes, at, end, DEBUG_WORD)) {
      return at;
    }
    int first = at + DEBUG_WORD.length;
    int stop = first;
    while (stop < end && bytes[stop] >= '0' && bytes[stop] <= '9') {
      stop++;
    }
    return stop > first && stop < end && bytes[stop] == ':' ? stop + 1 : at;
  }

  private boolean isSeverity(int start, int stop) {
    for (byte[] severity : SEVERITIES) {
      if (Bytes.startsWith(bytes, start, stop, severity)) {
        return true;
      }
    }
    return false;
  }

  /** Who asked, up to behind the colon and the view; false when it is not so. */
  private boolean client() {
    if (at < end && bytes[at] == '@') {
      int stop = Bytes.indexOf(bytes, at, end, (byte) ' ');
      part(CLIENT_ID, at + 1, stop);
      at = Math.min(end, stop + 1);
    }
    int hash = Bytes.indexOf(bytes, at, end, (byte) '#');
    if (hash == end) {
      return false;
    }
    part(CLIENT, at, hash);
    int stop = hash + 1;
    while (stop < end && bytes[stop] >= '0' && bytes[stop] <= '9') {
      stop++;
    }
    clientPort = Decimals.unsigned(bytes, hash + 1, stop);
    at = stop;
    if (Bytes.startsWith(bytes, at, end, KEY_WORD)) {
      int first = at + KEY_WORD.length;
      stop = first;
      while (stop < end && bytes[stop] != ' ' && bytes[stop] != ':') {
        stop++;
      }
      part(KEY, first, stop);
      at = stop;
    }
    if (at + 1 < end && bytes[at] == ' ' && bytes[at + 1] == '(') {
      stop = Bytes.indexOf(bytes, at, end, (byte) ')');
      while (stop + 1 < end && bytes[stop + 1] != ':') {
        stop = Bytes.indexOf(bytes, stop + 1, end, (byte) ')');
      }
      at = Math.min(end, stop + 1);
    }
    return colon() && view();
  }

  private boolean colon() {
    if (at + 1 >= end || bytes[at] != ':' || bytes[at + 1] != ' ') {
      return false;
    }
    at += 2;
    return true;
  }

  private boolean view() {
    if (!Bytes.startsWith(bytes, at, end, VIEW_WORD)) {
      return true;
    }
    int first = at + VIEW_WORD.length;
    int stop = Bytes.indexOf(bytes, first, end, (byte) ':');
    part(VIEW, first, stop);
    at = stop;
    return colon();
  }

  private boolean word(int part) {
    int stop = Bytes.indexOf(bytes, at, end, (byte) ' ');
    if (stop == at) {
      return false;
    }
    part(part, at, stop);
    at = Math.min(end, stop + 1);
    return true;
  }

  private boolean query() {
    if (!word(NAME) || !word(CLASS) || !word(TYPE)) {
      return false;
    }
    // Very old ones write no flags and no address.
    return at == end || (word(FLAGS) && (at == end || server()));
  }

  private boolean response() {
    if (!word(NAME) || !word(CLASS) || !word(TYPE) || !word(CODE)) {
      return false;
    }
    for (int i = 0; i < counts.length; i++) {
      int stop = Bytes.indexOf(bytes, at, end, (byte) ' ');
      counts[i] = Decimals.unsigned(bytes, at, stop);
      if (counts[i] < 0) {
        return false;
      }
      at = Math.min(end, stop + 1);
    }
    return at == end || (word(FLAGS) && (at == end || server()));
  }

  /** {@code (address)} or {@code (address#port)}, and the client's subnet. */
  private boolean server() {
    if (bytes[at] != '(') {
      return false;
    }
    int close = Bytes.indexOf(bytes, at, end, (byte) ')');
    if (close == end) {
      return false;
    }
    int hash = Bytes.indexOf(bytes, at, close, (byte) '#');
    part(SERVER, at + 1, hash);
    if (hash < close) {
      serverPort = Decimals.unsigned(bytes, hash + 1, close);
    }
    at = close + 1;
    if (Bytes.startsWith(bytes, at, end, SUBNET_WORD)) {
      int stop = Bytes.indexOf(bytes, at, end, (byte) ']');
      part(SUBNET, at + SUBNET_WORD.length, stop);
      at = Math.min(end, stop + 1);
    }
    return true;
  }

  /** True if hardly another program writes such a line. */
  boolean isProof() {
    return has(CLIENT) || isOfNamed || (isDashed && has(SEVERITY));
  }

  boolean has(int part) {
    return to[part] > from[part];
  }

  int from(int part) {
    return from[part];
  }

  int to(int part) {
    return to[part];
  }

  /** Microseconds since 1970; {@link Decimals#BAD} when the line tells no time. */
  long micros() {
    return micros;
  }

  /** The client's port; negative when there is none. */
  long clientPort() {
    return clientPort;
  }

  /** The server's port; negative when there is none. */
  long serverPort() {
    return serverPort;
  }

  /** Records of a response: answers, authority, additional. */
  long count(int section) {
    return counts[section];
  }

  /** Where a letter stands in the flags; negative when it does not. */
  int flag(char letter) {
    if (to[FLAGS] < 0) {
      return -1;
    }
    for (int i = from[FLAGS]; i < to[FLAGS]; i++) {
      if (bytes[i] == letter) {
        return i;
      }
    }
    return -1;
  }

  /** The number behind {@code E(}; negative when there is none. */
  long ednsVersion() {
    int letter = flag('E');
    if (letter < 0 || letter + 2 >= to[FLAGS] || bytes[letter + 1] != '(') {
      return -1;
    }
    int close = Bytes.indexOf(bytes, letter, to[FLAGS], (byte) ')');
    return Decimals.unsigned(bytes, letter + 2, close);
  }
}
