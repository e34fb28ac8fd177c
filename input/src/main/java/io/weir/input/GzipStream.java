// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/**
 * The content of a gzip file of any number of members (RFC 1952).
 *
 * <p>Where a member is broken, {@link DamagedFileException} is thrown once; then the stream goes on
 * with the next member, if one can be found.
 */
final class GzipStream extends InputStream {
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int FLAGS_RESERVED = 0xe0;

  private enum State {
    /** Before the header of a member; anything else here is damage. */
    HEADER,
    /** Inside a member. */
    BODY,
    /** After damage: looking for the header of a member. */
    SEARCH,
    END
  }

  private final InputStream stored;
  private final Inflate inflate;
  private final CRC32 crc = new CRC32();
  private int size;
  private boolean firstMember = true;
  private State state = State.HEADER;

  GzipStream(InputStream stored) {
    this.stored = stored;
    this.inflate = new Inflate(stored);
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
    try {
      while (state != State.END) {
        if (state == State.BODY) {
          int count = inflate(target, offset, length);
          if (count > 0) {
            return count;
          }
        } else {
          state = startMember();
        }
      }
      return -1;
    } catch (EOFException e) {
      state = State.END;
      throw new DamagedFileException("truncated gzip", e);
    } catch (DataFormatException e) {
      state = State.SEARCH;
      throw new DamagedFileException("corrupt gzip", e);
    }
  }

  private int inflate(byte[] target, int offset, int length)
      throws IOException, DataFormatException {
    int count = inflate.read(target, offset, length);
    if (count == 0) {
      endMember();
      return 0;
    }
    crc.update(target, offset, count);
    size += count;
    return count;
  }

  private void endMember() throws IOException, DataFormatException {
    state = State.HEADER;
    int check = readInt();
    int length = readInt();
    if (check != (int) crc.getValue() || length != size) {
      throw new DataFormatException("checksum");
    }
  }

  /** Reads up to the body of the next member; zeros behind the last one are padding. */
  private State startMember() throws IOException, DataFormatException {
    boolean searching = state == State.SEARCH;
    int value = firstByteOfMember(searching);
    if (value < 0) {
      return State.END;
    }
    if (value != 0x1f || inflate.peek() != 0x8b) {
      if (searching) {
        return State.SEARCH;
      }
      throw new DataFormatException(firstMember ? "no gzip header" : "trailing bytes");
    }
    readByte();
    int method = readByte();
    int flags = readByte();
    if (method != 8 || (flags & FLAGS_RESERVED) != 0) {
      if (searching) {
        return State.SEARCH;
      }
      throw new DataFormatException("header");
    }
    skipHeader(flags);
    firstMember = false;
    inflate.begin();
    crc.reset();
    size = 0;
    return State.BODY;
  }

  private int firstByteOfMember(boolean searching) throws IOException {
    int value = inflate.readByte();
    while (value >= 0 && value != 0x1f && (value == 0 || searching)) {
      value = inflate.readByte();
    }
    return value;
  }

  private void skipHeader(int flags) throws IOException {
    for (int i = 0; i < 6; i++) {
      readByte();
    }
    if ((flags & FLAG_EXTRA) != 0) {
      for (int left = readByte() + (readByte() << 8); left > 0; left--) {
        readByte();
      }
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      readByte();
      readByte();
    }
  }

  private void skipText() throws IOException {
    while (readByte() != 0) {
      // The name of the file that was compressed, or a comment.
    }
  }

  private int readInt() throws IOException {
    return readByte() + (readByte() << 8) + (readByte() << 16) + (readByte() << 24);
  }

  private int readByte() throws IOException {
    int value = inflate.readByte();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    state = State.END;
    stored.close();
  }
}
