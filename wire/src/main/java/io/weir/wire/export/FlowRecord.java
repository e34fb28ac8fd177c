// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import java.util.Arrays;

/**
 * A flow as an exporter told it, with the fields that Weir's table of flows has, as numbers. One
 * object that is filled again for each record. Not thread-safe.
 *
 * <p>An address takes two fields: its low 64 bits (all of an IPv4 address) and, behind it, its high
 * ones.
 */
public final class FlowRecord {
  public static final int START_MICROS = 0;
  public static final int END_MICROS = 1;
  public static final int SRC_ADDRESS = 2;
  public static final int DST_ADDRESS = 4;
  public static final int NEXT_HOP = 6;
  public static final int IP_VERSION = 8;
  public static final int NEXT_HOP_VERSION = 9;
  public static final int SRC_PORT = 10;
  public static final int DST_PORT = 11;
  public static final int PROTOCOL = 12;
  public static final int TCP_FLAGS = 13;
  public static final int TOS = 14;
  public static final int BYTES = 15;
  public static final int PACKETS = 16;
  public static final int REVERSE_BYTES = 17;
  public static final int REVERSE_PACKETS = 18;
  public static final int FLOWS = 19;
  public static final int INPUT = 20;
  public static final int OUTPUT = 21;
  public static final int SRC_AS = 22;
  public static final int DST_AS = 23;
  public static final int SRC_MASK = 24;
  public static final int DST_MASK = 25;
  public static final int VLAN = 26;
  public static final int INNER_VLAN = 27;

  /** 0 where the flow entered the exporter, 1 where it left. */
  public static final int DIRECTION = 28;

  public static final int FORWARDING_STATUS = 29;

  /** ICMP type times 256 plus code. */
  public static final int ICMP = 30;

  public static final int NAT_SRC_ADDRESS = 31;
  public static final int NAT_DST_ADDRESS = 32;
  public static final int NAT_SRC_PORT = 33;
  public static final int NAT_DST_PORT = 34;

  /** One of so many packets was looked at. */
  public static final int SAMPLING = 35;

  static final int SAMPLER_ID = 36;
  static final int UPTIME_START = 37;
  static final int UPTIME_END = 38;
  static final int DURATION_MILLIS = 39;

  /** How many fields there are. */
  public static final int FIELDS = 40;

  private final long[] values = new long[FIELDS];
  private long present;

  /** Forgets all fields. */
  public void clear() {
    Arrays.fill(values, 0);
    present = 0;
  }

  /** Becomes the same as another. */
  public void copy(FlowRecord other) {
    System.arraycopy(other.values, 0, values, 0, FIELDS);
    present = other.present;
  }

  public void set(int field, long value) {
    values[field] = value;
    present |= 1L << field;
  }

  /** Forgets a field. */
  public void remove(int field) {
    values[field] = 0;
    present &= ~(1L << field);
  }

  public boolean has(int field) {
    return (present & (1L << field)) != 0;
  }

  /** The value of a field; 0 when absent. */
  public long value(int field) {
    return values[field];
  }

  /** The high 64 bits of an address. */
  public long high(int addressField) {
    return values[addressField + 1];
  }

  /** Sets an address; its IP version is a field of its own. */
  public void setAddress(int field, long high, long low) {
    values[field + 1] = high;
    set(field, low);
  }

  /** A bit for each field that is present. */
  public long present() {
    return present;
  }
}
