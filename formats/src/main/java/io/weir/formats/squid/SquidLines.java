// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.LineDecoder;
import io.weir.formats.lines.LogTimes;
import io.weir.formats.lines.SyslogHeader;
import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.Scan;
import io.weir.model.TimeRange;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes rows of lines of one {@link LogFormat}. */
final class SquidLines implements LineDecoder {
  private static final byte[] HTTP = " HTTP/".getBytes(US_ASCII);
  private static final byte[] DIRECT = "DIRECT".getBytes(US_ASCII);
  private static final byte[] ORIGINAL = "ORIGINAL_DST".getBytes(US_ASCII);
  private static final long NO_TIME = Long.MIN_VALUE;
  private static final int MOST_DIGITS = 12;

  private final Field[] fields;
  private final int[] columns;

  /** Of the fields that are looked into; of others only the end is looked for. */
  private final boolean[] isNeeded;

  /** Of the fields that nothing but blanks stand before. */
  private final boolean[] isBehindBlank;

  private final boolean needsTime;
  private final byte[] tail;
  private final TimeRange range;
  private final LogTimes times;
  private final SyslogHeader header = new SyslogHeader("squid");
  private final UrlParts parts;
  private final byte[] path;
  private final int start;
  private final int finish;
  private final int method;
  private final int url;
  private final int version;
  private final int scheme;
  private final int host;
  private final int port;
  private final int target;
  private final int server;
  private final int file;
  private final int number;
  private final boolean wantsParts;
  private byte[] scratch = new byte[256];
  private long logged;
  private long started;
  private long elapsed;
  private long millis;
  private boolean isDirect;

  /** Of the fields that are times in a form of their own. */
  private final @Nullable TimePattern[] forms;

  SquidLines(LogFormat format, Scan scan, String path) {
    fields = format.fields().toArray(Field[]::new);
    tail = format.tail().getBytes(ISO_8859_1);
    range = scan.range();
    ZoneId zone = scan.options().value("zone").map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    times = new LogTimes(zone);
    this.path = path.getBytes(UTF_8);
    List<Column> wanted = scan.tables().get(0).wanted();
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      positions.put(wanted.get(i).name(), i);
    }
    columns = new int[fields.length];
    for (int i = 0; i < fields.length; i++) {
      columns[i] = positions.getOrDefault(fields[i].column(), -1);
    }
    start = positions.getOrDefault(SquidColumns.START, -1);
    finish = positions.getOrDefault(SquidColumns.END, -1);
    method = positions.getOrDefault(SquidColumns.METHOD, -1);
    url = positions.getOrDefault(SquidColumns.URL, -1);
    version = positions.getOrDefault(SquidColumns.VERSION, -1);
    scheme = positions.getOrDefault(SquidColumns.SCHEME, -1);
    host = positions.getOrDefault(SquidColumns.HOST, -1);
    port = positions.getOrDefault(SquidColumns.PORT, -1);
    target = positions.getOrDefault(SquidColumns.PATH, -1);
    server = positions.getOrDefault(SquidColumns.SERVER, -1);
    file = positions.getOrDefault(SquidColumns.FILE, -1);
    number = positions.getOrDefault(SquidColumns.LINE, -1);
    parts = new UrlParts(port >= 0);
    wantsParts = scheme >= 0 || host >= 0 || port >= 0;
    needsTime = start >= 0 || finish >= 0 || !range.isAll();
    isNeeded = new boolean[fields.length];
    isBehindBlank = new boolean[fields.length];
    forms = new TimePattern[fields.length];
    for (int i = 0; i < fields.length; i++) {
      isBehindBlank[i] = fields[i].before().length == 1 && fields[i].before()[0] == ' ';
      isNeeded[i] = columns[i] >= 0 || isNeeded(fields[i].kind());
      boolean isUtc = fields[i].kind() == Field.Kind.UTC_FORM;
      if (isUtc || fields[i].kind() == Field.Kind.LOCAL_FORM) {
        ZoneId own = isUtc ? ZoneOffset.UTC : zone;
        forms[i] = TimePattern.of(fields[i].column(), own).orElseThrow();
      }
    }
  }

  /** Whether something else than a column of its own is made of a field. */
  private boolean isNeeded(Field.Kind kind) {
    return switch (kind) {
      // A line that does not have its time where it should is broken, whatever is asked for.
      case LOGGED, STARTED, DATE, LOCAL_FORM, UTC_FORM, MILLIS -> true;
      case ELAPSED -> start >= 0 || !range.isAll();
      case URL -> wantsParts || target >= 0;
      case REQUEST -> method >= 0 || url >= 0 || version >= 0 || wantsParts || target >= 0;
      case HIERARCHY, PEER -> server >= 0;
      case TEXT, NUMBER, SKIPPED -> false;
    };
  }

  @Override
  public @Nullable String decode(byte[] bytes, int from, int end, long line, CellWriter[] out) {
    CellWriter rows = out[0];
    logged = NO_TIME;
    started = NO_TIME;
    elapsed = 0;
    millis = 0;
    isDirect = false;
    String defect = fields(bytes, header.behind(bytes, from, end), end, rows);
    if (defect != null) {
      rows.dropRow();
      return defect;
    }
    logged = logged == NO_TIME ? NO_TIME : logged + millis * 1000;
    long time = started != NO_TIME ? started : logged - Math.max(0, elapsed) * 1000;
    boolean hasTime = started != NO_TIME || logged != NO_TIME;
    if (hasTime && !range.contains(time)) {
      rows.dropRow();
      return null;
    }
    times(time, rows);
    if (file >= 0) {
      rows.setBytes(file, path, 0, path.length);
    }
    if (number >= 0 && line > 0) {
      rows.setLong(number, line);
    }
    rows.endRow();
    return null;
  }

  private void times(long time, CellWriter rows) {
    if (start >= 0 && (started != NO_TIME || logged != NO_TIME)) {
      rows.setLong(start, time);
    }
    if (finish >= 0 && logged != NO_TIME) {
      rows.setLong(finish, logged);
    }
  }

  private @Nullable String fields(byte[] bytes, int from, int end, CellWriter rows) {
    int at = from;
    for (int i = 0; i < fields.length; i++) {
      Field field = fields[i];
      boolean isQuoted = field.until() == '"';
      int first;
      if (isBehindBlank[i] && at < end && bytes[at] == ' ') {
        first = at + 1;
        if (first < end && bytes[first] == ' ') {
          first = Bytes.skipBlanks(bytes, first, end);
        }
      } else {
        at = behind(bytes, at, end, field.before());
        if (at < 0) {
          return "not of the log format";
        }
        first = isQuoted ? at : Bytes.skipBlanks(bytes, at, end);
      }
      TimePattern form = forms[i];
      if (form != null) {
        logged = form.read(bytes, first, end);
        if (logged == Decimals.BAD) {
          return "bad time";
        }
        at = form.end();
        continue;
      }
      int stop =
          field.until() == 0
              ? lastEnd(bytes, first, end)
              : isQuoted
                  ? quote(i, bytes, first, end)
                  : Bytes.indexOf(bytes, first, end, field.until());
      if (stop == end && field.until() != 0) {
        return "too few fields";
      }
      if (isNeeded[i]) {
        String defect = set(i, field, bytes, first, stop, isQuoted, rows);
        if (defect != null) {
          return defect;
        }
      }
      at = stop;
    }
    return isTail(bytes, at, end) ? null : "too many fields";
  }

  /** Behind a literal, whose blanks may be several; -1 when something else stands there. */
  private static int behind(byte[] bytes, int from, int end, byte[] literal) {
    int at = from;
    for (byte c : literal) {
      if (at >= end || bytes[at] != c) {
        return -1;
      }
      at = c == ' ' ? Bytes.skipBlanks(bytes, at, end) : at + 1;
    }
    return at;
  }

  /** The end of the last value, which has no blank. */
  private static int lastEnd(byte[] bytes, int from, int end) {
    return Bytes.indexOf(bytes, from, end, (byte) ' ');
  }

  /**
   * The quote that ends a value: the next that no backslash escapes and that what belongs behind it
   * follows, for Squid's own formats escape none.
   */
  private int quote(int i, byte[] bytes, int from, int end) {
    int at = Bytes.indexOf(bytes, from, end, (byte) '"');
    while (at < end && (isEscaped(bytes, from, at) || !isEnd(i, bytes, at, end))) {
      at = Bytes.indexOf(bytes, at + 1, end, (byte) '"');
    }
    return at;
  }

  private boolean isEnd(int i, byte[] bytes, int at, int end) {
    if (i + 1 == fields.length) {
      return isTail(bytes, at, end);
    }
    Field next = fields[i + 1];
    int behind = behind(bytes, at, end, next.before());
    if (behind < 0 || next.until() == '"' || next.until() == ' ' || next.until() == 0) {
      return behind >= 0;
    }
    // A value without quotes has no blank.
    int stop = Bytes.indexOf(bytes, behind, end, next.until());
    return stop < end && Bytes.indexOf(bytes, behind, stop, (byte) ' ') == stop;
  }

  private static boolean isEscaped(byte[] bytes, int from, int at) {
    int slash = at;
    while (slash > from && bytes[slash - 1] == '\\') {
      slash--;
    }
    return (at - slash) % 2 == 1;
  }

  /** What may stand behind the values: the format's text, or headers by log_mime_hdrs. */
  private boolean isTail(byte[] bytes, int at, int end) {
    if (!Bytes.startsWith(bytes, at, end, tail)) {
      return false;
    }
    int first = Bytes.skipBlanks(bytes, at + tail.length, end);
    return first == end || (bytes[first] == '[' && bytes[end - 1] == ']');
  }

  private @Nullable String set(
      int i, Field field, byte[] bytes, int from, int end, boolean isQuoted, CellWriter rows) {
    switch (field.kind()) {
      case LOGGED -> {
        logged = seconds(bytes, from, end);
        return logged == Decimals.BAD ? "bad time" : null;
      }
      case STARTED -> {
        started = seconds(bytes, from, end);
        return started == Decimals.BAD ? "bad time" : null;
      }
      case DATE -> {
        logged = times.common(bytes, from, end);
        return logged == Decimals.BAD ? "bad time" : null;
      }
      case MILLIS -> {
        millis = end - from <= 3 ? Decimals.unsigned(bytes, from, end) : Decimals.BAD;
        return millis == Decimals.BAD ? "bad time" : null;
      }
      case NUMBER, ELAPSED -> {
        return number(i, field, bytes, from, end, rows);
      }
      case REQUEST -> request(bytes, from, end, rows);
      case TEXT, URL, HIERARCHY, PEER -> text(i, field.kind(), bytes, from, end, isQuoted, rows);
      case LOCAL_FORM, UTC_FORM, SKIPPED -> {}
    }
    return null;
  }

  /** Microseconds of seconds since 1970; only whether they are such when nobody needs the time. */
  private long seconds(byte[] bytes, int from, int end) {
    if (!needsTime) {
      int point = Bytes.behindDigits(bytes, from, end);
      boolean isPlain = point > from && point - from <= MOST_DIGITS && bytes[point] == '.';
      if (isPlain && Bytes.behindDigits(bytes, point + 1, end) == end) {
        return 0;
      }
    }
    return Decimals.scaled(bytes, from, end, 6);
  }

  private @Nullable String number(
      int i, Field field, byte[] bytes, int from, int end, CellWriter rows) {
    if (from == end || Bytes.isHyphen(bytes, from, end)) {
      return null;
    }
    long value = Decimals.integer(bytes, from, end);
    if (value == Decimals.BAD) {
      return "bad integer in " + field.column();
    }
    if (field.kind() == Field.Kind.ELAPSED) {
      elapsed = value;
    }
    if (columns[i] >= 0) {
      rows.setLong(columns[i], value);
    }
    return null;
  }

  private void text(
      int i, Field.Kind kind, byte[] bytes, int from, int end, boolean isQuoted, CellWriter rows) {
    if (kind == Field.Kind.HIERARCHY) {
      isDirect = isDirect(bytes, from, end);
    }
    if (from == end || Bytes.isHyphen(bytes, from, end)) {
      return;
    }
    if (columns[i] >= 0) {
      set(columns[i], bytes, from, end, isQuoted, rows);
    }
    if (kind == Field.Kind.URL) {
      parts(bytes, from, end, rows);
    } else if (kind == Field.Kind.PEER && server >= 0 && isDirect && isAddress(bytes, from, end)) {
      rows.setBytes(server, bytes, from, end - from);
    }
  }

  /** Whether a word of hierarchy tells that Squid went to the server itself. */
  static boolean isDirect(byte[] bytes, int from, int end) {
    return endsWith(bytes, from, end, DIRECT) || endsWith(bytes, from, end, ORIGINAL);
  }

  private static boolean endsWith(byte[] bytes, int from, int end, byte[] word) {
    return end - from >= word.length && Bytes.equal(bytes, end - word.length, end, word);
  }

  static boolean isAddress(byte[] bytes, int from, int end) {
    boolean hasColon = false;
    boolean hasLetter = false;
    for (int i = from; i < end; i++) {
      byte c = bytes[i];
      hasColon |= c == ':';
      boolean isHex = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      hasLetter |= isHex;
      if (!isHex && (c < '0' || c > '9') && c != '.' && c != ':') {
        return false;
      }
    }
    return hasColon || !hasLetter;
  }

  /** {@code GET http://… HTTP/1.1}; without version, or with none of them, as far as it goes. */
  private void request(byte[] bytes, int from, int end, CellWriter rows) {
    int blank = Bytes.indexOf(bytes, from, end, (byte) ' ');
    if (blank == end) {
      return;
    }
    int stop = end;
    for (int i = end - HTTP.length; i > blank; i--) {
      if (bytes[i] == ' ' && Bytes.startsWith(bytes, i, end, HTTP)) {
        stop = i;
        break;
      }
    }
    if (method >= 0) {
      rows.setBytes(method, bytes, from, blank - from);
    }
    if (version >= 0 && stop < end) {
      rows.setBytes(version, bytes, stop + HTTP.length, end - stop - HTTP.length);
    }
    int first = Bytes.skipBlanks(bytes, blank, stop);
    if (url >= 0 && first < stop) {
      set(url, bytes, first, stop, true, rows);
    }
    parts(bytes, first, stop, rows);
  }

  private void parts(byte[] bytes, int from, int end, CellWriter rows) {
    if (!wantsParts && target < 0) {
      return;
    }
    parts.divide(bytes, from, end);
    if (scheme >= 0 && parts.schemeEnd() > from) {
      int length = parts.schemeEnd() - from;
      rows.setBytes(scheme, parts.lower(bytes, from, parts.schemeEnd()), 0, length);
    }
    int length = parts.hostEnd() - parts.hostFrom();
    if (host >= 0 && length > 0) {
      rows.setBytes(host, parts.lower(bytes, parts.hostFrom(), parts.hostEnd()), 0, length);
    }
    if (port >= 0 && parts.port() >= 0) {
      rows.setLong(port, parts.port());
    }
    if (target >= 0 && parts.pathFrom() < end) {
      rows.setBytes(target, bytes, parts.pathFrom(), end - parts.pathFrom());
    }
  }

  /** Sets a text; between quotes a backslash makes the next character stand for itself. */
  private void set(int column, byte[] bytes, int from, int end, boolean isQuoted, CellWriter rows) {
    if (!isQuoted || Bytes.indexOf(bytes, from, end, (byte) '\\') == end) {
      rows.setBytes(column, bytes, from, end - from);
      return;
    }
    if (scratch.length < end - from) {
      scratch = new byte[2 * (end - from)];
    }
    int length = 0;
    for (int i = from; i < end; i++) {
      boolean isEscape =
          bytes[i] == '\\' && i + 1 < end && (bytes[i + 1] == '"' || bytes[i + 1] == '\\');
      scratch[length++] = bytes[isEscape ? ++i : i];
    }
    rows.setBytes(column, scratch, 0, length);
  }
}
