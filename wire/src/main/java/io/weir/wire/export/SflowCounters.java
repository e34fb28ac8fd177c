// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import io.weir.wire.BigEndian;

/**
 * One record of a counter sample: of the interfaces' counters (format 1), Ethernet's (2) and others
 * of other structures. A view that the decoder moves; valid during the call that hands it over.
 */
public final class SflowCounters {
  byte[] bytes = new byte[0];
  int at;
  int length;
  long sequence;
  long sourceType;
  long sourceIndex;
  long format;

  SflowCounters() {}

  /** The datagram; the record's content begins at {@link #at}. */
  public byte[] bytes() {
    return bytes;
  }

  public int at() {
    return at;
  }

  /** Bytes of the content. */
  public int length() {
    return length;
  }

  /** The sample's number, of its source. */
  public long sequence() {
    return sequence;
  }

  /** What was counted: 0 an interface, 1 a VLAN, 2 a physical entity. */
  public long sourceType() {
    return sourceType;
  }

  /** Which interface (SNMP index), VLAN or entity. */
  public long sourceIndex() {
    return sourceIndex;
  }

  /** Who defined the structure; 0 is sFlow.org. */
  public long enterprise() {
    return format >>> 12;
  }

  /** The structure's number at its enterprise. */
  public long format() {
    return format & 0xfff;
  }

  /** An unsigned 32-bit number; -1 when the content ends before. */
  public long u32(int offset) {
    return offset + 4 <= length ? BigEndian.u32(bytes, at + offset) : -1;
  }

  /** A 64-bit number; -1 when the content ends before. */
  public long u64(int offset) {
    return offset + 8 <= length ? BigEndian.i64(bytes, at + offset) : -1;
  }
}
