// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import org.apache.commons.codec.digest.XXHash32;
import org.jspecify.annotations.Nullable;

/**
 * The content of an LZ4 file: any number of frames of LZ4 frame format 1.6.4, with dependent or
 * independent blocks and checksums; frames to be skipped are skipped.
 *
 * <p>A broken block is delivered as far as it can be decoded, then the failure is thrown.
 */
final class Lz4FrameStream extends InputStream {
  private static final int MAGIC = 0x184d2204;
  private static final int SKIPPABLE = 0x184d2a50;
  private static final int HISTORY = 1 << 16;
  private static final int STORED_BLOCK = 1 << 31;
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] NONE = new byte[0];

  private final InputStream stored;
  private final byte[] word = new byte[Integer.BYTES];
  private final Lz4Block blocks = new Lz4Block();
  private byte[] block = NONE;

  /** Decoded bytes: those before {@code next} are history, those up to {@code limit} are due. */
  private byte[] decoded = NONE;

  private int next;
  private int limit;

  private int blockSize;
  private boolean inFrame;
  private boolean independent;
  private boolean blockChecksums;
  private @Nullable XXHash32 contentChecksum;
  private @Nullable IOException failure;

  Lz4FrameStream(InputStream stored) {
    this.stored = stored;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (next == limit) {
      if (failure != null) {
        throw failure;
      }
      if (inFrame) {
        nextBlock();
      } else if (!nextFrame()) {
        return -1;
      }
    }
    int count = Math.min(length, limit - next);
    System.arraycopy(decoded, next, target, offset, count);
    next += count;
    return count;
  }

  /** Reads a frame's header; false at the end of the file. */
  private boolean nextFrame() throws IOException {
    int got = stored.readNBytes(word, 0, 4);
    if (got == 0) {
      return false;
    }
    if (got < 4) {
      throw new EOFException();
    }
    int magic = littleEndian();
    if ((magic & 0xfffffff0) == SKIPPABLE) {
      stored.skipNBytes(Integer.toUnsignedLong(readInt()));
      return true;
    }
    if (magic != MAGIC) {
      throw new IOException("Not an LZ4 frame.");
    }
    int flags = readByte();
    int descriptor = readByte();
    int sizeCode = (descriptor >>> 4) & 7;
    if (flags >>> 6 != 1 || (flags & 2) != 0 || (descriptor & 0x8f) != 0 || sizeCode < 4) {
      throw new IOException("Not a frame header.");
    }
    independent = (flags & 0x20) != 0;
    blockChecksums = (flags & 0x10) != 0;
    contentChecksum = (flags & 4) != 0 ? new XXHash32() : null;
    if ((flags & 1) != 0) {
      throw new IOException("The frame needs a dictionary.");
    }
    stored.skipNBytes((flags & 8) != 0 ? 9 : 1);
    blockSize = 1 << (2 * sizeCode + 8);
    if (decoded.length < HISTORY + blockSize) {
      decoded = new byte[HISTORY + blockSize];
      block = new byte[blockSize];
    }
    next = 0;
    limit = 0;
    inFrame = true;
    return true;
  }

  private void nextBlock() throws IOException {
    int size = readInt();
    if (size == 0) {
      endFrame();
      return;
    }
    boolean isStored = (size & STORED_BLOCK) != 0;
    size &= ~STORED_BLOCK;
    if (size > blockSize) {
      throw new IOException("A block is larger than the frame allows.");
    }
    makeRoom();
    int got = stored.readNBytes(block, 0, size);
    if (isStored) {
      System.arraycopy(block, 0, decoded, next, got);
      limit = next + got;
    } else if (!decode(got)) {
      failure = new IOException("A block is corrupt.");
    }
    if (got < size) {
      failure = new EOFException();
    }
    if (contentChecksum != null) {
      contentChecksum.update(decoded, next, limit - next);
    }
    if (blockChecksums && failure == null) {
      checkBlock(size);
    }
  }

  private void checkBlock(int size) {
    try {
      XXHash32 hash = new XXHash32();
      hash.update(block, 0, size);
      if (readInt() != (int) hash.getValue()) {
        failure = new IOException("A block's checksum is wrong.");
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  private void endFrame() throws IOException {
    inFrame = false;
    if (contentChecksum != null && readInt() != (int) contentChecksum.getValue()) {
      failure = new IOException("The content's checksum is wrong.");
    }
  }

  /** Moves what later blocks may refer to to the front. */
  private void makeRoom() {
    int kept = independent ? 0 : Math.min(HISTORY, limit);
    System.arraycopy(decoded, limit - kept, decoded, 0, kept);
    next = kept;
    limit = kept;
  }

  /**
   * Decodes a block behind the history.
   *
   * @return false when it is corrupt; {@code limit} is then after the last good byte
   */
  private boolean decode(int size) {
    boolean isGood = blocks.decode(block, 0, size, decoded, next, next + blockSize);
    limit = blocks.limit();
    return isGood;
  }

  private int readByte() throws IOException {
    int value = stored.read();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }

  private int readInt() throws IOException {
    if (stored.readNBytes(word, 0, 4) < 4) {
      throw new EOFException();
    }
    return littleEndian();
  }

  private int littleEndian() {
    return (int) LITTLE_ENDIAN.get(word, 0);
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }
}
