// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.Swar;
import io.weir.model.Column;
import io.weir.model.RowsWriter;
import io.weir.model.Scan;
import io.weir.model.TimeRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes the next lines of a block column by column, if they are spelled as Squid spells nearly
 * all. Anything else is left to {@link SquidLines}: the answers only tell that there is something.
 * Not thread-safe.
 */
final class NativeColumns {
  private static final int LOGGED = 0;
  private static final int ELAPSED = 1;
  private static final int CLIENT = 2;
  private static final int RESULT = 3;
  private static final int BYTES = 4;
  private static final int METHOD = 5;
  private static final int URL = 6;
  private static final int USER = 7;
  private static final int HOP = 8;
  private static final int TYPE = 9;

  /** {@code 1522663539.072}. */
  private static final int TIME_LENGTH = 14;

  private static final int STATUS_LENGTH = 3;
  private static final int MOST_DIGITS = 16;
  private static final long ZEROS = Swar.pattern((byte) '0');
  private static final long SLASH = Swar.pattern((byte) '/');
  private static final long BLANK_DIGIT = Swar.pattern((byte) (' ' ^ '0'));

  /** The last eight bytes of a time. */
  private static final long END_OF_TIME = Swar.word("0000.000".getBytes(US_ASCII), 0);

  private static final long POINT = 0xffL << 32;

  private final TimeRange range;
  private final byte[] path;
  private final int pathLength;
  private final boolean needsElapsed;
  private final int start;
  private final int finish;
  private final int elapsed;
  private final int client;
  private final int result;
  private final int status;
  private final int bytesSent;
  private final int method;
  private final int url;
  private final int scheme;
  private final int host;
  private final int port;
  private final int target;
  private final int user;
  private final int hierarchy;
  private final int peer;
  private final int server;
  private final int type;
  private final int file;
  private final int number;
  private final boolean hasText;
  private final NativeUrls urls = new NativeUrls();
  private final long[] logged = new long[RowsWriter.MOST];
  private final long[] durations = new long[RowsWriter.MOST];
  private final long[] statuses = new long[RowsWriter.MOST];
  private final long[] sizes = new long[RowsWriter.MOST];
  private final long[] values = new long[RowsWriter.MOST];
  private final int[] slashes = new int[RowsWriter.MOST];
  private final int[] offsets = new int[RowsWriter.MOST];
  private final int[] lengths = new int[RowsWriter.MOST];

  /**
   * @param path of the file, followed by {@link RowsWriter#READABLE} bytes
   */
  NativeColumns(Scan scan, byte[] path, int pathLength) {
    range = scan.range();
    this.path = path;
    this.pathLength = pathLength;
    List<Column> wanted = scan.tables().get(0).wanted();
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      positions.put(wanted.get(i).name(), i);
    }
    start = positions.getOrDefault(SquidColumns.START, -1);
    finish = positions.getOrDefault(SquidColumns.END, -1);
    elapsed = positions.getOrDefault(SquidColumns.ELAPSED, -1);
    client = positions.getOrDefault("c_ip", -1);
    result = positions.getOrDefault("result", -1);
    status = positions.getOrDefault("status", -1);
    bytesSent = positions.getOrDefault("reply_bytes", -1);
    method = positions.getOrDefault(SquidColumns.METHOD, -1);
    url = positions.getOrDefault(SquidColumns.URL, -1);
    scheme = positions.getOrDefault(SquidColumns.SCHEME, -1);
    host = positions.getOrDefault(SquidColumns.HOST, -1);
    port = positions.getOrDefault(SquidColumns.PORT, -1);
    target = positions.getOrDefault(SquidColumns.PATH, -1);
    user = positions.getOrDefault("user", -1);
    hierarchy = positions.getOrDefault(SquidColumns.HIERARCHY, -1);
    peer = positions.getOrDefault(SquidColumns.PEER, -1);
    server = positions.getOrDefault(SquidColumns.SERVER, -1);
    type = positions.getOrDefault("content_type", -1);
    file = positions.getOrDefault(SquidColumns.FILE, -1);
    number = positions.getOrDefault(SquidColumns.LINE, -1);
    needsElapsed = elapsed >= 0 || start >= 0 || !range.isAll();
    int texts = client & result & method & url & scheme & host & port & target;
    hasText = (texts & user & hierarchy & peer & server & type) >= 0;
  }

  /**
   * Decodes numbers and finds what is in fields of the next lines; false when there is anything
   * unusual in what is asked for, or in what makes a line a record.
   */
  boolean look(NativeBlock block, byte[] bytes, int lines) {
    return (block.isAscii() || !hasText)
        && times(block, bytes, lines)
        && hasResults(block, bytes, lines)
        && hops(block, bytes, lines)
        && (!needsElapsed || durations(block, bytes, lines))
        && ((result & status) < 0 || results(block, bytes, lines))
        && (bytesSent < 0 || sizes(block, bytes, lines));
  }

  /** How many of the lines that were looked at are in the time range. */
  int inside(int lines) {
    if (range.isAll()) {
      return lines;
    }
    int inside = 0;
    for (int k = 0; k < lines; k++) {
      inside += range.contains(logged[k] - durations[k] * 1000) ? 1 : 0;
    }
    return inside;
  }

  private boolean times(NativeBlock block, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int edge = block.edge(LOGGED);
    long bad = 0;
    for (int k = 0; k < lines; k++, edge += NativeBlock.FIELDS) {
      int from = edges[edge] + 1;
      long head = Swar.word(bytes, from) ^ ZEROS;
      long tail = Swar.word(bytes, from + TIME_LENGTH - 8) ^ END_OF_TIME;
      bad |= (edges[edge + 1] - from) ^ TIME_LENGTH;
      bad |= Decimals.notDigits(head) | Decimals.notDigits(tail) | (tail & POINT);
      // The tail's first four digits are the last of the seconds, two of which the head has too.
      long last = Decimals.eightDigits(tail);
      long seconds = Decimals.eightDigits(head) / 100 * 10_000 + last / 10_000;
      logged[k] = seconds * 1_000_000 + last % 10_000 * 1000;
    }
    return bad == 0;
  }

  /** Whether each has a result and a status of three bytes behind a slash. */
  private static boolean hasResults(NativeBlock block, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int edge = block.edge(RESULT);
    int bad = 0;
    for (int k = 0; k < lines; k++, edge += NativeBlock.FIELDS) {
      int slash = edges[edge + 1] - STATUS_LENGTH - 1;
      bad |= bytes[slash] ^ '/';
      bad |= (slash - edges[edge] - 2) >>> 31;
    }
    return bad == 0;
  }

  /** Finds the first slash of the next hop. */
  private boolean hops(NativeBlock block, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int edge = block.edge(HOP);
    int bad = 0;
    for (int k = 0; k < lines; k++, edge += NativeBlock.FIELDS) {
      int from = edges[edge] + 1;
      long first = Swar.first(Swar.word(bytes, from), SLASH);
      long second = Swar.first(Swar.word(bytes, from + 8), SLASH);
      int inFirst = Long.numberOfTrailingZeros(first) >> 3;
      int inSecond = Long.numberOfTrailingZeros(second) >> 3;
      int slash = from + inFirst + (inSecond & -(inFirst >> 3));
      if ((first | second) == 0) {
        slash = from + 16;
        while (bytes[slash] > ' ' && bytes[slash] != '/') {
          slash++;
        }
      }
      slashes[k] = slash;
      // Something stands before it, and behind.
      bad |= (slash - from - 1) | (edges[edge + 1] - slash - 2);
    }
    return bad >= 0;
  }

  /** Reads up to eight digits behind blanks. */
  private boolean durations(NativeBlock block, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int edge = block.edge(ELAPSED);
    long bad = 0;
    for (int k = 0; k < lines; k++, edge += NativeBlock.FIELDS) {
      long digits = Decimals.digits(bytes, edges[edge] + 1, edges[edge + 1]);
      // Blanks stand before the value alone, and count as zeros.
      digits &= ~((Swar.equal(digits, BLANK_DIGIT) >>> 7) * 0xff);
      bad |= Decimals.notDigits(digits);
      durations[k] = Decimals.eightDigits(digits);
    }
    return bad == 0;
  }

  /** Sets the columns of the lines that were looked at. */
  void set(NativeBlock block, byte[] bytes, int lines, long line, RowsWriter rows) {
    long all = -1L >>> (RowsWriter.MOST - lines);
    setTimes(all, lines, rows);
    if (result >= 0) {
      setResults(block, bytes, lines, rows);
    }
    if (status >= 0) {
      rows.setNumbers(status, statuses, all, lines);
    }
    if (bytesSent >= 0) {
      rows.setNumbers(bytesSent, sizes, all, lines);
    }
    setTexts(CLIENT, client, block, bytes, lines, rows);
    setTexts(METHOD, method, block, bytes, lines, rows);
    setTexts(URL, url, block, bytes, lines, rows);
    setTexts(USER, user, block, bytes, lines, rows);
    setTexts(TYPE, type, block, bytes, lines, rows);
    setParts(block, bytes, lines, rows);
    setHops(block, bytes, lines, rows);
    if (file >= 0) {
      for (int k = 0; k < lines; k++) {
        offsets[k] = 0;
        lengths[k] = pathLength;
      }
      rows.setAscii(file, path, offsets, lengths, all, lines);
    }
    if (number >= 0 && line > 0) {
      for (int k = 0; k < lines; k++) {
        values[k] = line + k;
      }
      rows.setNumbers(number, values, all, lines);
    }
  }

  private void setTimes(long all, int lines, RowsWriter rows) {
    if (finish >= 0) {
      rows.setNumbers(finish, logged, all, lines);
    }
    if (elapsed >= 0) {
      rows.setNumbers(elapsed, durations, all, lines);
    }
    if (start >= 0) {
      for (int k = 0; k < lines; k++) {
        values[k] = logged[k] - durations[k] * 1000;
      }
      rows.setNumbers(start, values, all, lines);
    }
  }

  /** Reads statuses, behind the only slash. */
  private boolean results(NativeBlock block, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int edge = block.edge(RESULT);
    long bad = 0;
    for (int k = 0; k < lines; k++, edge += NativeBlock.FIELDS) {
      int end = edges[edge + 1];
      int slash = end - STATUS_LENGTH - 1;
      bad |= slash - Bytes.indexOf(bytes, edges[edge] + 1, slash, (byte) '/');
      long digits = Decimals.digits(bytes, slash + 1, end);
      bad |= Decimals.notDigits(digits);
      statuses[k] = Decimals.eightDigits(digits);
    }
    return bad == 0;
  }

  private boolean sizes(NativeBlock block, byte[] bytes, int lines) {
    int[] edges = block.edges();
    int edge = block.edge(BYTES);
    long bad = 0;
    for (int k = 0; k < lines; k++, edge += NativeBlock.FIELDS) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      if (end - from > MOST_DIGITS) {
        return false;
      }
      int middle = Math.max(from, end - 8);
      long digits = Decimals.digits(bytes, middle, end);
      bad |= Decimals.notDigits(digits);
      sizes[k] = Decimals.eightDigits(digits);
      if (middle > from) {
        long high = Decimals.digits(bytes, from, middle);
        bad |= Decimals.notDigits(high);
        sizes[k] += Decimals.eightDigits(high) * 100_000_000;
      }
    }
    return bad == 0;
  }

  private void setResults(NativeBlock block, byte[] bytes, int lines, RowsWriter rows) {
    int[] edges = block.edges();
    int edge = block.edge(RESULT);
    long present = 0;
    for (int k = 0; k < lines; k++, edge += NativeBlock.FIELDS) {
      int slash = edges[edge + 1] - STATUS_LENGTH - 1;
      offsets[k] = edges[edge] + 1;
      lengths[k] = slash - offsets[k];
      present |= isSet(bytes, offsets[k], slash) << k;
    }
    rows.setAscii(result, bytes, offsets, lengths, present, lines);
  }

  private void setTexts(
      int field, int column, NativeBlock block, byte[] bytes, int lines, RowsWriter rows) {
    if (column < 0) {
      return;
    }
    int[] edges = block.edges();
    int edge = block.edge(field);
    long present = 0;
    for (int k = 0; k < lines; k++, edge += NativeBlock.FIELDS) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      offsets[k] = from;
      lengths[k] = end - from;
      present |= isSet(bytes, from, end) << k;
    }
    rows.setAscii(column, bytes, offsets, lengths, present, lines);
  }

  /** One unless the value is a hyphen, else zero; told without a branch. */
  private static long isSet(byte[] bytes, int from, int end) {
    int differs = ((end - from) ^ 1) | (bytes[from] ^ '-');
    int isSet = (differs | -differs) >>> 31;
    return isSet;
  }

  private void setParts(NativeBlock block, byte[] bytes, int lines, RowsWriter rows) {
    if ((scheme & host & port & target) < 0) {
      return;
    }
    urls.divide(bytes, block.edges(), block.edge(URL), lines);
    if (scheme >= 0) {
      urls.setSchemes(scheme, bytes, lines, rows);
    }
    if (host >= 0) {
      urls.setHosts(host, bytes, lines, rows);
    }
    if (port >= 0) {
      urls.setPorts(port, lines, rows);
    }
    if (target >= 0) {
      urls.setPaths(target, bytes, lines, rows);
    }
  }

  private void setHops(NativeBlock block, byte[] bytes, int lines, RowsWriter rows) {
    int[] edges = block.edges();
    int edge = block.edge(HOP);
    if (hierarchy >= 0) {
      long present = 0;
      for (int k = 0, e = edge; k < lines; k++, e += NativeBlock.FIELDS) {
        offsets[k] = edges[e] + 1;
        lengths[k] = slashes[k] - offsets[k];
        present |= isSet(bytes, offsets[k], slashes[k]) << k;
      }
      rows.setAscii(hierarchy, bytes, offsets, lengths, present, lines);
    }
    if ((peer & server) < 0) {
      return;
    }
    long present = 0;
    for (int k = 0, e = edge; k < lines; k++, e += NativeBlock.FIELDS) {
      offsets[k] = slashes[k] + 1;
      lengths[k] = edges[e + 1] - offsets[k];
      present |= isSet(bytes, offsets[k], edges[e + 1]) << k;
    }
    if (peer >= 0) {
      rows.setAscii(peer, bytes, offsets, lengths, present, lines);
    }
    if (server >= 0) {
      long origins = origins(bytes, edges, edge, lines);
      rows.setAscii(server, bytes, offsets, lengths, present & origins, lines);
    }
  }

  /** A bit for each hop that is the origin's address. */
  private long origins(byte[] bytes, int[] edges, int first, int lines) {
    long origins = 0;
    int edge = first;
    for (int k = 0; k < lines; k++, edge += NativeBlock.FIELDS) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      boolean isOrigin =
          SquidLines.isDirect(bytes, from, slashes[k])
              && SquidLines.isAddress(bytes, slashes[k] + 1, end);
      origins |= (isOrigin ? 1L : 0L) << k;
    }
    return origins;
  }
}
