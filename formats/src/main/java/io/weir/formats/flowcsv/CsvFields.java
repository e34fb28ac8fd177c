// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Divides lines of CSV as RFC 4180 writes them: fields in quotes may hold the delimiter and two
 * quotes for one. Blanks around fields are no part of them. Not thread-safe.
 */
final class CsvFields {
  /** More fields than these are not of a table. */
  static final int MOST = 2000;

  /** What {@link #divide} answers of a line whose quotes are wrong. */
  static final int BAD_QUOTES = -1;

  private final byte delimiter;
  private int[] starts;
  private int[] ends;
  private boolean[] hasQuotes;
  private byte[] text = new byte[64];

  /** For lines of at most so many fields. */
  CsvFields(char delimiter, int size) {
    this.delimiter = (byte) delimiter;
    starts = new int[size];
    ends = new int[size];
    hasQuotes = new boolean[size];
  }

  /** The fields of a line of text. */
  static List<String> of(String line, char delimiter) {
    // Reading eight bytes at once needs room behind the line.
    byte[] bytes = line.getBytes(UTF_8);
    CsvFields fields = new CsvFields(delimiter, MOST);
    int count = fields.divide(Arrays.copyOf(bytes, bytes.length + 8), 0, bytes.length);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < Math.min(count, MOST); i++) {
      int length = fields.length(bytes, i);
      all.add(new String(fields.text(bytes, i), fields.textStart(i), length, UTF_8));
    }
    return all;
  }

  /** The fields of a line whose bytes are given as Latin-1. */
  static List<String> ofLatin(String line, char delimiter) {
    return of(new String(line.getBytes(StandardCharsets.ISO_8859_1), UTF_8), delimiter);
  }

  /** Divides a line; how many fields it has, or more when it has more than there is room for. */
  int divide(byte[] bytes, int from, int end) {
    return divide(bytes, from, end, starts.length);
  }

  /** Divides a line, of which only the first so many fields are looked at. */
  int divide(byte[] bytes, int from, int end, int needed) {
    int count = 0;
    int at = from;
    while (true) {
      if (count == starts.length) {
        return count + 1;
      }
      if (count >= needed && Bytes.indexOf(bytes, at, end, (byte) '"') == end) {
        return count + 1 + Bytes.count(bytes, at, end, delimiter);
      }
      int first = Bytes.skipBlanks(bytes, at, end);
      boolean isQuoted = first < end && bytes[first] == '"';
      int stop = isQuoted ? quoted(count, bytes, first, end) : plain(count, bytes, first, end);
      if (stop < 0) {
        return BAD_QUOTES;
      }
      count++;
      if (stop == end) {
        return count;
      }
      at = stop + 1;
    }
  }

  /** Whether a line has nothing but delimiters, as spreadsheets leave them behind a table. */
  boolean isNothing(byte[] bytes, int from, int end) {
    if (bytes[from] != delimiter) {
      return false;
    }
    int at = from;
    while (at < end && (bytes[at] == delimiter || bytes[at] == ' ')) {
      at++;
    }
    return at == end;
  }

  private int plain(int field, byte[] bytes, int from, int end) {
    int stop = Bytes.indexOf(bytes, from, end, delimiter);
    int last = stop;
    while (last > from && bytes[last - 1] == ' ') {
      last--;
    }
    starts[field] = from;
    ends[field] = last;
    hasQuotes[field] = false;
    return stop;
  }

  private int quoted(int field, byte[] bytes, int quote, int end) {
    boolean hasDouble = false;
    int last = Bytes.indexOf(bytes, quote + 1, end, (byte) '"');
    while (last + 1 < end && bytes[last + 1] == '"') {
      hasDouble = true;
      last = Bytes.indexOf(bytes, last + 2, end, (byte) '"');
    }
    if (last >= end) {
      return -1;
    }
    int stop = Bytes.skipBlanks(bytes, last + 1, end);
    if (stop < end && bytes[stop] != delimiter) {
      return -1;
    }
    starts[field] = quote + 1;
    ends[field] = last;
    while (starts[field] < last && bytes[starts[field]] == ' ') {
      starts[field]++;
    }
    while (ends[field] > starts[field] && bytes[ends[field] - 1] == ' ') {
      ends[field]--;
    }
    hasQuotes[field] = hasDouble;
    return stop;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  /** The bytes of a field's text, with one quote for two. */
  byte[] text(byte[] bytes, int field) {
    return hasQuotes[field] ? text : bytes;
  }

  /** Where the text begins in {@link #text}. */
  int textStart(int field) {
    return hasQuotes[field] ? 0 : starts[field];
  }

  /** The length of a field's text, which is made ready for {@link #text}. */
  int length(byte[] bytes, int field) {
    int from = starts[field];
    int end = ends[field];
    if (!hasQuotes[field]) {
      return end - from;
    }
    if (text.length < end - from) {
      text = new byte[end - from];
    }
    int length = 0;
    for (int i = from; i < end; i++) {
      text[length++] = bytes[i];
      if (bytes[i] == '"') {
        i++;
      }
    }
    return length;
  }
}
