// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.Swar;
import io.weir.model.RowsWriter;
import java.util.Arrays;

/**
 * The parts of several URLs, of ASCII and without blanks. What is neither a plain {@code
 * http://name/}, nor such of https, nor {@code name:port}, is left to {@link UrlParts}. Not
 * thread-safe.
 */
final class NativeUrls {
  private static final long HTTP = word("http://\0");
  private static final long HTTPS = word("https://");
  private static final long SEVEN = -1L >>> 8;
  private static final long SMALL = Swar.pattern((byte) 0x20);
  private static final long HIGH = Swar.pattern((byte) 0x80);
  private static final long UNDERSCORE = Swar.pattern((byte) '_');
  private static final long SLASH = Swar.pattern((byte) '/');

  /** Added to ASCII, set the highest bit of bytes from the letter on, or of those above it. */
  private static final long FROM_HYPHEN = Swar.pattern((byte) (0x80 - '-'));

  private static final long ABOVE_NINE = Swar.pattern((byte) (0x7f - '9'));
  private static final long FROM_A = Swar.pattern((byte) (0x80 - 'a'));
  private static final long ABOVE_Z = Swar.pattern((byte) (0x7f - 'z'));

  /** Of a longer name the end is not found here. */
  private static final int LONGEST_NAME = 32;

  private static final int MOST_PORT_DIGITS = 5;

  private final UrlParts parts = new UrlParts(true);
  private final int[] offsets = new int[RowsWriter.MOST];
  private final int[] schemeLengths = new int[RowsWriter.MOST];
  private final int[] hostOffsets = new int[RowsWriter.MOST];
  private final int[] hostLengths = new int[RowsWriter.MOST];
  private final int[] pathOffsets = new int[RowsWriter.MOST];
  private final int[] pathLengths = new int[RowsWriter.MOST];
  private final long[] ports = new long[RowsWriter.MOST];
  private final int[] loweredOffsets = new int[RowsWriter.MOST];
  private byte[] lowered = new byte[1 << 11];
  private long capitals;

  private static long word(String text) {
    return Swar.word(text.getBytes(US_ASCII), 0);
  }

  /** Divides the URL between two edges of each of so many lines. */
  void divide(byte[] bytes, int[] edges, int first, int lines) {
    capitals = 0;
    int edge = first;
    for (int k = 0; k < lines; k++, edge += NativeBlock.FIELDS) {
      int from = edges[edge] + 1;
      int end = edges[edge + 1];
      if (!isPlain(k, bytes, from, end)) {
        any(k, bytes, from, end);
      }
      offsets[k] = from;
      pathLengths[k] = end - pathOffsets[k];
    }
  }

  private boolean isPlain(int k, byte[] bytes, int from, int end) {
    long begin = Swar.word(bytes, from) | SMALL;
    int scheme = (begin & SEVEN) == HTTP ? 4 : begin == HTTPS ? 5 : 0;
    int host = scheme == 0 ? from : from + scheme + 3;
    int length = nameLength(bytes, host);
    int stop = host + length;
    if (length == 0 || length == LONGEST_NAME || bytes[stop - 1] == '.') {
      return false;
    }
    byte next = bytes[stop];
    int path = stop;
    if (scheme != 0) {
      if (next != '/' && next != '?' && next != '#' && stop != end) {
        return false;
      }
      ports[k] = scheme == 4 ? 80 : 443;
    } else {
      long port = port(bytes, stop + 1, end);
      if (next != ':' || port < 0) {
        return false;
      }
      ports[k] = port;
      path = end;
    }
    schemeLengths[k] = scheme;
    hostOffsets[k] = host;
    hostLengths[k] = length;
    pathOffsets[k] = path;
    return true;
  }

  /** The bytes from here on that may be in a name, up to {@link #LONGEST_NAME}. */
  private int nameLength(byte[] bytes, int from) {
    long a = Swar.word(bytes, from);
    long b = Swar.word(bytes, from + 8);
    long c = Swar.word(bytes, from + 16);
    long d = Swar.word(bytes, from + 24);
    long noneA = notInName(a);
    long noneB = notInName(b);
    long noneC = notInName(c);
    long noneD = notInName(d);
    // Eight in each word when nothing else is in it: without a branch that depends on the length.
    int inA = Long.numberOfTrailingZeros(noneA) >> 3;
    int inB = Long.numberOfTrailingZeros(noneB) >> 3;
    int inC = Long.numberOfTrailingZeros(noneC) >> 3;
    int inD = Long.numberOfTrailingZeros(noneD) >> 3;
    int allA = inA >> 3;
    int allB = allA & (inB >> 3);
    int allC = allB & (inC >> 3);
    long large = capitals(a, noneA) | (capitals(b, noneB) & -allA);
    capitals |= large | (capitals(c, noneC) & -allB) | (capitals(d, noneD) & -allC);
    return inA + (inB & -allA) + (inC & -allB) + (inD & -allC);
  }

  /** The highest bits of bytes that are no letters, digits, hyphens, points or underscores. */
  private static long notInName(long word) {
    long digits = (word + FROM_HYPHEN) & ~(word + ABOVE_NINE) & ~Swar.equal(word, SLASH);
    long small = word | SMALL;
    long letters = (small + FROM_A) & ~(small + ABOVE_Z);
    return ~(digits | letters | Swar.equal(word, UNDERSCORE)) & HIGH;
  }

  /** Not zero when a capital, or an underscore, stands before what is in no name. */
  private static long capitals(long word, long none) {
    return ~word & SMALL & ((none & -none) - 1);
  }

  /** A port of one to five digits; negative when there is anything else. */
  private static long port(byte[] bytes, int from, int end) {
    int length = end - from;
    if (length < 1 || length > MOST_PORT_DIGITS) {
      return -1;
    }
    long digits = Decimals.digits(bytes, from, end);
    if (Decimals.notDigits(digits) != 0) {
      return -1;
    }
    long port = Decimals.eightDigits(digits);
    return port > 65_535 ? -1 : port;
  }

  private void any(int k, byte[] bytes, int from, int end) {
    boolean isAbsent = Bytes.isHyphen(bytes, from, end);
    parts.divide(bytes, from, isAbsent ? from : end);
    schemeLengths[k] = parts.schemeEnd() - from;
    hostOffsets[k] = parts.hostFrom();
    hostLengths[k] = Math.max(0, parts.hostEnd() - parts.hostFrom());
    pathOffsets[k] = isAbsent ? end : parts.pathFrom();
    ports[k] = parts.port();
    capitals |= 1;
  }

  void setSchemes(int column, byte[] bytes, int lines, RowsWriter rows) {
    setLowered(column, bytes, offsets, schemeLengths, lines, rows);
  }

  void setHosts(int column, byte[] bytes, int lines, RowsWriter rows) {
    if (capitals == 0) {
      rows.setAscii(column, bytes, hostOffsets, hostLengths, present(hostLengths, lines), lines);
    } else {
      setLowered(column, bytes, hostOffsets, hostLengths, lines, rows);
    }
  }

  void setPorts(int column, int lines, RowsWriter rows) {
    long present = 0;
    for (int k = 0; k < lines; k++) {
      present |= (~ports[k] >>> 63) << k;
    }
    rows.setNumbers(column, ports, present, lines);
  }

  /** Sets paths with their queries. */
  void setPaths(int column, byte[] bytes, int lines, RowsWriter rows) {
    rows.setAscii(column, bytes, pathOffsets, pathLengths, present(pathLengths, lines), lines);
  }

  private static long present(int[] lengths, int lines) {
    long present = 0;
    for (int k = 0; k < lines; k++) {
      present |= (long) (-lengths[k] >>> 31) << k;
    }
    return present;
  }

  private void setLowered(
      int column, byte[] bytes, int[] offsets, int[] lengths, int lines, RowsWriter rows) {
    int at = 0;
    for (int k = 0; k < lines; k++) {
      int needed = at + lengths[k] + RowsWriter.READABLE;
      if (needed > lowered.length) {
        lowered = Arrays.copyOf(lowered, 2 * needed);
      }
      Bytes.lower(bytes, offsets[k], offsets[k] + lengths[k], lowered, at);
      loweredOffsets[k] = at;
      at += lengths[k];
    }
    rows.setAscii(column, lowered, loweredOffsets, lengths, present(lengths, lines), lines);
  }
}
