// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.nio.ByteBuffer;

/**
 * How far a bucket of a fold is, and which of its chunks count.
 *
 * @param stamp another number after each step
 * @param reached the time that all its keys have reached, microseconds
 * @param alarm when Spark will wake the bucket, milliseconds; {@link Long#MAX_VALUE} for never
 * @param firstChunk the number of the first chunk
 * @param endChunk the number behind the last
 * @param wholeBytes what was written of the whole bucket when it was last
 * @param addedBytes what was added since
 */
record BucketHeader(
    long stamp,
    long reached,
    long alarm,
    long firstChunk,
    long endChunk,
    long wholeBytes,
    long addedBytes) {
  private static final int NUMBERS = 7;

  static final BucketHeader NEW = new BucketHeader(0, Long.MIN_VALUE, Long.MAX_VALUE, 0, 0, 0, 0);

  static BucketHeader of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new BucketHeader(
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong());
  }

  /** The header of a bucket whose chunks are not known yet. */
  static BucketHeader at(long stamp, long reached, long alarm) {
    return new BucketHeader(stamp, reached, alarm, 0, 0, 0, 0);
  }

  BucketHeader withChunks(long first, long end, long whole, long added) {
    return new BucketHeader(stamp, reached, alarm, first, end, whole, added);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(NUMBERS * Long.BYTES)
        .putLong(stamp)
        .putLong(reached)
        .putLong(alarm)
        .putLong(firstChunk)
        .putLong(endChunk)
        .putLong(wholeBytes)
        .putLong(addedBytes)
        .array();
  }
}
