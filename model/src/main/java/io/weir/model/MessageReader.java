// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

/**
 * Reads messages, one after another: {@link #begin} one, then {@link #fill} until it is read. Keeps
 * nothing from one message to the next. Not thread-safe; may be used by different threads one after
 * another.
 */
public interface MessageReader {
  /**
   * Begins a message, {@code value[from .. from + length)}; what was left of the one before is
   * forgotten. The bytes must stay as they are until {@link #fill} has returned false.
   *
   * @param topic where the message is from, for rejects and for {@code src_file}: a path such as
   *     {@code kafka://host:9092/topic/partition}; nobody opens it
   * @param offset the message's offset in its partition, which is a reject's offset
   */
  void begin(InputFile topic, long offset, byte[] value, int from, int length);

  /**
   * Writes rows until one of the writers is full or the message ends.
   *
   * @param out a writer for each table of the scan, in its order
   * @return false when the message has no more rows (the writers may hold the last ones)
   */
  boolean fill(CellWriter[] out);

  /** Records decoded so far, those outside the time range included; rejects are not. */
  long recordsRead();
}
