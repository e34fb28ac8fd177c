// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.wire.export.ExportHeader;
import io.weir.wire.export.FlowRecord;

/** Gathers the flows of one exporter and observation domain into messages. Not thread-safe. */
interface FlowEncoder {
  /**
   * Begins with nothing.
   *
   * @param address of the exporter, its 16 bytes; IPv4 as ::ffff:a.b.c.d
   * @param key the address as text
   */
  void begin(byte[] address, byte[] key, long domain);

  void add(FlowRecord flow, ExportHeader header, long receivedMicros);

  int flows();

  /** True when the message should go. */
  boolean isFull();

  /** When the first flow was received, microseconds since 1970 UTC. */
  long firstReceivedMicros();

  /** The message; the encoder has nothing then. */
  Message finish();
}
