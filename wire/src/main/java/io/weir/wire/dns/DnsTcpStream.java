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
  private boolean broken;

  /** Takes messages; the bytes are valid during the call only. */
  @FunctionalInterface
  public interface Messages {
    void message(byte[] data, int offset, int length);
  }

  public DnsTcpStream(Messages messages) {
    this.messages = messages;
  }

  /**
   * Takes the next bytes of the stream and hands on every message they complete.
   *
   * @return false once the stream turned out not to be DNS, or lost its framing to a gap
   */
  public boolean offer(byte[] data, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && !broken) {
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
    return !broken;
  }

  /**
   * So many bytes of the stream are missing.
   *
   * @return false if the framing is lost with them
   */
  public boolean gap(long missing) {
    long left = missing - toSkip;
    if (left < 0) {
      toSkip -= (int) missing;
      return !broken;
    }
    toSkip = 0;
    if (left == 0) {
      return !broken;
    }
    int announced = heldLength < 2 ? 0 : 2 + BigEndian.u16(held, 0) - heldLength;
    if (left > announced) {
      broken = true;
      held = NOTHING;
      return false;
    }
    toSkip = announced - (int) left;
    heldLength = 0;
    return !broken;
  }

  /** A message that is wholly in the chunk is handed on without a copy. */
  private int whole(byte[] data, int at, int end) {
    if (end - at >= 2) {
      int length = BigEndian.u16(data, at);
      if (length < DnsMessage.HEADER_LENGTH) {
        broken = true;
        return end;
      }
      if (end - at >= 2 + length) {
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
    if (length < DnsMessage.HEADER_LENGTH) {
      broken = true;
      return end;
    }
    int next = hold(data, at, Math.min(2 + length - heldLength, end - at));
    if (heldLength == 2 + length) {
      heldLength = 0;
      messages.message(held, 2, length);
    }
    return next;
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
