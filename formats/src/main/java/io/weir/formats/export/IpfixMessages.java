// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import io.weir.input.DamagedFileException;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import java.io.IOException;
import java.io.InputStream;

/** The messages of an IPFIX file (RFC 5655), which follow each other. */
final class IpfixMessages implements ExportDatagrams {
  private static final int HEADER = 16;
  private static final int FIRST_DATA_SET = 256;

  private final InputFile file;
  private final Rejects rejects;
  private final InputStream in;
  private final byte[] message = new byte[1 << 16];
  private int length;
  private long offset;
  private long next;
  private long messages;
  private boolean isEnded;

  IpfixMessages(InputFile file, Rejects rejects) throws IOException {
    this.file = file;
    this.rejects = rejects;
    in = file.open(0);
  }

  /**
   * True when content begins as a message of IPFIX does: its version, a length that holds a set,
   * and a set of a number that there is, inside the message.
   */
  static boolean isMessage(byte[] bytes) {
    if (bytes.length < HEADER + 4 || bytes[0] != 0 || bytes[1] != 10) {
      return false;
    }
    int told = u16(bytes, 2);
    int set = u16(bytes, HEADER);
    int size = u16(bytes, HEADER + 2);
    boolean isSet = set == 2 || set == 3 || set >= FIRST_DATA_SET;
    return isSet && size >= 4 && size <= told - HEADER && isFollowed(bytes, told);
  }

  /** True when what is behind the first message may be another. */
  private static boolean isFollowed(byte[] bytes, int told) {
    return bytes.length < told + 2 || (bytes[told] == 0 && bytes[told + 1] == 10);
  }

  @Override
  public boolean next() throws IOException {
    offset = next;
    length = read(0, HEADER);
    if (length == 0 || isEnded) {
      return false;
    }
    int told = length < HEADER ? 0 : u16(message, 2);
    if (told < HEADER || u16(message, 0) != 10) {
      reject(length < HEADER ? "message header cut off" : "no IPFIX message");
      return false;
    }
    length += read(HEADER, told - HEADER);
    if (length < told) {
      reject("message cut off");
      return false;
    }
    messages++;
    return true;
  }

  /** Reads so many bytes to a place of the message, or as many as there are. */
  private int read(int at, int count) throws IOException {
    int got = 0;
    try {
      while (got < count) {
        int more = in.read(message, at + got, count - got);
        if (more < 0) {
          break;
        }
        got += more;
      }
    } catch (DamagedFileException e) {
      isEnded = true;
      rejects.reject(file, next + got, e.reason(), message, 0, 0);
    }
    next += got;
    return got;
  }

  private void reject(String reason) {
    if (!isEnded) {
      rejects.reject(file, offset, reason, message, 0, Math.min(length, 256));
    }
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  @Override
  public byte[] bytes() {
    return message;
  }

  @Override
  public int from() {
    return 0;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public String sender() {
    return "";
  }

  /** When the message was exported: the file tells no other time. */
  @Override
  public long micros() {
    return ((long) u16(message, 4) << 16 | u16(message, 6)) * 1_000_000;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public long packets() {
    return messages;
  }

  @Override
  public long bytesRead() {
    return next;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
