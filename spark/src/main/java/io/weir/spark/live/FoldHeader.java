// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.nio.ByteBuffer;

/**
 * What is kept of one key of a fold besides the rows that wait.
 *
 * @param timer the time the fold asked for, microseconds; {@link Long#MAX_VALUE} for none
 * @param alarm when Spark will wake the key, milliseconds
 * @param state the fold's state; empty before its first row
 */
@SuppressWarnings("ArrayRecordComponent")
record FoldHeader(long timer, long alarm, byte[] state) {
  static FoldHeader of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long timer = in.getLong();
    long alarm = in.getLong();
    byte[] state = new byte[in.remaining()];
    in.get(state);
    return new FoldHeader(timer, alarm, state);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(2 * Long.BYTES + state.length)
        .putLong(timer)
        .putLong(alarm)
        .put(state)
        .array();
  }
}
