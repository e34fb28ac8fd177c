// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import io.weir.input.DamagedFileException;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import java.io.IOException;
import java.io.InputStream;

/**
 * Messages that follow each other in a file: of IPFIX (RFC 5655), or the payloads of NetFlow v5 and
 * v9 as a tool kept them. Where a message of v9 ends it does not tell itself (RFC 3954 section 5.1
 * counts records, and exporters differ in what they count): behind its last set comes the version
 * of the next message, a number that no set has. Zeros between messages are passed over.
 */
final class ExportMessages implements ExportDatagrams {
  private static final int V5 = 5;
  private static final int V9 = 9;
  private static final int IPFIX = 10;
  private static final int V5_HEADER = 24;
  private static final int V5_RECORD = 48;
  private static final int V9_HEADER = 20;
  private static final int IPFIX_HEADER = 16;
  private static final int SET_HEADER = 4;
  private static final int FIRST_DATA_SET = 256;

  /** RFC 3954 and what vendors made of v5: no more records are in a datagram. */
  private static final int MOST_V5_RECORDS = 64;

  /** 1990: NetFlow is younger. */
  private static final long EARLIEST_SECOND = 631_152_000L;

  private final InputFile file;
  private final Rejects rejects;
  private final InputStream in;
  private final byte[] message = new byte[1 << 16];
  private int length;

  /** So many bytes of the next message are read already; they begin behind this one. */
  private int ahead;

  private long offset;
  private long next;
  private long messages;
  private boolean isEnded;

  ExportMessages(InputFile file, Rejects rejects) throws IOException {
    this.file = file;
    this.rejects = rejects;
    in = file.open(0);
  }

  /**
   * True when content begins as a message does: its version, a length or a number of records that
   * there may be, and sets of numbers that there are.
   */
  static boolean isMessage(byte[] bytes) {
    if (bytes.length < IPFIX_HEADER + SET_HEADER || bytes[0] != 0) {
      return false;
    }
    return switch (bytes[1]) {
      case V5 -> isV5(bytes);
      case V9 -> isV9(bytes);
      case IPFIX -> isIpfix(bytes);
      default -> false;
    };
  }

  private static boolean isV5(byte[] bytes) {
    int records = u16(bytes, 2);
    return records > 0
        && records <= MOST_V5_RECORDS
        && bytes.length >= V5_HEADER
        && u32(bytes, 8) >= EARLIEST_SECOND
        && isFollowed(bytes, V5_HEADER + V5_RECORD * records);
  }

  private static boolean isV9(byte[] bytes) {
    if (bytes.length < V9_HEADER + SET_HEADER) {
      return false;
    }
    int at = V9_HEADER;
    while (at + SET_HEADER <= bytes.length) {
      int set = u16(bytes, at);
      int size = u16(bytes, at + 2);
      if (at > V9_HEADER && (isVersion(set) || (set == 0 && size == 0))) {
        return true;
      }
      if ((set > 1 && set < FIRST_DATA_SET) || size < SET_HEADER) {
        return false;
      }
      at += size;
    }
    return true;
  }

  private static boolean isIpfix(byte[] bytes) {
    int told = u16(bytes, 2);
    int set = u16(bytes, IPFIX_HEADER);
    int size = u16(bytes, IPFIX_HEADER + 2);
    boolean isSet = set == 2 || set == 3 || set >= FIRST_DATA_SET;
    return isSet && size >= SET_HEADER && size <= told - IPFIX_HEADER && isFollowed(bytes, told);
  }

  /** True when what is behind the first message may be another, or filling. */
  private static boolean isFollowed(byte[] bytes, int told) {
    return bytes.length < told + 2 || u16(bytes, told) == 0 || isVersion(u16(bytes, told));
  }

  private static boolean isVersion(int number) {
    return number == V5 || number == V9 || number == IPFIX;
  }

  @Override
  public boolean next() throws IOException {
    if (isEnded) {
      return false;
    }
    System.arraycopy(message, length, message, 0, ahead);
    offset = next - ahead;
    length = 0;
    length = fillTo(2);
    while (length == 2 && u16(message, 0) == 0) {
      System.arraycopy(message, 2, message, 1, ahead);
      offset++;
      length = 1;
      length = fillTo(2);
    }
    if (isEnded || length == 0 || (length == 1 && message[0] == 0)) {
      return false;
    }
    int version = length < 2 ? 0 : u16(message, 0);
    boolean isWhole =
        switch (version) {
          case V5 -> readV5();
          case V9 -> readV9();
          case IPFIX -> readIpfix();
          default ->
              isRejected(length < 2 ? "message header cut off" : "no message of NetFlow or IPFIX");
        };
    messages += isWhole ? 1 : 0;
    return isWhole;
  }

  /** The whole records; that there are fewer than the header says is the decoder's to tell. */
  private boolean readV5() throws IOException {
    length = fillTo(V5_HEADER);
    if (length < V5_HEADER) {
      return isRejected("message header cut off");
    }
    int told = u16(message, 2);
    length = fillTo(V5_HEADER + V5_RECORD * Math.min(MOST_V5_RECORDS, told));
    int records = (length - V5_HEADER) / V5_RECORD;
    isEnded |= records < told;
    length = V5_HEADER + V5_RECORD * records;
    return true;
  }

  private boolean readV9() throws IOException {
    length = fillTo(V9_HEADER);
    if (length < V9_HEADER) {
      return isRejected("message header cut off");
    }
    while (true) {
      ahead = fillTo(length + SET_HEADER) - length;
      int set = ahead < SET_HEADER ? 0 : u16(message, length);
      int size = ahead < SET_HEADER ? 0 : u16(message, length + 2);
      if (ahead < SET_HEADER || isVersion(set) || (set == 0 && size < SET_HEADER)) {
        return true;
      }
      if (size < SET_HEADER || length + size + SET_HEADER > message.length) {
        // The decoder tells what is wrong; where the next message begins is not known.
        length += ahead;
        isEnded = true;
        return true;
      }
      length = fillTo(length + size);
    }
  }

  private boolean readIpfix() throws IOException {
    length = fillTo(IPFIX_HEADER);
    if (length < IPFIX_HEADER || u16(message, 2) < IPFIX_HEADER) {
      return isRejected(
          length < IPFIX_HEADER ? "message header cut off" : "no message of NetFlow or IPFIX");
    }
    int told = u16(message, 2);
    length = fillTo(told);
    return length == told || isRejected("message cut off");
  }

  /**
   * Reads on until so many bytes of the message are there, or as many as there are; returns how
   * many. What was read ahead counts.
   */
  private int fillTo(int wanted) throws IOException {
    int got = length + ahead;
    ahead = 0;
    try {
      while (got < wanted && !isEnded) {
        int more = in.read(message, got, wanted - got);
        if (more < 0) {
          break;
        }
        got += more;
        next += more;
      }
    } catch (DamagedFileException e) {
      isEnded = true;
      rejects.reject(file, next, e.reason(), message, 0, 0);
    }
    ahead = Math.max(0, got - wanted);
    return Math.min(got, wanted);
  }

  /** Never a message. */
  private boolean isRejected(String reason) {
    if (!isEnded) {
      rejects.reject(file, offset, reason, message, 0, Math.min(length, 256));
    }
    isEnded = true;
    return false;
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private static long u32(byte[] bytes, int at) {
    return (long) u16(bytes, at) << 16 | u16(bytes, at + 2);
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
    return u32(message, message[1] == IPFIX ? 4 : 8) * 1_000_000;
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
