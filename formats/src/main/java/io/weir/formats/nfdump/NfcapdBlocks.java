// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import io.weir.input.BlockCompression;
import io.weir.input.DamagedFileException;
import io.weir.model.Rejects;
import io.weir.model.Split;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * The blocks of a split of an nfcapd file, decompressed. What is broken is told to {@link Rejects};
 * reading goes on with the next block where its length is told. Not thread-safe.
 */
final class NfcapdBlocks implements AutoCloseable {
  static final int HEADER = 12;

  /** nfdump's own blocks are 5 MiB at most. */
  private static final int MOST_STORED = 16 << 20;

  private static final int MOST_CONTENT = 16 << 20;
  private static final int FIRST_CONTENT = 1 << 20;
  private static final int KEPT = 256;

  /** Arrays of blocks that were read: of new ones the kernel would have to clear each page. */
  private static final ArrayBlockingQueue<byte[]> SPARE = new ArrayBlockingQueue<>(4);

  private final Split split;
  private final NfcapdHeader header;
  private final Rejects rejects;
  private final InputStream in;
  private final byte[] head = new byte[HEADER];
  private byte[] stored = spare();
  private byte[] content;
  private byte[] block = new byte[0];
  private int length;
  private int records;
  private int type;
  private boolean isCut;
  private boolean isDamaged;
  private long number;
  private long offset;
  private long blockOffset;

  NfcapdBlocks(Split split, NfcapdHeader header, Rejects rejects) throws IOException {
    this.split = split;
    this.header = header;
    this.rejects = rejects;
    offset = Math.max(split.start(), header.firstBlock());
    content = header.compression().isEmpty() ? new byte[0] : spare();
    in = split.file().open(offset);
  }

  private static byte[] spare() {
    byte[] spare = SPARE.poll();
    return spare == null ? new byte[0] : spare;
  }

  /** Goes to the next block; false when there are no more. */
  boolean next() throws IOException {
    while (hasNext()) {
      blockOffset = offset;
      int got = read(head, HEADER);
      offset += got;
      if (got == 0) {
        // A part that ends nowhere is the last one of a file that ends too early.
        isCut = split.end() == Long.MAX_VALUE && (split.start() > 0 || number < header.blocks());
        if (isCut && !isDamaged) {
          reject("file cut off", head, 0);
        }
        return false;
      }
      number++;
      if (got < HEADER) {
        if (!isDamaged) {
          reject("block header cut off", head, got);
        }
        return false;
      }
      if (header.numbers().i32(head, 4) < 0 || header.numbers().i32(head, 4) > MOST_STORED) {
        reject("block length out of range", head, got);
        return false;
      }
      if (body()) {
        return true;
      }
    }
    return false;
  }

  private boolean hasNext() {
    boolean isInside = offset < split.end() && !isCut;
    boolean isWhole = split.start() == 0 && split.end() == Long.MAX_VALUE;
    if (isWhole && header.blocks() > 0) {
      return isInside && number < header.blocks();
    }
    return isInside && (header.appendix() == 0 || offset < header.appendix());
  }

  /** Reads what the block's header tells of; false when there is nothing in it to read. */
  private boolean body() throws IOException {
    int size = header.numbers().i32(head, 4);
    records = header.numbers().i32(head, 0);
    type = header.numbers().u16(head, 8);
    if (stored.length < size) {
      stored = new byte[Math.max(size, Math.min(2 * stored.length, MOST_STORED))];
    }
    int got = read(stored, size);
    offset += got;
    isCut = got < size;
    if (isCut && !isDamaged) {
      reject("block cut off", head, HEADER);
    }
    if (header.compression().isEmpty()) {
      block = stored;
      length = got;
    } else if (isCut) {
      return false;
    } else {
      length = decompress(header.compression().get(), size);
      block = content;
      if (length < 0) {
        reject(
            length == BlockCompression.FULL ? "block too large" : "corrupt block",
            stored,
            Math.min(size, KEPT));
        return false;
      }
    }
    return true;
  }

  private int decompress(BlockCompression compression, int size) {
    if (content.length == 0) {
      content = new byte[FIRST_CONTENT];
    }
    int count = compression.decompress(stored, 0, size, content);
    while (count == BlockCompression.FULL && content.length < MOST_CONTENT) {
      content = new byte[2 * content.length];
      count = compression.decompress(stored, 0, size, content);
    }
    return count;
  }

  /** Reads so many bytes, or as many as there are; a damaged file ends where it is damaged. */
  private int read(byte[] target, int count) throws IOException {
    int got = 0;
    try {
      while (got < count) {
        int more = in.read(target, got, count - got);
        if (more < 0) {
          break;
        }
        got += more;
      }
    } catch (DamagedFileException e) {
      isDamaged = true;
      rejects.reject(split.file(), offset + got, e.reason(), target, 0, 0);
    }
    return got;
  }

  private void reject(String reason, byte[] bytes, int count) {
    rejects.reject(split.file(), blockOffset, reason, bytes, 0, count);
  }

  /** The bytes of the block, from 0 to {@link #length}; until {@link #next}. */
  byte[] bytes() {
    return block;
  }

  int length() {
    return length;
  }

  /** How many records it says it has. */
  int records() {
    return records;
  }

  /** What kind of block it is: 2 records of layout 1, 3 records of layout 2, 4 an array. */
  int type() {
    return type;
  }

  /** True when the file ends inside this block. */
  boolean isCut() {
    return isCut;
  }

  /** Where the block begins in the file's content. */
  long blockOffset() {
    return blockOffset;
  }

  /** Content bytes consumed. */
  long bytesRead() {
    return offset - split.start();
  }

  @Override
  public void close() throws IOException {
    SPARE.offer(stored);
    if (content.length > 0) {
      SPARE.offer(content);
    }
    stored = new byte[0];
    content = stored;
    block = stored;
    length = 0;
    in.close();
  }
}
