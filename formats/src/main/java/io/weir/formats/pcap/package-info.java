// SPDX-License-Identifier: Apache-2.0
/**
 * Captures (pcap and pcapng) to packets, metered flows, names of flows, DNS and HTTP transactions.
 */
@NullMarked
package io.weir.formats.pcap;

import org.jspecify.annotations.NullMarked;
