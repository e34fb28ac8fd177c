// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

/** What becomes of a metered flow. */
enum Metering {
  /** It is looked into, and becomes a row. */
  FULL,
  /** Another reader does that; here it is only known to be what other flows are tunnelled in. */
  SHADOW
}
