// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import io.weir.wire.BigEndian;
import java.util.Arrays;

/**
 * Finds the messages in one direction of a DNS connection over TCP, each behind a length of two
 * bytes (RFC 1035 §4.2.2), in whatever chunks the bytes come. Holds one unfinished message at most.
 * Not thread-safe.
 */
public final class DnsTcpStream {
  private static final byte[] NOTHING = {};

  private final Messages messages;

  /** An unfinished message with its length bytes. */
  private byte[] held = NOTHING;

  private int heldLength;
  private int toSkip;
  private boolean began;

  /** A gap hid where messages begin. */
  private boolean lost;

  private boolean notDns;

  /** Takes messages; the bytes are valid during the call only. */
  @FunctionalInterface
  public interface Messages {
    void message(byte[] data, int offset, int length);
  }

  public DnsTcpStream(Messages messages) {
    this.messages = messages;
  }

  /**
   * Takes the next bytes of the stream and hands on every message they complete. After a gap that
   * hid where messages begin, it goes on where a chunk begins with what looks like one.
   *
   * @return false once the stream turned out not to be DNS
   */
  public boolean offer(byte[] data, int offset, int length) {
    int at = offset;
    int end = offset + length;
    lost = lost && !begins(data, offset, length);
    while (at < end && !lost && !notDns) {
      if (toSkip > 0) {
        int skipped = Math.min(toSkip, end - at);
        toSkip -= skipped;
        at += skipped;
      } else if (heldLength == 0) {
        at = whole(data, at, end);
      } else {
        at = completed(data, at, end);
      }
    }
    return !notDns;
  }

  private static boolean begins(byte[] data, int at, int length) {
    if (length < 2 + DnsMessage.HEADER_LENGTH) {
      return false;
    }
    int announced = BigEndian.u16(data, at);
    return DnsMessage.isPlausible(data, at + 2, Math.min(length - 2, announced), announced);
  }

  /** So many bytes of the stream are missing. */
  public void gap(long missing) {
    long left = missing - toSkip;
    if (left < 0) {
      toSkip -= (int) missing;
      return;
    }
    toSkip = 0;
    if (left == 0) {
      return;
    }
    int announced = heldLength < 2 ? 0 : 2 + BigEndian.u16(held, 0) - heldLength;
    lost = left > announced;
    toSkip = lost ? 0 : announced - (int) left;
    heldLength = 0;
  }

  /** A message that is wholly in the chunk is handed on without a copy. */
  private int whole(byte[] data, int at, int end) {
    if (end - at >= 2) {
      int length = BigEndian.u16(data, at);
      if (wrong(length)) {
        return end;
      }
      if (end - at >= 2 + length) {
        began = true;
        messages.message(data, at + 2, length);
        return at + 2 + length;
      }
    }
    return hold(data, at, end - at);
  }

  private int completed(byte[] data, int at, int end) {
    if (heldLength < 2) {
      return hold(data, at, 1);
    }
    int length = BigEndian.u16(held, 0);
    if (wrong(length)) {
      return end;
    }
    int next = hold(data, at, Math.min(2 + length - heldLength, end - at));
    if (heldLength == 2 + length) {
      heldLength = 0;
      began = true;
      messages.message(held, 2, length);
    }
    return next;
  }

  /** A length that no message has: not DNS from the start, else the framing is lost. */
  private boolean wrong(int length) {
    if (length >= DnsMessage.HEADER_LENGTH) {
      return false;
    }
    notDns = !began;
    lost = began;
    heldLength = 0;
    return true;
  }

  private int hold(byte[] data, int at, int count) {
    if (held.length < heldLength + count) {
      held = Arrays.copyOf(held, Math.max(heldLength + count, Math.max(512, 2 * held.length)));
    }
    System.arraycopy(data, at, held, heldLength, count);
    heldLength += count;
    return at + count;
  }
}
