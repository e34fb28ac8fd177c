// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Swar;
import io.weir.input.LineBlocks;
import io.weir.model.CellWriter;
import io.weir.model.Rejects;
import io.weir.model.RowsWriter;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.model.WeirException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a split of a tab-separated log. Records of a table that is not asked for are
 * passed over; the reader of the file's first table rejects those that no table of the file has.
 */
final class TsvReader implements TableReader {
  private static final long NEWLINE = Swar.pattern((byte) '\n');
  private static final long BACKSLASH = Swar.pattern((byte) '\\');

  /** So many lines are decoded one by one behind an unusual one, then twice as many, and so on. */
  private static final int LEAST_PATIENCE = 64;

  private static final int MOST_PATIENCE = 1 << 14;

  /** Of numbers with a point, up to fifteen bytes before their end are read. */
  private static final int LEAST_OFFSET = 16;

  private static final TsvHeader NOTHING = TsvHeader.DEFAULT;

  private final LineBlocks blocks;
  private final Rejects rejects;
  private final Split split;
  private final TsvLog log;
  private final Scan scan;
  private final byte[] path;
  private final byte[] prefix;
  private final byte[] namesLine;
  private final TsvCells cells = new TsvCells();
  private TsvHeader header;
  private TsvPlan plan;
  private @Nullable TsvColumns columns;
  private TsvBlock block;
  private int patience = LEAST_PATIENCE;
  private int oneByOne;
  private int table;
  private @Nullable String refusal;
  private long separator;
  private int at;
  private int to;
  private long line;
  private long records;

  TsvReader(Split split, TsvLog log, Scan scan, Rejects rejects) throws IOException {
    this.blocks = new LineBlocks(split, rejects);
    this.rejects = rejects;
    this.split = split;
    this.log = log;
    this.scan = scan;
    this.path = split.file().path().getBytes(UTF_8);
    this.prefix = log.header().prefix().getBytes(ISO_8859_1);
    this.namesLine = log.namesLine().getBytes(ISO_8859_1);
    this.header = NOTHING;
    this.plan = new TsvPlan(NOTHING, scan.tables().get(0), scan.range());
    this.block = new TsvBlock(1, (byte) 0, (byte) 0);
    use(log.header());
  }

  /** Reads what follows with this header. */
  private void use(TsvHeader next) {
    header = next;
    separator = Swar.pattern(next.separator());
    table = -1;
    columns = null;
    refusal = null;
    if (!next.problem().isEmpty() || next.fields().isEmpty()) {
      refusal = next.problem().isEmpty() ? "no #fields line before" : next.problem();
      return;
    }
    String name = log.tableOf(next);
    List<TableScan> wanted = scan.tables();
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i).table().name().toLowerCase(Locale.ROOT).equals(name)) {
        table = i;
        plan = new TsvPlan(next, wanted.get(i), scan.range());
        useColumns(next);
        return;
      }
    }
    if (!log.declares(name) && readsFirstTable()) {
      refusal = "record of another log than the file begins with";
    }
  }

  private void useColumns(TsvHeader next) {
    boolean isPathPlain = path.length == split.file().path().length();
    if (plan.isForColumns() && namesLine.length == 0 && isPathPlain) {
      byte[] readable = Arrays.copyOf(path, path.length + RowsWriter.READABLE);
      columns = new TsvColumns(plan, readable, path.length);
      block = new TsvBlock(plan.fields(), next.separator(), prefix[0]);
    }
  }

  private boolean readsFirstTable() {
    String first = log.firstTable();
    return scan.tables().stream().anyMatch(t -> t.table().name().equalsIgnoreCase(first));
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    boolean hasMore = read(out);
    if (!hasMore) {
      requireSameHeader();
    }
    return hasMore;
  }

  /** As {@link #fill}, but does not mind another header at the end. */
  boolean read(CellWriter[] out) throws IOException {
    while (true) {
      if (at == to && !nextBlock()) {
        return false;
      }
      // A change of the table is rare: the loop inside knows one writer.
      if (table >= 0 && refusal == null) {
        if (!records(out[table])) {
          return true;
        }
      } else {
        passOver();
      }
    }
  }

  private boolean nextBlock() throws IOException {
    if (!blocks.next()) {
      at = 0;
      to = 0;
      return false;
    }
    block.clear();
    at = blocks.from();
    to = blocks.to();
    return true;
  }

  /** Reads until the block ends or the table may have changed; false when the writer is full. */
  private boolean records(CellWriter rows) {
    byte[] bytes = blocks.bytes();
    int current = table;
    while (at < to && table == current && refusal == null) {
      if (rows.isFull()) {
        return false;
      }
      if (oneByOne == 0
          && columns != null
          && at >= LEAST_OFFSET
          && rows instanceof RowsWriter writer) {
        if (lines(bytes, columns, writer)) {
          continue;
        }
        writer.dropRows();
        block.clear();
        oneByOne = patience;
        patience = Math.min(MOST_PATIENCE, 2 * patience);
      }
      oneByOne = Math.max(0, oneByOne - 1);
      line++;
      if (isNoRecord(bytes)) {
        continue;
      }
      record(bytes, rows);
    }
    return true;
  }

  /** Decodes the next lines column by column and moves behind them; false when they are unusual. */
  private boolean lines(byte[] bytes, TsvColumns current, RowsWriter rows) {
    if (block.lines() == 0) {
      block.look(bytes, at, to);
    }
    int count = Math.min(Math.min(block.lines(), RowsWriter.MOST), rows.room());
    if (count == 0) {
      return false;
    }
    int inside = current.inRange(block, bytes, count);
    boolean isDone =
        inside == 0 || (inside == count && current.set(block, bytes, count, line, rows));
    if (!isDone) {
      return false;
    }
    rows.endRows(inside);
    records += count;
    line += count;
    block.pass(count);
    at = block.at();
    patience = LEAST_PATIENCE;
    return true;
  }

  /** Moves behind the lines of another table, or of no table. */
  private void passOver() {
    byte[] bytes = blocks.bytes();
    while (at < to && (table < 0 || refusal != null)) {
      line++;
      if (isNoRecord(bytes)) {
        continue;
      }
      int end = endOfLine(bytes, at);
      if (refusal != null) {
        rejects.reject(blocks.file(), blocks.offset(at), refusal, bytes, at, end - at);
      }
      at = end;
    }
  }

  /** Moves behind a line that is no record. */
  private boolean isNoRecord(byte[] bytes) {
    byte first = bytes[at];
    if (first == '\n' || (first == '\r' && bytes[at + 1] == '\n')) {
      at = endOfLine(bytes, at);
      return true;
    }
    if (first == prefix[0] && startsWith(bytes, prefix)) {
      directive(bytes);
      return true;
    }
    if (namesLine.length > 0 && first == namesLine[0] && startsWith(bytes, namesLine)) {
      at = endOfLine(bytes, at);
      return true;
    }
    return false;
  }

  private boolean startsWith(byte[] bytes, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      // No word has a newline, so this ends at the line's end at the latest.
      if (bytes[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private void directive(byte[] bytes) {
    int end = endOfLine(bytes, at);
    int stop = end - 1 > at && bytes[end - 2] == '\r' ? end - 2 : end - 1;
    TsvHeader next = header.with(new String(bytes, at, stop - at, ISO_8859_1));
    boolean isChange = !next.readsAs(header);
    header = next;
    if (isChange) {
      use(next);
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
        // Both constants are interned, but the answer may be any text.
        if (!defect.equals(TsvCells.OUTSIDE)) {
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
      long newline = Swar.first(word, NEWLINE);
      if (newline != 0) {
        count += Long.bitCount(found & ((newline & -newline) - 1));
        int end = i + (Long.numberOfTrailingZeros(newline) >> 3);
        at = end + 1;
        return count == separators
            || (count == separators + 1
                && bytes[trimmed(bytes, position, end) - 1] == header.separator());
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
      long newline = Swar.first(word, NEWLINE);
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
      long end = Swar.first(word, separator) | Swar.first(word, NEWLINE);
      long escape = Swar.first(word, BACKSLASH);
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

  /** True when the split ended with another header than the file began with. */
  boolean hasNewHeader() {
    return !header.readsAs(log.header());
  }

  /** The splits behind this one were read with the file's first header. */
  private void requireSameHeader() {
    if (split.end() != Long.MAX_VALUE && hasNewHeader()) {
      throw WeirException.failed(
          "Cannot read %s in parts: its fields change before byte %d. Read it with --zeek-parts no.",
          split.file().path(), split.end());
    }
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
