// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

/** What a {@link TcpStream} hands on: one direction's bytes, each once and in order. */
public interface StreamConsumer {
  /** The next {@code length} bytes. They are only valid during the call. */
  void data(byte[] data, int from, int length);

  /**
   * The next {@code length} bytes are missing: they were lost, or the capture did not keep them. A
   * parser that counts on every byte looks for its next message or gives up.
   */
  void gap(long length);

  /** No more bytes will come: the sender finished, the connection was reset, or the input ended. */
  void end();
}
