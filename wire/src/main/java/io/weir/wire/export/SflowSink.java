// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

/** Takes what an sFlow datagram holds. */
public interface SflowSink {
  /** A sampled packet as a flow of one packet; valid during the call. */
  void flow(FlowRecord flow, SflowHeader header);

  /** A record of counters; valid during the call. */
  void counters(SflowCounters counters, SflowHeader header);
}
