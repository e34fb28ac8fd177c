// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

/**
 * Looks into what one flow carries, in the order of the packets; the packet that a call comes from
 * is the reader's {@link Position}. Bytes are only valid during the call.
 *
 * <p>A UDP flow calls {@link #datagram}; a TCP flow calls {@link #bytes}, {@link #gap} and {@link
 * #end} for each side. {@link #close} comes last, once, unless the analyzer was {@link #done}
 * before.
 */
interface FlowAnalyzer {
  /**
   * The payload of one UDP datagram.
   *
   * @param captured bytes of it that the capture kept, at {@code data[from]}
   * @param length bytes of it on the wire
   */
  default void datagram(Side side, byte[] data, int from, int captured, int length) {}

  /** The next bytes of one side of a TCP connection, each once. */
  default void bytes(Side side, byte[] data, int from, int length) {}

  /** The next {@code length} bytes of one side are missing (lost, or not captured). */
  default void gap(Side side, long length) {}

  /** No more bytes come from this side: FIN or reset. */
  default void end(Side side) {}

  /** The flow is over: closed, timed out, or the input ended. */
  default void close() {}

  /** True if it needs no more: it is called no further, and bytes are no longer put in order. */
  boolean done();
}
