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
  private long end;

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
    end = header.endChunk();
    long added = 0;
    if (rows.length > 0) {
      byte[] content =
          ByteBuffer.allocate(Long.BYTES + rows.length).putLong(next.reached()).put(rows).array();
      added = append(ADDED, content);
    }
    return next.withChunks(
        header.firstChunk(), end, header.wholeBytes(), header.addedBytes() + added);
  }

  /** Keeps the whole bucket, and nothing of before. */
  BucketHeader replace(BucketHeader header, BucketHeader next, FoldBucket<?> bucket) {
    end = header.endChunk();
    long[] bytes = {0};
    bucket.writeKeys(part -> bytes[0] += append(KEYS, part));
    bucket.writeRows(part -> bytes[0] += append(WAITING, part));
    for (long i = header.firstChunk(); i < header.endChunk(); i++) {
      store.remove(i);
    }
    return next.withChunks(header.endChunk(), end, bytes[0], 0);
  }

  private long append(byte kind, byte[] content) {
    byte[] chunk = ByteBuffer.allocate(1 + content.length).put(kind).put(content).array();
    store.put(end++, chunk);
    return chunk.length;
  }
}
