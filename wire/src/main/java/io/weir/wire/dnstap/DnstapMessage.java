// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dnstap;

import java.util.Arrays;

/**
 * One dnstap message, decoded from its protocol buffer (dnstap.proto). Used again for the next one;
 * what it tells are ranges of the bytes that were decoded. Unknown fields are passed over. Not
 * thread-safe.
 */
public final class DnstapMessage {
  /** Parts: who sent the message, the addresses, and the DNS messages as on the wire. */
  public static final int IDENTITY = 0;

  public static final int QUERY_ADDRESS = 1;
  public static final int RESPONSE_ADDRESS = 2;
  public static final int QUERY = 3;
  public static final int RESPONSE = 4;
  private static final int PARTS = 5;

  private static final long NANOS = 1_000_000_000L;

  /** Times outside do not fit nanoseconds in 63 bits. */
  private static final long LATEST_SECOND = Long.MAX_VALUE / NANOS - 1;

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private final int[] from = new int[PARTS];
  private final int[] length = new int[PARTS];
  private byte[] data = new byte[0];
  private int at;
  private int end;
  private long value;
  private int start;
  private int size;
  private int type;
  private int family;
  private int protocol;
  private int queryPort;
  private int responsePort;
  private long querySeconds;
  private long queryNanos;
  private long responseSeconds;
  private long responseNanos;

  /**
   * Decodes a message.
   *
   * @return the empty text, or what is wrong with it
   */
  public String decode(byte[] bytes, int offset, int count) {
    data = bytes;
    Arrays.fill(length, -1);
    type = 0;
    family = 0;
    protocol = 0;
    queryPort = -1;
    responsePort = -1;
    querySeconds = -1;
    queryNanos = 0;
    responseSeconds = -1;
    responseNanos = 0;
    int messageFrom = -1;
    int messageLength = 0;
    at = offset;
    end = offset + count;
    while (at < end) {
      int field = field();
      if (field < 0) {
        return "broken protocol buffer";
      }
      if (field == 1 && size >= 0) {
        part(IDENTITY);
      } else if (field == 14 && size >= 0) {
        messageFrom = start;
        messageLength = size;
      }
    }
    if (messageFrom < 0) {
      return "no message in the dnstap frame";
    }
    at = messageFrom;
    end = messageFrom + messageLength;
    while (at < end) {
      int field = field();
      if (field < 0) {
        return "broken protocol buffer";
      }
      take(field);
    }
    return "";
  }

  private void take(int field) {
    switch (field) {
      case 1 -> type = (int) value;
      case 2 -> family = (int) value;
      case 3 -> protocol = (int) value;
      case 4 -> part(QUERY_ADDRESS);
      case 5 -> part(RESPONSE_ADDRESS);
      case 6 -> queryPort = port();
      case 7 -> responsePort = port();
      case 8 -> querySeconds = value;
      case 9 -> queryNanos = value;
      case 10 -> part(QUERY);
      case 12 -> responseSeconds = value;
      case 13 -> responseNanos = value;
      case 14 -> part(RESPONSE);
      default -> {}
    }
  }

  private int port() {
    return value >= 0 && value <= 65_535 ? (int) value : -1;
  }

  private void part(int part) {
    if (size >= 0) {
      from[part] = start;
      length[part] = size;
    }
  }

  /** Reads a field's key and value; its number, or -1 when the bytes are none. */
  private int field() {
    if (!varint() || value < 8 || value >>> 3 > 1 << 29) {
      return -1;
    }
    int number = (int) (value >>> 3);
    int kind = (int) value & 7;
    size = -1;
    return switch (kind) {
      case VARINT -> varint() ? number : -1;
      case BYTES -> varint() && bytes() ? number : -1;
      case FIXED_32 -> fixed(4) ? number : -1;
      case FIXED_64 -> fixed(8) ? number : -1;
      default -> -1;
    };
  }

  private boolean varint() {
    long result = 0;
    for (int shift = 0; shift < 64 && at < end; shift += 7) {
      byte next = data[at++];
      result |= (next & 0x7fL) << shift;
      if (next >= 0) {
        value = result;
        return true;
      }
    }
    return false;
  }

  private boolean bytes() {
    if (value < 0 || value > end - at) {
      return false;
    }
    start = at;
    size = (int) value;
    at += size;
    return true;
  }

  private boolean fixed(int count) {
    if (end - at < count) {
      return false;
    }
    value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | (data[at + i] & 0xff);
    }
    at += count;
    return true;
  }

  /** Whether the message has a part. */
  public boolean has(int part) {
    return length[part] >= 0;
  }

  /** Where a part begins that the message has. */
  public int from(int part) {
    return from[part];
  }

  /** A part's length; negative when the message has none. */
  public int length(int part) {
    return length[part];
  }

  /** Who talks to whom: 1 AUTH_QUERY, 2 AUTH_RESPONSE … 14 UPDATE_RESPONSE; 0 when not told. */
  public int type() {
    return type;
  }

  /** 1 for IPv4, 2 for IPv6, 0 when not told. */
  public int family() {
    return family;
  }

  /** 1 UDP, 2 TCP, 3 DoT, 4 DoH, 5 and 6 DNSCrypt over UDP and TCP, 7 DoQ; 0 when not told. */
  public int protocol() {
    return protocol;
  }

  /** The port of who asks; negative when not told. */
  public int queryPort() {
    return queryPort;
  }

  /** The port of who answers; negative when not told. */
  public int responsePort() {
    return responsePort;
  }

  /** Whether the time of the query is told. */
  public boolean hasQueryTime() {
    return isTime(querySeconds);
  }

  /** Whether the time of the response is told. */
  public boolean hasResponseTime() {
    return isTime(responseSeconds);
  }

  private static boolean isTime(long seconds) {
    return seconds >= 0 && seconds < LATEST_SECOND;
  }

  /** When it was asked, nanoseconds since 1970, if {@link #hasQueryTime}. */
  public long queryTime() {
    return querySeconds * NANOS + queryNanos % NANOS;
  }

  /** When it was answered, nanoseconds since 1970, if {@link #hasResponseTime}. */
  public long responseTime() {
    return responseSeconds * NANOS + responseNanos % NANOS;
  }
}
