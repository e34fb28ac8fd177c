// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.lines.Bytes;
import io.weir.input.LineBlocks;
import io.weir.model.CellWriter;
import io.weir.model.Rejects;
import io.weir.model.Split;
import io.weir.model.TableReader;
import java.io.IOException;

/** Reads the lines of a split of a file. */
final class FlowJsonLines implements TableReader {
  private final LineBlocks blocks;
  private final FlowObject flows;
  private final Rejects rejects;
  private final boolean isFromStart;
  private int at;
  private int to;
  private long line;

  FlowJsonLines(Split split, FlowObject flows, Rejects rejects) throws IOException {
    blocks = new LineBlocks(split, rejects);
    this.flows = flows;
    this.rejects = rejects;
    isFromStart = split.start() == 0;
    flows.cells().file(split.file().path());
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
      line(rows);
    }
    return true;
  }

  private void line(CellWriter rows) {
    byte[] bytes = blocks.bytes();
    int start = at;
    int end = Bytes.newline(bytes, start);
    at = end + 1;
    line++;
    if (Bytes.isBlank(bytes, start, end)) {
      return;
    }
    flows.cells().line(isFromStart ? line : 0);
    String defect = flows.read(bytes, start, end, rows);
    if (!defect.isEmpty()) {
      rejects.reject(blocks.file(), blocks.offset(start), defect, bytes, start, at - start);
    }
  }

  @Override
  public long recordsRead() {
    return flows.records();
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
