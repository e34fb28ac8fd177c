// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

/** One exported flow: the values of {@link io.weir.wire.export.FlowRecord}'s fields. */
public interface FlowValues {
  /** True when the flow has a value in this field. */
  boolean has(int field);

  /** A number; of any value when the flow has none. */
  long number(int field);

  /** True when an address is IPv4. */
  boolean isIpv4(int field);

  /** The high 64 bits of an address; 0 for IPv4. */
  long high(int field);

  /** The low 64 bits of an address; all of an IPv4 address. */
  long low(int field);
}
