// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.input.LineBlocks;
import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.Rejects;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the lines of a split of a tab-separated log. */
final class TsvReader implements TableReader {
  private static final long NEWLINE = Swar.pattern((byte) '\n');
  private static final long BACKSLASH = Swar.pattern((byte) '\\');

  private final LineBlocks blocks;
  private final Rejects rejects;
  private final List<Column> wanted;
  private final TimeRange range;
  private final byte[] path;
  private final TsvCells cells = new TsvCells();
  private TsvHeader header;
  private TsvPlan plan;
  private long separator;
  private int at;
  private int to;
  private long line;
  private long records;

  /**
   * Opens a split.
   *
   * @param header the header at the beginning of the file
   */
  TsvReader(Split split, TsvHeader header, TableScan scan, TimeRange range, Rejects rejects)
      throws IOException {
    this.blocks = new LineBlocks(split, rejects);
    this.rejects = rejects;
    this.wanted = scan.wanted();
    this.range = range;
    this.header = header;
    this.path = split.file().path().getBytes(StandardCharsets.UTF_8);
    this.plan = TsvPlan.of(header, wanted, range);
    this.separator = Swar.pattern(header.separator());
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    CellWriter rows = out[0];
    while (!rows.isFull()) {
      if (at == to) {
        if (!blocks.next()) {
          return false;
        }
        at = blocks.from();
        to = blocks.to();
      }
      byte[] bytes = blocks.bytes();
      line++;
      if (bytes[at] == '#') {
        directive(bytes);
      } else if (bytes[at] == '\n' || (bytes[at] == '\r' && bytes[at + 1] == '\n')) {
        at = endOfLine(bytes, at);
      } else {
        record(bytes, rows);
      }
    }
    return true;
  }

  private void directive(byte[] bytes) {
    int end = endOfLine(bytes, at);
    TsvHeader next = header.with(TsvHeader.line(bytes, at, end - 1));
    if (!next.equals(header)) {
      header = next;
      plan = TsvPlan.of(header, wanted, range);
      separator = Swar.pattern(header.separator());
    }
    at = end;
  }

  /** Decodes the line at {@code at} and moves behind it. */
  private void record(byte[] bytes, CellWriter rows) {
    int start = at;
    int position = start;
    int field = 0;
    TsvPlan current = plan;
    for (int i = 0; i < current.size(); i++) {
      int skip = current.field(i) - field;
      if (skip > 0) {
        position = skip(bytes, position, skip);
        if (position < 0) {
          reject(bytes, start, rows, "too few fields");
          return;
        }
      }
      field = current.field(i);
      int end = endOfField(bytes, position);
      String defect = cells.set(current, i, bytes, position, trimmed(bytes, position, end), rows);
      if (defect != null) {
        if (!TsvCells.OUTSIDE.equals(defect)) {
          reject(bytes, start, rows, defect);
          return;
        }
        records++;
        rows.dropRow();
        at = endOfLine(bytes, end);
        return;
      }
      position = end;
    }
    if (!isComplete(bytes, position, current.fields() - 1 - field)) {
      reject(bytes, start, rows, "wrong number of fields");
      return;
    }
    provenance(current, rows);
    records++;
    rows.endRow();
  }

  private void provenance(TsvPlan current, CellWriter rows) {
    if (current.fileColumn() >= 0) {
      rows.setBytes(current.fileColumn(), path, 0, path.length);
    }
    if (current.lineColumn() >= 0) {
      rows.setLong(current.lineColumn(), line);
    }
  }

  private static int trimmed(byte[] bytes, int start, int end) {
    return bytes[end] == '\n' && end > start && bytes[end - 1] == '\r' ? end - 1 : end;
  }

  /**
   * Moves behind the line; true when exactly so many separators are left in it, or one more that
   * ends the line.
   */
  private boolean isComplete(byte[] bytes, int position, int separators) {
    int count = 0;
    int i = position;
    while (true) {
      long word = Swar.word(bytes, i);
      long found = Swar.equal(word, separator);
      long newline = Swar.equal(word, NEWLINE);
      if (newline != 0) {
        count += Long.bitCount(found & ((newline & -newline) - 1));
        int end = i + (Long.numberOfTrailingZeros(newline) >> 3);
        at = end + 1;
        return count == separators
            || (count == separators + 1 && bytes[end - 1] == header.separator());
      }
      count += Long.bitCount(found);
      i += 8;
    }
  }

  /** Behind the nth separator from here; -1 when the line ends before. */
  private int skip(byte[] bytes, int position, int n) {
    int left = n;
    int i = position;
    while (true) {
      long word = Swar.word(bytes, i);
      long found = Swar.equal(word, separator);
      long newline = Swar.equal(word, NEWLINE);
      if (newline != 0) {
        found &= (newline & -newline) - 1;
      }
      int count = Long.bitCount(found);
      if (count >= left) {
        for (; left > 1; left--) {
          found &= found - 1;
        }
        return i + (Long.numberOfTrailingZeros(found) >> 3) + 1;
      }
      if (newline != 0) {
        return -1;
      }
      left -= count;
      i += 8;
    }
  }

  /** The separator or newline that ends the field, having noted whether it has an escape. */
  private int endOfField(byte[] bytes, int position) {
    boolean hasEscape = false;
    int i = position;
    while (true) {
      long word = Swar.word(bytes, i);
      long end = Swar.equal(word, separator) | Swar.equal(word, NEWLINE);
      long escape = Swar.equal(word, BACKSLASH);
      if (end != 0) {
        cells.hasEscape(hasEscape || (escape & ((end & -end) - 1)) != 0);
        return i + (Long.numberOfTrailingZeros(end) >> 3);
      }
      hasEscape |= escape != 0;
      i += 8;
    }
  }

  private static int endOfLine(byte[] bytes, int position) {
    int i = position;
    while (bytes[i] != '\n') {
      i++;
    }
    return i + 1;
  }

  private void reject(byte[] bytes, int start, CellWriter rows, String reason) {
    rows.dropRow();
    int end = endOfLine(bytes, start);
    rejects.reject(blocks.file(), blocks.offset(start), reason, bytes, start, end - start);
    at = end;
  }

  @Override
  public long recordsRead() {
    return records;
  }

  @Override
  public long bytesRead() {
    return blocks.offset(at) - blocks.start();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
