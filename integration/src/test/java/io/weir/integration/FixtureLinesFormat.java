// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import com.google.auto.service.AutoService;
import io.weir.input.LineBlocks;
import io.weir.input.Splits;
import io.weir.model.CellWriter;
import io.weir.model.Format;
import io.weir.model.FormatSpec;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Any of the five tables from a file that may grow: a first line {@code #fixture TABLE COLUMN …},
 * divided by tabs, then rows as {@link FixtureFormat} has them.
 */
@AutoService(Format.class)
public final class FixtureLinesFormat implements Format {
  static final String BEGINNING = "#fixture\t";

  @Override
  public FormatSpec spec() {
    return new FormatSpec("fixture-lines", "Growing tables of tests.", List.of(), List.of());
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    String text = new String(head.bytes(), StandardCharsets.UTF_8);
    return text.startsWith(BEGINNING) && text.contains("\n")
        ? FiveTables.named(text.split("\t", 3)[1])
            .<Recognition>map(table -> new Recognition.Yes(List.of(table), "a table of tests"))
            .orElse(new Recognition.No("there is no such table"))
        : new Recognition.No("it begins otherwise");
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    return Splits.ofLines(files, parallelism);
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    try (BufferedReader beginning =
        new BufferedReader(new InputStreamReader(split.file().open(0), StandardCharsets.UTF_8))) {
      String first = String.valueOf(beginning.readLine());
      return new Reader(List.of(first.split("\t", -1)), split, scan.tables().get(0), rejects);
    }
  }

  @Override
  public boolean isOfLines() {
    return true;
  }

  private static final class Reader implements TableReader {
    /** Its first two words are no columns. */
    private final List<String> header;

    private final TableScan table;
    private final LineBlocks blocks;
    private int at;
    private int to;
    private long read;

    Reader(List<String> header, Split split, TableScan table, Rejects rejects) throws IOException {
      this.header = header.subList(2, header.size());
      this.table = table;
      blocks = new LineBlocks(split, rejects);
    }

    @Override
    public boolean fill(CellWriter[] out) throws IOException {
      while (!out[0].isFull()) {
        if (at == to) {
          if (!blocks.next()) {
            return false;
          }
          at = blocks.from();
          to = blocks.to();
        }
        int start = at;
        while (blocks.bytes()[at] != '\n') {
          at++;
        }
        String line = new String(blocks.bytes(), start, at++ - start, StandardCharsets.UTF_8);
        if (!line.startsWith("#")) {
          FixtureFormat.write(line, header, table, out[0]);
          read++;
        }
      }
      return true;
    }

    @Override
    public long recordsRead() {
      return read;
    }

    @Override
    public long bytesRead() {
      return read;
    }

    @Override
    public void close() throws IOException {
      blocks.close();
    }
  }
}
