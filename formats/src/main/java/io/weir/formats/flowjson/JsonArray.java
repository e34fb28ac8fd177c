// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.input.DamagedFileException;
import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads the objects of a file that is one array of them. Not thread-safe. */
final class JsonArray implements TableReader {
  private static final int MOST_BYTES = 1 << 20;
  private static final int FIRST_BYTES = 1 << 16;
  private static final int MORE_NEEDED = -1;

  private final InputFile file;
  private final InputStream in;
  private final FlowObject flows;
  private final Rejects rejects;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int at;
  private int end;
  private long offset;
  private boolean isEnded;
  private long number;

  JsonArray(InputFile file, FlowObject flows, Rejects rejects) throws IOException {
    this.file = file;
    this.flows = flows;
    this.rejects = rejects;
    in = file.open(0);
    flows.cells().file(file.path());
  }

  /** Where the first object of an array begins; negative when the bytes do not begin with one. */
  static int firstObject(byte[] bytes, int end) {
    int start = skipBlanks(bytes, 0, end);
    if (start == end || bytes[start] != '[') {
      return MORE_NEEDED;
    }
    start = skipBlanks(bytes, start + 1, end);
    return start < end && bytes[start] == '{' ? start : MORE_NEEDED;
  }

  /** Behind the end of the object that begins at a place; negative when it is not there. */
  static int objectEnd(byte[] bytes, int start, int end) {
    int depth = 0;
    boolean isString = false;
    for (int i = start; i < end; i++) {
      byte c = bytes[i];
      if (isString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          isString = false;
        }
      } else if (c == '"') {
        isString = true;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return MORE_NEEDED;
  }

  private static int skipBlanks(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  @Override
  public boolean fill(CellWriter[] out) throws IOException {
    while (!out[0].isFull()) {
      int start = next();
      if (start < 0) {
        return false;
      }
      int stop = objectEnd(bytes, start, end);
      boolean isMore = stop < 0;
      while (stop < 0 && isMore) {
        isMore = more(start);
        start = at;
        stop = objectEnd(bytes, start, end);
      }
      if (stop < 0) {
        reject(isEnded ? "object cut off" : "object too long", start, end);
        at = end;
        return false;
      }
      flows.cells().line(++number);
      String defect = flows.read(bytes, start, stop, out[0]);
      if (!defect.isEmpty()) {
        reject(defect, start, stop);
      }
      at = stop;
    }
    return true;
  }

  /** Where the next object begins; negative at the end. What is no part of an array is told. */
  private int next() throws IOException {
    int told = -1;
    while (true) {
      for (; at < end; at++) {
        byte c = bytes[at];
        if (c == '{') {
          return at;
        }
        boolean isPart = c == ',' || c == '[' || c == ']' || (c <= ' ' && c >= 0);
        if (!isPart && told < 0) {
          told = at;
          reject("no object", at, Math.min(end, at + 64));
        }
      }
      if (!more(at)) {
        return -1;
      }
    }
  }

  /** Reads on, keeping the bytes from a place, which becomes {@code at}; false when it cannot. */
  private boolean more(int from) throws IOException {
    int kept = end - from;
    if (isEnded || kept >= MOST_BYTES) {
      return false;
    }
    byte[] target = kept > bytes.length / 2 ? new byte[2 * bytes.length] : bytes;
    System.arraycopy(bytes, from, target, 0, kept);
    offset += from;
    bytes = target;
    at = 0;
    end = kept;
    int got;
    try {
      got = in.read(bytes, end, bytes.length - end);
    } catch (DamagedFileException e) {
      rejects.reject(file, offset + end, e.reason(), bytes, 0, 0);
      got = -1;
    }
    isEnded = got < 0;
    end += Math.max(0, got);
    return got >= 0;
  }

  private void reject(String reason, int from, int stop) {
    byte[] kept = Arrays.copyOfRange(bytes, from, Math.min(stop, from + 256));
    rejects.reject(file, offset + from, reason, kept, 0, kept.length);
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
