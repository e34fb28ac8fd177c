// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import io.weir.formats.export.FlowValues;
import io.weir.wire.export.FlowRecord;
import java.util.Arrays;

/**
 * A record of layout 2, where it is in its block: a header, then elements in any order, each with
 * type and length. Only asked-for values are looked at. Not thread-safe.
 */
final class NfcapdRecord implements FlowValues {
  /** The type of a record about a flow. */
  static final int TYPE = 11;

  static final int HEADER = 12;

  static final int GENERIC = 1;
  static final int IPV4 = 2;
  static final int IPV6 = 3;
  static final int MISC = 4;
  static final int COUNTS = 5;
  private static final int VLAN = 6;
  static final int AS = 7;
  private static final int NEXT_HOP_V4 = 10;
  private static final int NEXT_HOP_V6 = 11;
  private static final int RECEIVED_V4 = 12;
  private static final int RECEIVED_V6 = 13;
  private static final int SAMPLER = 18;
  private static final int FIREWALL_EVENT = 19;
  private static final int NAT_EVENT = 25;
  private static final int LAYER_2 = 38;

  /** How many bytes of each element are read; 0 for those that fill no column. */
  private static final int[] NEEDED = new int[LAYER_2 + 1];

  static {
    NEEDED[GENERIC] = 48;
    NEEDED[IPV4] = 8;
    NEEDED[IPV6] = 32;
    NEEDED[MISC] = 12;
    NEEDED[COUNTS] = 24;
    NEEDED[VLAN] = 8;
    NEEDED[AS] = 8;
    NEEDED[NEXT_HOP_V4] = 4;
    NEEDED[NEXT_HOP_V6] = 16;
    NEEDED[RECEIVED_V4] = 4;
    NEEDED[RECEIVED_V6] = 16;
    NEEDED[SAMPLER] = 8;
    NEEDED[FIREWALL_EVENT] = 8;
    NEEDED[NAT_EVENT] = 8;
    NEEDED[LAYER_2] = 4;
  }

  private final HostNumbers numbers;
  private final Exporters exporters;

  /** Where the content of each element is; 0 when the record has none, for a header is before. */
  private final int[] elements = new int[NEEDED.length];

  private byte[] bytes = new byte[0];
  private int at;

  NfcapdRecord(HostNumbers numbers, Exporters exporters) {
    this.numbers = numbers;
    this.exporters = exporters;
  }

  /** Moves to the record {@code bytes[from .. from + size)}; empty, or why it is rejected. */
  String moveTo(byte[] newBytes, int from, int size) {
    bytes = newBytes;
    at = from;
    Arrays.fill(elements, 0);
    if (size < HEADER) {
      return "record too short";
    }
    int count = numbers.u16(bytes, from + 4);
    int next = from + HEADER;
    int end = from + size;
    for (int i = 0; i < count; i++) {
      if (end - next < 4) {
        return "element cut off";
      }
      int type = numbers.u16(bytes, next);
      int length = numbers.u16(bytes, next + 2);
      if (length < 4 || length > end - next) {
        return "element length out of range";
      }
      if (type < NEEDED.length && NEEDED[type] > 0) {
        if (length - 4 < NEEDED[type]) {
          return "element too short";
        }
        elements[type] = next + 4;
      }
      next += length;
    }
    return elements[GENERIC] == 0 ? "no times and counters" : "";
  }

  /** The shape of the record, which is good. */
  RecordShape shape() {
    return new RecordShape(numbers, bytes, at, elements);
  }

  @Override
  public boolean has(int field) {
    return switch (field) {
      case FlowRecord.START_MICROS -> start() != 0;
      case FlowRecord.END_MICROS -> generic64(8) != 0;
      case FlowRecord.PROTOCOL,
          FlowRecord.TCP_FLAGS,
          FlowRecord.TOS,
          FlowRecord.BYTES,
          FlowRecord.PACKETS,
          FlowRecord.SRC_PORT,
          FlowRecord.DST_PORT ->
          true;
      case FlowRecord.SRC_ADDRESS, FlowRecord.DST_ADDRESS, FlowRecord.IP_VERSION ->
          elements[IPV4] != 0 || elements[IPV6] != 0;
      case FlowRecord.INPUT, FlowRecord.OUTPUT -> elements[MISC] != 0;
      case FlowRecord.DIRECTION -> elements[MISC] != 0 && tellsDirection();
      case FlowRecord.SRC_AS, FlowRecord.DST_AS -> elements[AS] != 0;
      case FlowRecord.REVERSE_BYTES, FlowRecord.REVERSE_PACKETS -> isOfBoth();
      case FlowRecord.NEXT_HOP -> (high(field) | low(field)) != 0;
      case FlowRecord.FLOWS, FlowRecord.VLAN, FlowRecord.INNER_VLAN, FlowRecord.SAMPLING ->
          number(field) != 0; // nfdump writes 0 where nothing is known.
      default -> false;
    };
  }

  @Override
  public long number(int field) {
    return switch (field) {
      case FlowRecord.START_MICROS -> start() * 1000;
      case FlowRecord.END_MICROS -> generic64(8) * 1000;
      case FlowRecord.PACKETS -> generic64(24);
      case FlowRecord.BYTES -> generic64(32);
      case FlowRecord.SRC_PORT -> numbers.u16(bytes, elements[GENERIC] + 40);
      case FlowRecord.DST_PORT -> numbers.u16(bytes, elements[GENERIC] + 42);
      case FlowRecord.PROTOCOL -> bytes[elements[GENERIC] + 44] & 0xff;
      case FlowRecord.TCP_FLAGS -> bytes[elements[GENERIC] + 45] & 0xff;
      case FlowRecord.TOS -> bytes[elements[GENERIC] + 47] & 0xff;
      case FlowRecord.IP_VERSION -> elements[IPV6] != 0 ? 6 : 4;
      case FlowRecord.INPUT -> u32(MISC, 0);
      case FlowRecord.OUTPUT -> u32(MISC, 4);
      case FlowRecord.DIRECTION -> elements[MISC] == 0 ? 0 : bytes[elements[MISC] + 10] & 0xff;
      case FlowRecord.FLOWS -> i64(COUNTS, 0);
      case FlowRecord.REVERSE_PACKETS -> i64(COUNTS, 8);
      case FlowRecord.REVERSE_BYTES -> i64(COUNTS, 16);
      case FlowRecord.VLAN -> elements[VLAN] == 0 ? u16(LAYER_2, 0) : u32(VLAN, 0);
      case FlowRecord.INNER_VLAN -> u16(LAYER_2, 2);
      case FlowRecord.SRC_AS -> u32(AS, 0);
      case FlowRecord.DST_AS -> u32(AS, 4);
      case FlowRecord.SAMPLING -> exporters.sampling(exporter(), i64(SAMPLER, 0));
      default -> 0;
    };
  }

  /** Milliseconds; of an event without times, when it was. */
  private long start() {
    long first = generic64(0);
    if (first == 0) {
      first = i64(elements[FIREWALL_EVENT] != 0 ? FIREWALL_EVENT : NAT_EVENT, 0);
    }
    return first;
  }

  private boolean isOfBoth() {
    return elements[COUNTS] != 0 && (i64(COUNTS, 8) | i64(COUNTS, 16)) != 0;
  }

  /** NetFlow v9 and IPFIX can tell where a flow was seen; of older protocols it is always 0. */
  private boolean tellsDirection() {
    int version = bytes[at + 11] & 0xff;
    return version == 0 || version == 9 || version == 10 || bytes[elements[MISC] + 10] != 0;
  }

  @Override
  public boolean isIpv4(int field) {
    return field == FlowRecord.NEXT_HOP ? elements[NEXT_HOP_V6] == 0 : elements[IPV6] == 0;
  }

  @Override
  public long high(int field) {
    return switch (field) {
      case FlowRecord.SRC_ADDRESS -> i64(IPV6, 0);
      case FlowRecord.DST_ADDRESS -> i64(IPV6, 16);
      case FlowRecord.NEXT_HOP -> i64(NEXT_HOP_V6, 0);
      default -> 0;
    };
  }

  @Override
  public long low(int field) {
    return switch (field) {
      case FlowRecord.SRC_ADDRESS -> elements[IPV6] != 0 ? i64(IPV6, 8) : u32(IPV4, 0);
      case FlowRecord.DST_ADDRESS -> elements[IPV6] != 0 ? i64(IPV6, 24) : u32(IPV4, 4);
      case FlowRecord.NEXT_HOP ->
          elements[NEXT_HOP_V6] != 0 ? i64(NEXT_HOP_V6, 8) : u32(NEXT_HOP_V4, 0);
      default -> 0;
    };
  }

  /** The exporter's number in this file. */
  int exporter() {
    return numbers.u16(bytes, at + 8);
  }

  boolean hasExporterAddress() {
    return elements[RECEIVED_V4] != 0 || elements[RECEIVED_V6] != 0;
  }

  /** The high 64 bits of the exporter's address. */
  long exporterHigh() {
    return i64(RECEIVED_V6, 0);
  }

  /** The low 64 bits of the exporter's address; IPv4 as ::ffff:a.b.c.d. */
  long exporterLow() {
    return elements[RECEIVED_V6] != 0
        ? i64(RECEIVED_V6, 8)
        : 0xffff_0000_0000L | u32(RECEIVED_V4, 0);
  }

  private long generic64(int offset) {
    return numbers.i64(bytes, elements[GENERIC] + offset);
  }

  private int u16(int element, int offset) {
    return elements[element] == 0 ? 0 : numbers.u16(bytes, elements[element] + offset);
  }

  private long u32(int element, int offset) {
    return elements[element] == 0 ? 0 : numbers.u32(bytes, elements[element] + offset);
  }

  private long i64(int element, int offset) {
    return elements[element] == 0 ? 0 : numbers.i64(bytes, elements[element] + offset);
  }
}
