// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.VectorMemory;

/**
 * Memory outside the heap for the longer texts of a chunk, which DuckDB's vectors point into.
 *
 * <p>DuckDB reads the texts of a chunk at the latest before the same thread asks for its next but
 * one: so there are three generations in turn. Text is collected in the heap, where writing is
 * cheapest, and copied out at once by {@link #publish}. Generations collect in the same arrays as
 * long as no text is larger than one, and so these stay in the processor's second cache.
 */
final class TextArena {
  private static final int GENERATIONS = 3;
  private static final int SEGMENT_BYTES = 1 << 18;
  private static final byte[] NOTHING = {};

  private final List<List<Segment>> generations = new ArrayList<>();

  /** Of each place in a generation the array that its segments share. */
  private final List<byte[]> heaps = new ArrayList<>();

  /** Where there is no room for any text. */
  private final Segment none = new Segment(NOTHING, 0);

  private int generation;
  private List<Segment> segments;
  private Segment current;
  private int used;

  TextArena() {
    for (int i = 0; i < GENERATIONS; i++) {
      generations.add(new ArrayList<>());
    }
    segments = generations.get(0);
    current = none;
  }

  /** Begins the next chunk; the memory of the chunk {@code GENERATIONS} before it is used again. */
  void next() {
    generation = (generation + 1) % GENERATIONS;
    segments = generations.get(generation);
    forgetLarge();
    used = 0;
    current = none;
  }

  /** With all behind them, for a segment keeps its place. */
  private void forgetLarge() {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).heap.length > SEGMENT_BYTES) {
        segments.subList(i, segments.size()).clear();
      }
    }
    heaps.replaceAll(heap -> heap.length > SEGMENT_BYTES ? NOTHING : heap);
  }

  /** Stores bytes and tells the address they will have. */
  long put(byte[] source, int offset, int length) {
    Segment segment = current;
    int position = segment.position;
    if (position + length > segment.heap.length) {
      segment = segmentFor(length);
      position = 0;
    }
    System.arraycopy(source, offset, segment.heap, position, length);
    segment.position = position + length;
    return segment.address + position;
  }

  /** Memory with room for so many bytes at {@link #position}. */
  byte[] reserve(int length) {
    if (current.position + length > current.heap.length) {
      segmentFor(length);
    }
    return current.heap;
  }

  /** Where {@link #reserve} found room. */
  int position() {
    return current.position;
  }

  /** The address that the first byte of the reserved memory will have. */
  long address() {
    return current.address;
  }

  /** Keeps so many of the bytes that were reserved. */
  void use(int length) {
    current.position += length;
  }

  private Segment segmentFor(int length) {
    if (used < segments.size() && segments.get(used).heap.length >= length) {
      current = segments.get(used);
      current.position = 0;
    } else {
      current = new Segment(heapFor(length), used);
      if (used < segments.size()) {
        segments.set(used, current);
      } else {
        segments.add(current);
      }
    }
    used++;
    return current;
  }

  private byte[] heapFor(int length) {
    while (heaps.size() <= used) {
      heaps.add(NOTHING);
    }
    if (heaps.get(used).length < length) {
      heaps.set(used, new byte[Math.max(length, SEGMENT_BYTES)]);
    }
    return heaps.get(used);
  }

  /** Copies what was stored to where the addresses point. */
  void publish() {
    for (int i = 0; i < used; i++) {
      Segment segment = segments.get(i);
      segment.direct.put(0, segment.heap, 0, segment.position);
    }
  }

  /** The bytes at an address that {@link #put} gave out for this chunk. */
  byte[] bytes(long address, int length) {
    for (int i = 0; i < used; i++) {
      Segment segment = segments.get(i);
      long position = address - segment.address;
      if (position >= 0 && position + length <= segment.position) {
        byte[] bytes = new byte[length];
        System.arraycopy(segment.heap, (int) position, bytes, 0, length);
        return bytes;
      }
    }
    throw new IllegalArgumentException("No text was stored at this address.");
  }

  private static final class Segment {
    private final byte[] heap;
    private final ByteBuffer direct;
    private final long address;
    private int position;

    /**
     * @param place in its generation: where the driver's memory is closed to us, nobody follows
     *     addresses, which then only have to differ
     */
    Segment(byte[] heap, int place) {
      this.heap = heap;
      direct = ByteBuffer.allocateDirect(heap.length);
      address = VectorMemory.isReachable() ? VectorMemory.address(direct) : (place + 1L) << 40;
    }
  }
}
