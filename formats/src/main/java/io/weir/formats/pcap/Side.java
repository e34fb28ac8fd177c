// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

/** Who sent something in a flow. */
enum Side {
  CLIENT,
  SERVER
}
