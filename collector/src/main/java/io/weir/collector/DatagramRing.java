// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams on their way from the thread that receives to the one that decodes. Its memory is taken
 * once; a datagram takes its length and a header. One thread adds, one takes.
 */
final class DatagramRing {
  /** Takes a datagram; the bytes are valid during the call. */
  interface Taker {
    void take(InetAddress sender, long receivedMicros, byte[] bytes, int from, int length);
  }

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Length and receive time; the sender is kept beside. */
  private static final int HEADER = 16;

  private static final int WRAP = -1;
  private static final long NAP_NANOS = 200_000;

  private final byte[] bytes;
  private final @Nullable InetAddress[] senders;
  private volatile long added;
  private volatile long taken;
  private volatile @Nullable Thread waiting;

  /**
   * Makes a ring.
   *
   * @param capacity bytes, a power of two
   */
  DatagramRing(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("Not a power of two: " + capacity);
    }
    bytes = new byte[capacity];
    // No datagram takes less than a header.
    senders = new @Nullable InetAddress[capacity / HEADER];
  }

  /** Adds a datagram, the remaining bytes of the buffer; false when there is no room. */
  boolean add(InetAddress sender, long receivedMicros, ByteBuffer datagram) {
    int length = datagram.remaining();
    int size = HEADER + (length + HEADER - 1) / HEADER * HEADER;
    long at = added;
    int index = index(at);
    int toEnd = bytes.length - index;
    int skipped = size > toEnd ? toEnd : 0;
    if (at + skipped + size - taken > bytes.length) {
      return false;
    }
    if (skipped > 0) {
      INT.set(bytes, index, WRAP);
      index = 0;
    }
    INT.set(bytes, index, length);
    LONG.set(bytes, index + 8, receivedMicros);
    datagram.get(bytes, index + HEADER, length);
    senders[index / HEADER] = sender;
    added = at + skipped + size;
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    return true;
  }

  /** Gives out up to so many datagrams; returns how many. */
  int take(int most, Taker taker) {
    int count = 0;
    long at = taken;
    long end = added;
    while (count < most && at < end) {
      int index = index(at);
      int length = (int) INT.get(bytes, index);
      if (length == WRAP) {
        at += bytes.length - index;
        taken = at;
        continue;
      }
      InetAddress sender = senders[index / HEADER];
      senders[index / HEADER] = null;
      if (sender != null) {
        long micros = (long) LONG.get(bytes, index + 8);
        taker.take(sender, micros, bytes, index + HEADER, length);
      }
      at += HEADER + (length + HEADER - 1) / HEADER * HEADER;
      taken = at;
      count++;
    }
    return count;
  }

  /** Waits a while for a datagram; for the thread that takes. */
  void await(long nanos) {
    if (!isEmpty()) {
      return;
    }
    waiting = Thread.currentThread();
    if (isEmpty()) {
      LockSupport.parkNanos(this, Math.max(NAP_NANOS, nanos));
    }
    waiting = null;
  }

  boolean isEmpty() {
    return added == taken;
  }

  private int index(long position) {
    return (int) (position & (bytes.length - 1));
  }
}
