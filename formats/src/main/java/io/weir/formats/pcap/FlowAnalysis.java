// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.packet.Packet;
import org.jspecify.annotations.Nullable;

/** One purpose for which flows are looked into: to fill a table, or to name flows. */
interface FlowAnalysis {
  /**
   * False if packets like this one can't be of interest; where no table of flows is asked for they
   * are then left out. It must be the same for all packets of a flow, both directions.
   */
  default boolean wants(Packet packet) {
    return true;
  }

  /** Shown every packet of the capture before it is metered, whoever meters it. */
  default void packet(Packet packet) {}

  /** A flow began. */
  default void begin(Flow flow) {}

  /**
   * Asked for every TCP or UDP flow when a side's first payload arrives, until an analyzer looks
   * into it; that payload is then handed to the analyzer like the rest.
   *
   * @param side who sent it
   * @param length captured bytes of it, at {@code data[from]}; more than 0
   * @return an analyzer for this flow, or null if the flow can't be of interest
   */
  @Nullable FlowAnalyzer open(Flow flow, Side side, byte[] data, int from, int length);
}
