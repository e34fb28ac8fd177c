// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.ComposedTable;
import io.weir.model.Format;
import io.weir.model.FormatSpec;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.ListText;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Rows computed from their number: row n of table {@code made_up}. Every 100th is a reject. */
final class MadeUpFormat implements Format {
  static final long DAY = 86_400_000_000L;
  static final TableSchema MADE_UP =
      new TableSchema(
          "made_up",
          "One row a number.",
          List.of(
              Column.of("ts", ColumnType.TIMESTAMP),
              Column.of("n", ColumnType.BIGINT),
              Column.of("name", ColumnType.STRING),
              Column.of("half", ColumnType.DOUBLE),
              Column.of("even", ColumnType.BOOLEAN),
              Column.of("tags", ColumnType.STRING_LIST),
              Column.of("sizes", ColumnType.BIGINT_LIST),
              Column.of("raw", ColumnType.BINARY)));
  static final TableSchema OTHER =
      new TableSchema("other", "", List.of(Column.of("n", ColumnType.BIGINT)));

  private final long rows;
  private final AtomicInteger opened = new AtomicInteger();
  private volatile TimeRange lastRange = TimeRange.ALL;

  MadeUpFormat(long rows) {
    this.rows = rows;
  }

  static String name(long n) {
    return n % 3 == 0 ? "n" + n : "a longer name of number " + n + " – ü";
  }

  /** How many splits were opened so far. */
  int opened() {
    return opened.get();
  }

  /** The range of the scan that was opened last. */
  TimeRange lastRange() {
    return lastRange;
  }

  @Override
  public FormatSpec spec() {
    return new FormatSpec("made-up", "", List.of(), List.of());
  }

  @Override
  public List<ComposedTable> composed(Options options) {
    TableSchema composed =
        new TableSchema(
            "composed",
            "",
            List.of(
                Column.of("ts", ColumnType.TIMESTAMP),
                Column.of("n", ColumnType.BIGINT),
                Column.of("missing", ColumnType.STRING),
                Column.of("joined", ColumnType.BIGINT)));
    TableSchema madeUp =
        new TableSchema(
            "made_up",
            "",
            List.of(
                Column.of("ts", ColumnType.TIMESTAMP),
                Column.of("n", ColumnType.BIGINT),
                Column.of("missing", ColumnType.STRING)));
    return List.of(
        new ComposedTable(
            composed,
            List.of(madeUp, OTHER),
            "SELECT m.ts AS ts, m.n AS n, m.missing AS missing, o.k AS joined FROM made_up m"
                + " LEFT JOIN (SELECT n, count(*) AS k FROM other GROUP BY n) o ON m.n = o.n"));
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    return new Recognition.No("made up");
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    return LongStream.range(0, 7)
        .mapToObj(i -> new Split(files, i * rows / 7, (i + 1) * rows / 7))
        .toList();
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) {
    lastRange = scan.range();
    opened.incrementAndGet();
    return new Reader(split, scan.tables(), rejects);
  }

  private static final class Reader implements TableReader {
    private final Split split;
    private final List<TableScan> scans;
    private final Rejects rejects;
    private long next;
    private long read;

    Reader(Split split, List<TableScan> scans, Rejects rejects) {
      this.split = split;
      this.scans = scans;
      this.rejects = rejects;
      this.next = split.start();
    }

    @Override
    public boolean fill(CellWriter[] out) {
      for (; next < split.end(); next++) {
        if (Arrays.stream(out).anyMatch(CellWriter::isFull)) {
          return true;
        }
        if (next % 100 == 99) {
          out[0].setLong(0, 1);
          out[0].dropRow();
          rejects.reject(split.file(), next, "hundredth", new byte[0], 0, 0);
          continue;
        }
        for (int table = 0; table < out.length; table++) {
          TableScan scan = scans.get(table);
          for (int i = 0; i < scan.columns().size(); i++) {
            cell(out[table], i, scan.wanted().get(i).name());
          }
          out[table].endRow();
        }
        read++;
      }
      return false;
    }

    private void cell(CellWriter out, int column, String name) {
      switch (name) {
        case "ts" -> out.setLong(column, next * DAY / 1000);
        case "n" -> out.setLong(column, next);
        case "name" -> text(out, column, name(next).getBytes(StandardCharsets.UTF_8));
        case "half" -> out.setDouble(column, next / 2.0);
        case "even" -> out.setBoolean(column, next % 2 == 0);
        case "tags" -> {
          List<String> tags = new ArrayList<>();
          for (long i = 0; i < next % 3; i++) {
            tags.add("tag" + i);
          }
          text(out, column, ListText.encode(tags));
        }
        case "raw" -> text(out, column, new byte[] {0, -1, (byte) next});
        case "sizes" -> text(out, column, ListText.encode(List.of("1", "" + next)));
        default -> {}
      }
    }

    private static void text(CellWriter out, int column, byte[] text) {
      out.setBytes(column, text, 0, text.length);
    }

    @Override
    public long recordsRead() {
      return read;
    }

    @Override
    public long bytesRead() {
      return next - split.start();
    }

    @Override
    public void close() {}
  }

  /** A file that is never opened. */
  record NoFile(String path) implements InputFile {
    @Override
    public String name() {
      return path;
    }

    @Override
    public long length() {
      return 1000;
    }

    @Override
    public boolean isSplittable() {
      return true;
    }

    @Override
    public String compression() {
      return "plain";
    }

    @Override
    public InputStream open(long offset) {
      return new ByteArrayInputStream(new byte[0]);
    }
  }
}
