// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a TCP connection: takes segments as they were captured and hands a {@link
 * StreamConsumer} the bytes in order, each once.
 *
 * <p>Where segments overlap, the bytes that came first stay. Segments ahead of a hole wait until
 * the hole is filled, the receiver acknowledges it (then the capture missed it), more than the
 * limit waits, or the stream ends; the hole is then a gap. A stream without SYN begins with its
 * first segment; bytes before that one are dropped. Allocates only for segments that wait. Not
 * thread-safe.
 */
public final class TcpStream {
  /** Segments that may wait at once; more are a hostile or hopeless stream. */
  private static final int MAX_SEGMENTS = 4096;

  private static final byte[] NOTHING = {};

  private final StreamConsumer consumer;
  private final int waitingLimit;

  private boolean began;
  private boolean ended;

  /** Bytes are numbered from 0, the first one after SYN or of the first segment seen. */
  private long next;

  private long finAt = Long.MAX_VALUE;

  /** Sequence number of byte {@link #next}. */
  private int nextSequence;

  private Segment @Nullable [] waiting;
  private int waitingCount;
  private int waitingBytes;
  private long missed;

  /** Bytes that wait: [from, to) of the stream, of which the first bytes.length were captured. */
  private static final class Segment {
    final long from;
    final long to;
    final byte[] bytes;

    Segment(long from, long to, byte[] bytes) {
      this.from = from;
      this.to = to;
      this.bytes = bytes;
    }
  }

  /** Makes a stream of which at most {@code waitingLimit} bytes wait behind a hole. */
  public TcpStream(StreamConsumer consumer, int waitingLimit) {
    this.consumer = consumer;
    this.waitingLimit = waitingLimit;
  }

  /**
   * Takes the TCP segment in {@code p}, which travels in this stream's direction. Zeros that fill a
   * frame are no data, so that they do not stand where data come later.
   */
  public void segment(Packet p) {
    boolean isEmpty = p.payloadIsFilling();
    segment(
        p.sequence(),
        p.tcpFlags(),
        p.data(),
        p.payloadAt(),
        isEmpty ? 0 : p.payloadCaptured(),
        isEmpty ? 0 : p.payloadLength());
  }

  /**
   * Takes a segment.
   *
   * @param sequence its sequence number
   * @param flags its TCP flags
   * @param captured bytes of its payload that were captured, at {@code data[from]}
   * @param length length of its payload on the wire
   */
  public void segment(int sequence, int flags, byte[] data, int from, int captured, int length) {
    if (ended) {
      return;
    }
    boolean syn = (flags & Packet.SYN) != 0;
    int first = syn ? sequence + 1 : sequence;
    if (!began) {
      if (length == 0 && (flags & (Packet.SYN | Packet.FIN)) == 0) {
        return; // a bare acknowledgement says nothing reliable about where data begin
      }
      began = true;
      nextSequence = first;
    }
    long at = next + (first - nextSequence);
    if (length > 0) {
      bytes(at, data, from, captured, length);
    }
    if ((flags & Packet.FIN) != 0) {
      finAt = Math.max(next, Math.min(finAt, at + length));
    }
    if (!ended && next >= finAt) {
      finish();
    } else if ((flags & Packet.RST) != 0) {
      close();
    }
  }

  private void bytes(long at, byte[] data, int from, int captured, int length) {
    if (at == next && waitingCount == 0) {
      deliver(data, from, captured, length);
      return;
    }
    long to = at + length;
    if (to <= next) {
      return; // a retransmission
    }
    if (at <= next) {
      int skip = (int) (next - at);
      takeInOrder(data, from + skip, Math.max(0, captured - skip), length - skip);
    } else {
      store(at, data, from, captured, length);
    }
    drain();
    if (waitingBytes > waitingLimit || waitingCount > MAX_SEGMENTS) {
      skipHole();
    }
  }

  /** Delivers bytes at {@link #next} up to where a waiting segment, which came first, begins. */
  private void takeInOrder(byte[] data, int from, int captured, int length) {
    int at = from;
    int have = captured;
    int left = length;
    while (left > 0) {
      long hole = waitingCount == 0 ? left : Math.min(left, segmentAt(0).from - next);
      int part = (int) Math.max(0, hole);
      if (part > 0) {
        deliver(data, at, Math.min(have, part), part);
      }
      long before = next;
      drain();
      int done = (int) Math.min(left, part + next - before);
      if (done <= 0) {
        return;
      }
      at += done;
      have = Math.max(0, have - done);
      left -= done;
    }
  }

  private void deliver(byte[] data, int from, int captured, int length) {
    if (captured > 0 && !ended) {
      consumer.data(data, from, captured);
    }
    if (captured < length && !ended) {
      gap(length - captured);
    }
    next += length;
    nextSequence += length;
  }

  private void gap(long length) {
    missed += length;
    consumer.gap(length);
  }

  /** Hands on the waiting segments that follow without a hole. */
  private void drain() {
    int done = 0;
    while (done < waitingCount && segmentAt(done).from <= next) {
      Segment segment = segmentAt(done++);
      waitingBytes -= segment.bytes.length;
      int skip = (int) Math.min(next - segment.from, segment.to - segment.from);
      int length = (int) (segment.to - segment.from) - skip;
      if (length > 0) {
        int captured = Math.max(0, segment.bytes.length - skip);
        deliver(segment.bytes, Math.min(skip, segment.bytes.length), captured, length);
      }
    }
    if (done > 0 && waiting != null) {
      System.arraycopy(waiting, done, waiting, 0, waitingCount - done);
      Arrays.fill(waiting, waitingCount - done, waitingCount, null);
      waitingCount -= done;
    }
  }

  private Segment segmentAt(int index) {
    if (waiting == null) {
      throw new IllegalStateException("no segment waits");
    }
    return waiting[index];
  }

  /** Keeps those parts of the segment that no waiting one holds. */
  private void store(long at, byte[] data, int from, int captured, int length) {
    long start = at;
    long end = at + length;
    int index = waitingCount;
    while (index > 0 && segmentAt(index - 1).to > start) {
      index--; // from the end, because most segments come in order behind one hole
    }
    while (start < end) {
      long until = index < waitingCount ? Math.min(end, segmentAt(index).from) : end;
      if (until > start) {
        int skip = (int) (start - at);
        int have = Math.max(0, Math.min(captured - skip, (int) (until - start)));
        byte[] kept =
            have == 0 ? NOTHING : Arrays.copyOfRange(data, from + skip, from + skip + have);
        insert(index++, new Segment(start, until, kept));
      }
      start = index < waitingCount ? Math.max(until, segmentAt(index++).to) : end;
    }
  }

  private void insert(int index, Segment segment) {
    Segment[] array = waiting == null ? new Segment[4] : waiting;
    if (waitingCount == array.length) {
      array = Arrays.copyOf(array, 2 * array.length);
    }
    System.arraycopy(array, index, array, index + 1, waitingCount - index);
    array[index] = segment;
    waiting = array;
    waitingCount++;
    waitingBytes += segment.bytes.length;
  }

  private void skipHole() {
    if (waitingCount > 0) {
      long hole = segmentAt(0).from - next;
      gap(hole);
      next += hole;
      nextSequence += (int) hole;
      drain();
    }
  }

  /**
   * The receiver acknowledged everything before {@code acknowledgement}: holes before it will not
   * be filled any more.
   */
  public void acknowledged(int acknowledgement) {
    if (!began || ended || waitingCount == 0) {
      return;
    }
    long upTo = next + (acknowledgement - nextSequence);
    while (waitingCount > 0 && segmentAt(0).from <= upTo) {
      skipHole();
    }
    if (!ended && next >= finAt) {
      finish();
    }
  }

  /** Ends the stream: what waits is handed on with its gaps, then the consumer is told. */
  public void close() {
    if (!ended) {
      while (waitingCount > 0) {
        skipHole();
      }
      if (!ended) { // the consumer may have had enough meanwhile
        finish();
      }
    }
  }

  private void finish() {
    ended = true;
    abandon();
    consumer.end();
  }

  /** Stops without telling the consumer, which has seen enough; later segments are ignored. */
  public void abandon() {
    ended = true;
    waiting = null;
    waitingCount = 0;
    waitingBytes = 0;
  }

  /** True if nothing more will be handed on. */
  public boolean ended() {
    return ended;
  }

  /** Bytes that wait behind a hole. */
  public int waitingBytes() {
    return waitingBytes;
  }

  /** Bytes handed on as gaps. */
  public long missed() {
    return missed;
  }
}
