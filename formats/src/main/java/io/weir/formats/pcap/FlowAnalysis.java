// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import org.jspecify.annotations.Nullable;

/** One purpose for which flows are looked into: to fill a table, or to name flows. */
interface FlowAnalysis {
  /**
   * Asked once for every TCP or UDP flow, when its first payload arrives (which is then handed to
   * the analyzer like the rest).
   *
   * @param side who sent it
   * @param length captured bytes of it, at {@code data[from]}; more than 0
   * @return an analyzer for this flow, or null if the flow can't be of interest
   */
  @Nullable FlowAnalyzer open(Flow flow, Side side, byte[] data, int from, int length);
}
