// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

/** What flows are tunnelled in: a UDP flow, or two hosts that tunnel directly over IP. */
interface TunnelParent {
  /** The identifier that tunnelled flows name in {@code tunnel_parents}. */
  String uid();
}
