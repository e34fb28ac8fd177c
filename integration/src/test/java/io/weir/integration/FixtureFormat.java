// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import com.google.auto.service.AutoService;
import io.weir.model.CellWriter;
import io.weir.model.Column;
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
import io.weir.model.engine.NativeTable;
import io.weir.testkit.BytesFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Any table from tab-separated text: a line of column names, then rows; {@code \N} is NULL, times
 * are ISO, elements of lists are divided by commas. It recognises nothing: tests name it. The
 * option {@code splits} says into how many parts its rows are divided.
 */
@AutoService(Format.class)
public final class FixtureFormat implements Format {
  private static final Pattern TAB = Pattern.compile("\t");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final String NULL = "\\N";

  /** A table from text, read in so many splits. */
  static NativeTable table(TableSchema schema, String text, int splits) {
    return new NativeTable(
        schema,
        new FixtureFormat(),
        List.of(BytesFile.of(schema.name() + ".tsv", text)),
        Options.NONE.with("splits", Integer.toString(splits)));
  }

  @Override
  public FormatSpec spec() {
    return new FormatSpec("fixture", "Tables of tests.", List.of(), List.of());
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    return new Recognition.No("only tests name it");
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) throws IOException {
    int splits = Integer.parseInt(scan.options().value("splits").orElse("1"));
    int rows = Math.max(0, lines(files.get(0)).size() - 1);
    List<Split> parts = new ArrayList<>();
    for (int i = 0; i < splits; i++) {
      parts.add(new Split(files, (long) rows * i / splits, (long) rows * (i + 1) / splits));
    }
    return parts;
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    return new Reader(lines(split.file()), split, scan.tables().get(0));
  }

  private static List<String> lines(InputFile file) throws IOException {
    try (InputStream content = file.open(0)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static final class Reader implements TableReader {
    private final List<String> lines;
    private final Split split;
    private final TableScan table;
    private final List<String> header;
    private long next;

    Reader(List<String> lines, Split split, TableScan table) {
      this.lines = lines;
      this.split = split;
      this.table = table;
      this.header = lines.isEmpty() ? List.of() : List.of(TAB.split(lines.get(0), -1));
      this.next = split.start();
    }

    @Override
    public boolean fill(CellWriter[] out) {
      for (; next < split.end(); next++) {
        if (out[0].isFull()) {
          return true;
        }
        write(lines.get((int) next + 1), header, table, out[0]);
      }
      return false;
    }

    @Override
    public long recordsRead() {
      return next - split.start();
    }

    @Override
    public long bytesRead() {
      return next - split.start();
    }

    @Override
    public void close() {}
  }

  /** Writes a line of text as a row. */
  static void write(String line, List<String> header, TableScan table, CellWriter out) {
    String[] cells = TAB.split(line, -1);
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.wanted().get(i);
      int at = header.indexOf(column.name());
      if (at >= 0 && !cells[at].equals(NULL)) {
        set(out, i, column, cells[at]);
      }
    }
    out.endRow();
  }

  private static void set(CellWriter out, int at, Column column, String text) {
    switch (column.type()) {
      case BOOLEAN -> out.setBoolean(at, Boolean.parseBoolean(text));
      case INTEGER, BIGINT -> out.setLong(at, Long.parseLong(text));
      case DOUBLE -> out.setDouble(at, Double.parseDouble(text));
      case DATE -> out.setLong(at, LocalDate.parse(text).toEpochDay());
      case TIMESTAMP -> out.setLong(at, micros(text));
      default -> {
        byte[] bytes =
            column.type().isList()
                ? ListText.encode(List.of(COMMA.split(text, -1)))
                : text.getBytes(StandardCharsets.UTF_8);
        out.setBytes(at, bytes, 0, bytes.length);
      }
    }
  }

  private static long micros(String text) {
    return ChronoUnit.MICROS.between(
        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), LocalDateTime.parse(text));
  }
}
