// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.bind;

import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.LineDecoder;
import io.weir.model.CellWriter;
import io.weir.model.Scan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of lines. A line goes to the table of its kind; one whose table the file does not
 * begin with is rejected by the reader of the file's first table, and so is what is no line.
 */
final class BindLines implements LineDecoder {
  private final BindLine line;
  private final List<BindCells> cells = new ArrayList<>();
  private final int queries;
  private final int responses;
  private final int others;
  private final boolean declaresQueries;
  private final boolean declaresResponses;
  private final boolean declaresOthers;
  private final boolean readsFirst;
  private final TimeRange range;

  /**
   * Prepares to read.
   *
   * @param declared the tables that the file is known to hold, the first first
   */
  BindLines(BindLine line, List<TableSchema> declared, Scan scan, String path) {
    this.line = line;
    range = scan.range();
    scan.tables().forEach(table -> cells.add(new BindCells(table, path)));
    queries = position(scan, BindTables.QUERIES);
    responses = position(scan, BindTables.RESPONSES);
    others = position(scan, BindTables.OTHERS);
    declaresQueries = declared.contains(BindTables.QUERIES);
    declaresResponses = declared.contains(BindTables.RESPONSES);
    declaresOthers = declared.contains(BindTables.OTHERS);
    readsFirst = !declared.isEmpty() && position(scan, declared.get(0)) >= 0;
  }

  private static int position(Scan scan, TableSchema table) {
    for (int i = 0; i < scan.tables().size(); i++) {
      if (scan.tables().get(i).table().name().equals(table.name())) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public @Nullable String decode(byte[] bytes, int from, int end, long number, CellWriter[] out) {
    return switch (line.divide(bytes, from, end)) {
      case QUERY -> row(queries, declaresQueries, bytes, number, out);
      case RESPONSE -> row(responses, declaresResponses, bytes, number, out);
      case OTHER -> row(others, declaresOthers, bytes, number, out);
      case BROKEN -> readsFirst ? "broken query or response" : PASSED;
      case FOREIGN -> readsFirst ? "not a line of named's" : PASSED;
    };
  }

  private @Nullable String row(
      int table, boolean isDeclared, byte[] bytes, long number, CellWriter[] out) {
    if (table < 0) {
      return isDeclared || !readsFirst ? PASSED : "line of another kind than the file begins with";
    }
    boolean isOutside = line.micros() != Decimals.BAD && !range.contains(line.micros());
    if (!isOutside) {
      cells.get(table).write(line, bytes, number, out[table]);
    }
    return null;
  }
}
