// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import java.time.Duration;

/** Where messages are kept. Used by one thread; answers come on any. */
interface MessageStore extends AutoCloseable {
  /** Told what became of one value of a message. */
  interface Answer {
    void stored(int flows, int bytes);

    /** It was not stored, and will not be. */
    void refused(int flows, String reason);
  }

  /** Begins to store a message; waits when too much is under way. */
  void store(Message message, Answer answer);

  /** Ends: waits so long for what is under way; what is not stored then is refused. */
  void close(Duration wait);

  @Override
  default void close() {
    close(Duration.ZERO);
  }
}
