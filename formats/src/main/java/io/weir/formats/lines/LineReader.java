// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import io.weir.input.LineBlocks;
import io.weir.model.CellWriter;
import io.weir.model.Rejects;
import io.weir.model.Split;
import io.weir.model.TableReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a split with a {@link LineDecoder}; empty lines are no records. */
public final class LineReader implements TableReader {
  private final LineBlocks blocks;
  private final LineDecoder decoder;
  private final @Nullable LinesDecoder together;
  private final Rejects rejects;
  private final boolean isFromStart;
  private boolean isEnded;
  private int at;
  private int to;
  private long line;
  private long records;

  /** Opens a split of one file. */
  public LineReader(Split split, LineDecoder decoder, Rejects rejects) throws IOException {
    blocks = new LineBlocks(split, rejects);
    this.decoder = decoder;
    together = decoder instanceof LinesDecoder several ? several : null;
    this.rejects = rejects;
    isFromStart = split.start() == 0;
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    while (decoder.drain(out) && !isFull(out)) {
      if (at == to) {
        if (isEnded || !blocks.next()) {
          if (!isEnded) {
            isEnded = true;
            at = 0;
            to = 0;
            decoder.finish();
          }
          return !decoder.drain(out);
        }
        at = blocks.from();
        to = blocks.to();
        if (together != null) {
          together.next(blocks.bytes(), to);
        }
      }
      if (together == null || !lines(together, out)) {
        line(out);
      }
    }
    return true;
  }

  private static boolean isFull(CellWriter[] out) {
    for (CellWriter rows : out) {
      if (rows.isFull()) {
        return true;
      }
    }
    return false;
  }

  /** Reads the next lines together; false when the next is to be read alone. */
  private boolean lines(LinesDecoder several, CellWriter[] out) {
    int count = several.decode(at, isFromStart ? line + 1 : 0, out);
    if (count == 0) {
      return false;
    }
    records += count;
    line += count;
    at = several.behind();
    return true;
  }

  private void line(CellWriter[] out) {
    byte[] bytes = blocks.bytes();
    int start = at;
    int newline = Bytes.newline(bytes, start);
    int end = newline > start && bytes[newline - 1] == '\r' ? newline - 1 : newline;
    at = newline + 1;
    line++;
    if (end == start) {
      return;
    }
    @Nullable String defect = decoder.decode(bytes, start, end, isFromStart ? line : 0, out);
    if (defect == null) {
      records++;
    } else if (!defect.equals(LineDecoder.PASSED)) {
      rejects.reject(blocks.file(), blocks.offset(start), defect, bytes, start, at - start);
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
