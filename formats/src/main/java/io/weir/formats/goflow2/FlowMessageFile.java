// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.goflow2;

import io.weir.input.DamagedFileException;
import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.TableReader;
import java.io.IOException;
import java.io.InputStream;

/** Reads a file of messages, each behind its length. Not thread-safe. */
final class FlowMessageFile implements TableReader {
  private static final int BUFFER = 4 * Framing.LONGEST;
  private static final int LONGEST_PREFIX = 10;
  private static final int REJECT_BYTES = 256;

  private final InputFile file;
  private final InputStream in;
  private final Rejects rejects;
  private final FlowRows flows;
  private final Varints length = new Varints();
  private final byte[] bytes = new byte[BUFFER];
  private boolean isLooked;
  private boolean isSeparated;
  private boolean isEnded;
  private int at;
  private int end;
  private long offset;
  private long number;

  FlowMessageFile(InputFile file, Scan scan, Rejects rejects) throws IOException {
    this.file = file;
    this.rejects = rejects;
    flows = new FlowRows(scan);
    flows.cells().file(file.path());
    in = file.open(0);
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    while (!out[0].isFull()) {
      if (end - at < Framing.LONGEST + LONGEST_PREFIX + 1) {
        more();
      }
      if (!isLooked) {
        isLooked = true;
        isSeparated = Framing.isSeparated(bytes, 0, end);
      }
      if (at == end) {
        return false;
      }
      message(out[0]);
    }
    return true;
  }

  private void message(CellWriter rows) {
    int start = length.read(bytes, at, end);
    long size = length.value();
    if (start < 0 || size < 0 || size > Framing.LONGEST) {
      // Where the next message begins nobody knows.
      reject(start < 0 && end - at < LONGEST_PREFIX ? "record cut off" : "bad length", at, end);
      finish();
      return;
    }
    if (size > end - start) {
      reject("record cut off", at, end);
      finish();
      return;
    }
    int stop = start + (int) size;
    flows.cells().line(++number);
    String defect = flows.read(bytes, start, stop, rows);
    if (!defect.isEmpty()) {
      reject(defect, at, stop);
    }
    at = stop < end && isSeparated && bytes[stop] == '\n' ? stop + 1 : stop;
  }

  private void finish() {
    isEnded = true;
    at = end;
  }

  /** Reads on until there is room for no more, or nothing more. */
  private void more() throws IOException {
    System.arraycopy(bytes, at, bytes, 0, end - at);
    offset += at;
    end -= at;
    at = 0;
    try {
      while (!isEnded && end < bytes.length) {
        int got = in.read(bytes, end, bytes.length - end);
        isEnded = got < 0;
        end += Math.max(0, got);
      }
    } catch (DamagedFileException e) {
      isEnded = true;
      rejects.reject(file, offset + end, e.reason(), bytes, 0, 0);
    }
  }

  private void reject(String reason, int from, int stop) {
    rejects.reject(file, offset + from, reason, bytes, from, Math.min(REJECT_BYTES, stop - from));
  }

  @Override
  public long recordsRead() {
    return flows.records();
  }

  @Override
  public long bytesRead() {
    return offset + at;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
