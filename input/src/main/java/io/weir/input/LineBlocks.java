// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.Split;
import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a split, in blocks of whole lines in one array.
 *
 * <p>A line belongs to the split in which it begins. Each line of a block ends with a newline,
 * which is supplied where the file's last line lacks it, and {@link #PADDING} readable bytes follow
 * the block, so that a tokenizer may read 64 bytes at once anywhere. Memory is one block, whatever
 * the file; a line longer than {@link #LONGEST_LINE} is a reject. Not thread-safe.
 */
public final class LineBlocks implements AutoCloseable {
  /** Bytes that may be read behind a block. */
  public static final int PADDING = 64;

  /** The longest line that is not rejected. */
  public static final int LONGEST_LINE = 1 << 24;

  /** Small enough to stay in the processor's second cache. */
  private static final int BLOCK = 1 << 18;

  private static final int LEAST_BLOCK = 1 << 12;

  /** Logs become that much smaller, and some twice that. */
  private static final int USUAL_COMPRESSION = 8;

  private static final int REJECT_BYTES = 256;

  private final InputFile file;
  private final long splitEnd;
  private final Rejects rejects;
  private final InputStream in;
  private final long start;
  private final int blockSize;
  private byte[] bytes;
  private int from;
  private int to;
  private int filled;
  private long base;
  private boolean atEnd;
  private boolean isSkipping;
  private String damage = "";

  /** Opens a split of one file. */
  public LineBlocks(Split split, Rejects rejects) throws IOException {
    file = split.file();
    splitEnd = split.end();
    this.rejects = rejects;
    // A split begins after the first newline at or behind the byte before it.
    isSkipping = split.start() > 0;
    base = Math.max(0, split.start() - 1);
    start = base;
    blockSize = blockSize(file, base, splitEnd);
    bytes = newBlock();
    in = file.open(base);
  }

  /**
   * Small files and splits get small blocks; one byte more than is expected of a file shows that
   * there is no more. Of compressed files that is a guess, which decides nothing else.
   */
  private static int blockSize(InputFile file, long from, long end) {
    if (file.length() < 0) {
      return BLOCK;
    }
    long expected =
        file.isSplittable() ? file.length() - from + 1 : file.length() * USUAL_COMPRESSION;
    long wanted = Math.min(end, Long.MAX_VALUE - BLOCK) - from + LEAST_BLOCK;
    return (int) Math.max(LEAST_BLOCK, Math.min(BLOCK, Math.min(expected, wanted)));
  }

  /** Goes to the next block; false when the split has no more lines. */
  public boolean next() throws IOException {
    while (true) {
      discardConsumed();
      // A line that begins elsewhere is not followed further than the split.
      if (base + from >= splitEnd || !fill()) {
        return false;
      }
      if (isSkipping && !skipLine()) {
        continue;
      }
      if (base + from >= splitEnd) {
        return false;
      }
      to = endOfBlock();
      if (to > from) {
        return true;
      }
      if (!damage.isEmpty()) {
        passDamage();
      } else if (from < filled) {
        makeRoom();
      }
    }
  }

  private void discardConsumed() {
    int rest = filled - to;
    byte[] target =
        bytes.length > blockSize + PADDING && rest <= blockSize / 2 ? newBlock() : bytes;
    System.arraycopy(bytes, to, target, 0, rest);
    bytes = target;
    base += to;
    filled = rest;
    from = 0;
    to = 0;
  }

  private byte[] newBlock() {
    return new byte[blockSize + PADDING];
  }

  /**
   * Reads until the array is full, the content is damaged or the file ends; false when there is
   * nothing left.
   */
  private boolean fill() throws IOException {
    int limit = bytes.length - PADDING;
    while (filled < limit && !atEnd && damage.isEmpty()) {
      try {
        int count = in.read(bytes, filled, limit - filled);
        if (count < 0) {
          atEnd = true;
        } else {
          filled += count;
        }
      } catch (DamagedFileException e) {
        damage = e.reason();
      }
    }
    if (atEnd && filled > from && bytes[filled - 1] != '\n') {
      bytes[filled++] = '\n';
    }
    if (base == 0 && from == 0) {
      from = markLength(bytes, filled);
      to = from;
    }
    return filled > from || !damage.isEmpty();
  }

  /** The length of the byte order mark that some editors put in front of UTF-8 text; else 0. */
  public static int markLength(byte[] bytes, int length) {
    boolean isMarked =
        length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    return isMarked ? 3 : 0;
  }

  /** The line that the damage cut is rejected with it; what follows is the beginning of a line. */
  private void passDamage() {
    int length = Math.min(filled - from, REJECT_BYTES);
    rejects.reject(file, base + from, damage, bytes, from, length);
    damage = "";
    isSkipping = false;
    to = filled;
  }

  /** Skips to behind the next newline; false when it is not in the array. */
  private boolean skipLine() {
    int newline = newlineFrom(from);
    if (newline < 0) {
      if (damage.isEmpty()) {
        to = filled;
      } else {
        passDamage();
      }
      return false;
    }
    from = newline + 1;
    to = from;
    isSkipping = false;
    return true;
  }

  /** Behind the last newline of the block, or of the last line that begins in the split. */
  private int endOfBlock() {
    if (splitEnd - base <= filled) {
      int newline = newlineFrom((int) (splitEnd - base) - 1);
      if (newline >= 0) {
        return newline + 1;
      }
    }
    for (int i = filled - 1; i >= from; i--) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return from;
  }

  private int newlineFrom(int start) {
    for (int i = Math.max(start, from); i < filled; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** The array holds one unfinished line: takes a larger one, or gives the line up. */
  private void makeRoom() {
    if (filled - from < LONGEST_LINE) {
      byte[] larger = new byte[2 * (bytes.length - PADDING) + PADDING];
      System.arraycopy(bytes, from, larger, 0, filled - from);
      bytes = larger;
      base += from;
      filled -= from;
      from = 0;
      to = 0;
    } else {
      rejects.reject(file, base + from, "line too long", bytes, from, REJECT_BYTES);
      isSkipping = true;
      to = filled;
    }
  }

  /** The offset in the content where reading began. */
  public long start() {
    return start;
  }

  public InputFile file() {
    return file;
  }

  /** The array that holds the block; valid until {@link #next}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the block begins in {@link #bytes}. */
  public int from() {
    return from;
  }

  /** Behind the last newline of the block in {@link #bytes}. */
  public int to() {
    return to;
  }

  /** The offset in the content of the byte at an index of {@link #bytes}. */
  public long offset(int index) {
    return base + index;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
