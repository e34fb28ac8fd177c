// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.LinesDecoder;
import io.weir.model.CellWriter;
import io.weir.model.RowsWriter;
import io.weir.model.Scan;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes rows of lines of Squid's own format: of many at once, of unusual ones one by one. */
final class NativeLines implements LinesDecoder {
  /** So many lines are decoded one by one behind an unusual one, then twice as many, and so on. */
  private static final int LEAST_PATIENCE = 8;

  private static final int MOST_PATIENCE = 1 << 14;

  private final SquidLines each;
  private final NativeColumns columns;
  private final NativeBlock block = new NativeBlock();
  private final boolean isPathAscii;
  private byte[] bytes = {};
  private int to;
  private int behind;
  private int patience = LEAST_PATIENCE;
  private int oneByOne;

  NativeLines(SquidLines each, Scan scan, String path) {
    this.each = each;
    byte[] name = path.getBytes(UTF_8);
    isPathAscii = name.length == path.length();
    byte[] readable = Arrays.copyOf(name, name.length + RowsWriter.READABLE);
    columns = new NativeColumns(scan, readable, name.length);
  }

  @Override
  public void next(byte[] lines, int end) {
    bytes = lines;
    to = end;
    block.clear();
  }

  @Override
  public int decode(int from, long line, CellWriter[] out) {
    if (oneByOne > 0 || !isPathAscii || !(out[0] instanceof RowsWriter rows)) {
      return 0;
    }
    if (block.lines() == 0) {
      block.look(bytes, from, to);
    }
    int count = Math.min(Math.min(block.lines(), RowsWriter.MOST), rows.room());
    boolean isRegular = count > 0 && columns.look(block, bytes, count);
    int inside = isRegular ? columns.inside(count) : 0;
    if (!isRegular || (inside > 0 && inside < count)) {
      block.clear();
      oneByOne = patience;
      patience = Math.min(MOST_PATIENCE, 2 * patience);
      return 0;
    }
    if (inside > 0) {
      columns.set(block, bytes, count, line, rows);
      rows.endRows(count);
    }
    block.pass(count);
    behind = block.at();
    patience = LEAST_PATIENCE;
    return count;
  }

  @Override
  public int behind() {
    return behind;
  }

  @Override
  public @Nullable String decode(byte[] line, int from, int end, long number, CellWriter[] out) {
    oneByOne = Math.max(0, oneByOne - 1);
    return each.decode(line, from, end, number, out);
  }
}
