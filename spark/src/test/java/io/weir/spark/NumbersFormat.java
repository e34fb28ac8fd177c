// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import com.google.auto.service.AutoService;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows computed from their number: row n of table {@code numbers}. Every 100th is a reject.
 * Options: {@code rows}, and {@code fail} to fail at that row.
 */
@AutoService(Format.class)
public final class NumbersFormat implements Format {
  static final long DAY = 86_400_000_000L;
  static final int SPLITS = 7;
  static final TableSchema NUMBERS =
      new TableSchema(
          "numbers",
          "One row a number.",
          List.of(
              Column.of("ts", ColumnType.TIMESTAMP),
              Column.of("n", ColumnType.BIGINT),
              Column.of("small", ColumnType.INTEGER),
              Column.of("name", ColumnType.STRING),
              Column.of("half", ColumnType.DOUBLE),
              Column.of("even", ColumnType.BOOLEAN),
              Column.of("day", ColumnType.DATE),
              Column.of("bytes", ColumnType.BINARY),
              Column.of("tags", ColumnType.STRING_LIST),
              Column.of("sizes", ColumnType.BIGINT_LIST),
              Column.of("shares", ColumnType.DOUBLE_LIST),
              Column.of("flags", ColumnType.BOOLEAN_LIST),
              Column.of("times", ColumnType.TIMESTAMP_LIST)));
  private static final TableSchema OTHER =
      new TableSchema("other", "", List.of(Column.of("n", ColumnType.BIGINT)));

  static String name(long n) {
    return n % 3 == 0 ? "n" + n : "a longer name of number " + n + " – ü";
  }

  @Override
  public FormatSpec spec() {
    return new FormatSpec("numbers", "", List.of(), List.of());
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
                Column.of("twin", ColumnType.BIGINT),
                Column.of("joined", ColumnType.BIGINT)));
    TableSchema numbers =
        new TableSchema(
            "numbers",
            "",
            List.of(
                Column.of("ts", ColumnType.TIMESTAMP),
                Column.of("n", ColumnType.BIGINT),
                Column.of("missing", ColumnType.STRING)));
    return List.of(
        new ComposedTable(
            composed,
            List.of(numbers, OTHER),
            "SELECT m.ts AS ts, m.n AS n, m.missing AS missing, t.k AS twin, o.k AS joined"
                + " FROM numbers m"
                + " LEFT JOIN (SELECT n, count(*) AS k FROM numbers GROUP BY n) t ON m.n = t.n"
                + " LEFT JOIN (SELECT n, count(*) AS k FROM other GROUP BY n) o ON m.n = o.n"));
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    return new Recognition.No("made up");
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    long rows = Long.parseLong(scan.options().value("rows").orElse("1000"));
    return LongStream.range(0, SPLITS)
        .mapToObj(i -> new Split(files, i * rows / SPLITS, (i + 1) * rows / SPLITS))
        .toList();
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) {
    return new Reader(split, scan, rejects);
  }

  private static final class Reader implements TableReader {
    private final Split split;
    private final TableScan table;
    private final Scan scan;
    private final Rejects rejects;
    private final long failAt;
    private long next;
    private long read;

    Reader(Split split, Scan scan, Rejects rejects) {
      this.split = split;
      this.table = scan.tables().get(0);
      this.scan = scan;
      this.rejects = rejects;
      this.failAt = Long.parseLong(scan.options().value("fail").orElse("-1"));
      this.next = split.start();
    }

    @Override
    public boolean fill(CellWriter[] out) throws IOException {
      for (; next < split.end(); next++) {
        if (out[0].isFull()) {
          return true;
        }
        if (next == failAt) {
          throw new IOException("the disk is gone");
        }
        for (int i = 0; i < table.columns().size(); i++) {
          cell(out[0], i, table.wanted().get(i).name());
        }
        if (next % 100 == 99) {
          out[0].dropRow();
          byte[] record = ("number " + next).getBytes(StandardCharsets.UTF_8);
          rejects.reject(split.file(), next, "hundredth", record, 0, record.length);
          continue;
        }
        read++;
        if (scan.range().contains(next * DAY / 1000)) {
          out[0].endRow();
        } else {
          out[0].dropRow();
        }
      }
      return false;
    }

    private void cell(CellWriter out, int column, String name) {
      switch (name) {
        case "ts" -> out.setLong(column, next * DAY / 1000);
        case "n" -> out.setLong(column, next);
        case "small" -> out.setLong(column, -(next % 10));
        case "day" -> out.setLong(column, next / 1000);
        case "half" -> out.setDouble(column, next / 2.0);
        case "even" -> out.setBoolean(column, next % 2 == 0);
        case "name" -> text(out, column, name(next));
        case "bytes" -> out.setBytes(column, new byte[] {(byte) next, -1}, 0, 2);
        case "tags" -> list(out, column, next % 3 == 0 ? "" : next % 3 == 1 ? "a" : null, "b ü");
        case "sizes" -> list(out, column, "1", Long.toString(-next), "no number");
        case "shares" -> list(out, column, "0.5");
        case "flags" -> list(out, column, "true", "false");
        case "times" -> list(out, column, Long.toString(next * DAY));
        default -> {
          // A column that this format does not know stays NULL.
        }
      }
    }

    private static void text(CellWriter out, int column, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.setBytes(column, bytes, 0, bytes.length);
    }

    private static void list(CellWriter out, int column, @Nullable String... elements) {
      byte[] bytes = ListText.encode(Arrays.asList(elements));
      out.setBytes(column, bytes, 0, bytes.length);
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

  /** A file that is not there: the format makes its rows up. */
  record NoFile(String path, long length) implements InputFile {
    @Override
    public String name() {
      return path;
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
