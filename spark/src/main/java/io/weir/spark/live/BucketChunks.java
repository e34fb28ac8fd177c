// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.nio.ByteBuffer;

/**
 * What is kept of a bucket beyond the process: the whole bucket as it once was, and behind it the
 * rows that came since, each chunk with the time up to which the bucket was taken then. Going
 * through them again makes the same states.
 */
final class BucketChunks {
  // What a chunk holds, its first byte.
  private static final byte KEYS = 1;
  private static final byte WAITING = 2;
  private static final byte ADDED = 3;

  private final Store store;

  /** Chunks are kept here. */
  BucketChunks(Store store) {
    this.store = store;
  }

  /** Keeps chunks by their numbers. */
  interface Store {
    byte[] get(long number);

    void put(long number, byte[] chunk);

    void remove(long number);
  }

  /** Makes an empty bucket what it was. */
  void restore(BucketHeader header, FoldBucket<?> bucket) {
    for (long i = header.firstChunk(); i < header.endChunk(); i++) {
      ByteBuffer chunk = ByteBuffer.wrap(store.get(i));
      byte kind = chunk.get();
      long reached = kind == ADDED ? chunk.getLong() : 0;
      byte[] content = new byte[chunk.remaining()];
      chunk.get(content);
      if (kind == KEYS) {
        bucket.restoreKeys(content);
      } else {
        bucket.add(content);
      }
      if (kind == ADDED) {
        bucket.advance(reached, FoldBucket.SILENT);
      }
    }
    bucket.advance(header.reached(), FoldBucket.SILENT);
  }

  /**
   * Keeps the rows that came.
   *
   * @param header of before
   * @param next of after, without its chunks
   * @return of after
   */
  BucketHeader add(BucketHeader header, BucketHeader next, byte[] rows) {
    Tail tail = new Tail(header.endChunk());
    if (rows.length > 0) {
      int size = 1 + Long.BYTES + rows.length;
      tail.append(ByteBuffer.allocate(size).put(ADDED).putLong(next.reached()).put(rows).array());
    }
    long added = header.addedBytes() + tail.bytes;
    return next.withChunks(header.firstChunk(), tail.end, header.wholeBytes(), added);
  }

  /** Keeps the whole bucket, and nothing of before. */
  BucketHeader replace(BucketHeader header, BucketHeader next, FoldBucket<?> bucket) {
    Tail tail = new Tail(header.endChunk());
    bucket.writeKeys(part -> tail.append(chunk(KEYS, part)));
    bucket.writeRows(part -> tail.append(chunk(WAITING, part)));
    for (long i = header.firstChunk(); i < header.endChunk(); i++) {
      store.remove(i);
    }
    return next.withChunks(header.endChunk(), tail.end, tail.bytes, 0);
  }

  private static byte[] chunk(byte kind, byte[] content) {
    return ByteBuffer.allocate(1 + content.length).put(kind).put(content).array();
  }

  /** The end of a bucket's chunks, where more are put. */
  private final class Tail {
    private long end;
    private long bytes;

    Tail(long end) {
      this.end = end;
    }

    void append(byte[] chunk) {
      store.put(end++, chunk);
      bytes += chunk.length;
    }
  }
}
