// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

/**
 * What goes to the topic together: one value of many flows, or many values of one flow each.
 *
 * <p>Not changed after it was made.
 */
final class Message {
  /** The exporter's address as text, so that one exporter's flows stay in order. */
  final byte[] key;

  /** The values, one after another. */
  final byte[] bytes;

  /** Where each value ends. */
  final int[] ends;

  final int flows;

  /** When the first flow was received, milliseconds since 1970 UTC. */
  final long timestamp;

  Message(byte[] key, byte[] bytes, int[] ends, int flows, long timestamp) {
    this.key = key;
    this.bytes = bytes;
    this.ends = ends;
    this.flows = flows;
    this.timestamp = timestamp;
  }

  /** Flows of each value. */
  int flowsPerValue() {
    return flows / ends.length;
  }
}
