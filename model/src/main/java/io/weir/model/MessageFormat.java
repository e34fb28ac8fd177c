// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

/**
 * Knows what one tool puts into the messages of a topic and turns them into tables. Where files of
 * the same records make sense, the class is a {@link Format} too.
 *
 * <p>Stateless and thread-safe. Found by {@link java.util.ServiceLoader}.
 */
public interface MessageFormat {
  FormatSpec spec();

  /**
   * Tells from its bytes whether a message is of this format, and which tables it fills.
   *
   * @param value the message is {@code value[from .. from + length)}
   */
  Recognition recognise(byte[] value, int from, int length);

  /** Makes a reader of messages. Wanted columns that the messages lack stay NULL. */
  MessageReader messages(Scan scan, Rejects rejects);
}
