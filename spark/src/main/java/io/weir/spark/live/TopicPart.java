// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.Scan;
import java.io.Serializable;

/**
 * A range of a partition of a topic.
 *
 * @param format the only format of messages, by name; empty for whatever they are
 * @param from the first offset
 * @param to the offset behind the last
 */
record TopicPart(Topic address, Scan scan, String format, int partition, long from, long to)
    implements Serializable {
  /** How many there are at most. */
  long messages() {
    return to - from;
  }

  /** What is before an offset. */
  TopicPart upTo(long offset) {
    return new TopicPart(address, scan, format, partition, from, offset);
  }

  /** What begins at an offset. */
  TopicPart behind(long offset) {
    return new TopicPart(address, scan, format, partition, offset, to);
  }
}
