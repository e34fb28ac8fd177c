// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

/**
 * How flows are metered.
 *
 * @param maxFlows flows that may be open at once; beyond that the one nearest its end is cut
 */
record MeterSettings(
    FlowTimeouts timeouts, Checksums checksums, int maxFlows, ServerPorts serverPorts) {
  static final MeterSettings DEFAULT =
      new MeterSettings(FlowTimeouts.DEFAULT, Checksums.IGNORE, 2_000_000, ServerPorts.KNOWN);

  /** What wrong checksums mean. */
  enum Checksums {
    /** Nothing: captures on the sending machine have them, because its network card fills them. */
    IGNORE,
    /** The packet never reached a program: it is not counted. */
    VERIFY
  }
}
