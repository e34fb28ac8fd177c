// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import java.util.ArrayList;
import java.util.List;

/** The template of flows that have the same fields, for writing. Immutable. */
final class ExportLayout {
  /** Fields whose number is written as it is: field, element, bytes. */
  private static final int[][] PLAIN = {
    {FlowRecord.SRC_PORT, Elements.SRC_PORT, 2},
    {FlowRecord.DST_PORT, Elements.DST_PORT, 2},
    {FlowRecord.PROTOCOL, Elements.PROTOCOL, 1},
    {FlowRecord.TCP_FLAGS, Elements.TCP_FLAGS, 2},
    {FlowRecord.TOS, Elements.TOS, 1},
    {FlowRecord.FLOWS, Elements.FLOWS, 8},
    {FlowRecord.INPUT, Elements.INPUT, 4},
    {FlowRecord.OUTPUT, Elements.OUTPUT, 4},
    {FlowRecord.SRC_AS, Elements.SRC_AS, 4},
    {FlowRecord.DST_AS, Elements.DST_AS, 4},
    {FlowRecord.SRC_MASK, Elements.SRC_MASK, 1},
    {FlowRecord.DST_MASK, Elements.DST_MASK, 1},
    {FlowRecord.VLAN, Elements.SRC_VLAN, 2},
    {FlowRecord.INNER_VLAN, Elements.DOT1Q_CUSTOMER_VLAN, 2},
    {FlowRecord.DIRECTION, Elements.DIRECTION, 1},
    {FlowRecord.FORWARDING_STATUS, Elements.FORWARDING_STATUS, 1},
    {FlowRecord.ICMP, Elements.ICMP_TYPE_CODE, 2},
    {FlowRecord.NAT_SRC_ADDRESS, Elements.POST_NAT_SRC_ADDRESS_V4, 4},
    {FlowRecord.NAT_DST_ADDRESS, Elements.POST_NAT_DST_ADDRESS_V4, 4},
    {FlowRecord.NAT_SRC_PORT, Elements.POST_NAT_SRC_PORT, 2},
    {FlowRecord.NAT_DST_PORT, Elements.POST_NAT_DST_PORT, 2},
    {FlowRecord.SAMPLING, Elements.SAMPLING_INTERVAL, 4},
  };

  private static final long HOP_IS_IPV6 = 1L << 62;
  private static final long IS_IPV6 = 1L << 63;

  private final int id;
  private final int[] fields;
  private final int[] elements;
  private final int[] lengths;
  private final int recordLength;

  /** What decides the layout of a flow. */
  static long key(FlowRecord flow) {
    long written = flow.present() & ((1L << FlowRecord.SAMPLER_ID) - 1);
    long family = flow.value(FlowRecord.IP_VERSION) == 6 ? IS_IPV6 : 0;
    return written | family | (isHopIpv6(flow) ? HOP_IS_IPV6 : 0);
  }

  private static boolean isHopIpv6(FlowRecord flow) {
    return flow.value(FlowRecord.NEXT_HOP_VERSION) == 6;
  }

  ExportLayout(int id, FlowRecord flow) {
    this.id = id;
    List<int[]> all = new ArrayList<>();
    boolean isIpv6 = flow.value(FlowRecord.IP_VERSION) == 6;
    address(
        all,
        flow,
        FlowRecord.SRC_ADDRESS,
        isIpv6,
        Elements.SRC_ADDRESS_V4,
        Elements.SRC_ADDRESS_V6);
    address(
        all,
        flow,
        FlowRecord.DST_ADDRESS,
        isIpv6,
        Elements.DST_ADDRESS_V4,
        Elements.DST_ADDRESS_V6);
    address(
        all,
        flow,
        FlowRecord.NEXT_HOP,
        isHopIpv6(flow),
        Elements.NEXT_HOP_V4,
        Elements.NEXT_HOP_V6);
    add(all, flow, FlowRecord.START_MICROS, Elements.START_MICROS, 8);
    add(all, flow, FlowRecord.END_MICROS, Elements.END_MICROS, 8);
    boolean isOfBoth = flow.has(FlowRecord.REVERSE_BYTES) || flow.has(FlowRecord.REVERSE_PACKETS);
    add(all, flow, FlowRecord.BYTES, isOfBoth ? Elements.INITIATOR_BYTES : Elements.IN_BYTES, 8);
    add(
        all,
        flow,
        FlowRecord.PACKETS,
        isOfBoth ? Elements.INITIATOR_PACKETS : Elements.IN_PACKETS,
        8);
    add(all, flow, FlowRecord.REVERSE_BYTES, Elements.RESPONDER_BYTES, 8);
    add(all, flow, FlowRecord.REVERSE_PACKETS, Elements.RESPONDER_PACKETS, 8);
    for (int[] plain : PLAIN) {
      add(all, flow, plain[0], plain[1], plain[2]);
    }
    fields = all.stream().mapToInt(field -> field[0]).toArray();
    elements = all.stream().mapToInt(field -> field[1]).toArray();
    lengths = all.stream().mapToInt(field -> field[2]).toArray();
    recordLength = all.stream().mapToInt(field -> field[2]).sum();
  }

  private static void add(List<int[]> all, FlowRecord flow, int field, int element, int length) {
    if (flow.has(field)) {
      all.add(new int[] {field, element, length});
    }
  }

  private static void address(
      List<int[]> all, FlowRecord flow, int field, boolean isIpv6, int v4, int v6) {
    add(all, flow, field, isIpv6 ? v6 : v4, isIpv6 ? 16 : 4);
  }

  int id() {
    return id;
  }

  int recordLength() {
    return recordLength;
  }

  /** Bytes of a set that has this template alone. */
  int templateLength() {
    return 8 + 4 * elements.length;
  }

  void writeTemplate(byte[] out, int from) {
    FlowExportWriter.putShort(out, from, id);
    FlowExportWriter.putShort(out, from + 2, elements.length);
    for (int i = 0; i < elements.length; i++) {
      FlowExportWriter.putShort(out, from + 4 + 4 * i, elements[i]);
      FlowExportWriter.putShort(out, from + 6 + 4 * i, lengths[i]);
    }
  }

  void write(FlowRecord flow, byte[] out, int from) {
    int at = from;
    for (int i = 0; i < fields.length; i++) {
      long value = flow.value(fields[i]);
      switch (lengths[i]) {
        case 1 -> out[at] = (byte) value;
        case 2 -> FlowExportWriter.putShort(out, at, (int) value);
        case 4 -> FlowExportWriter.putInt(out, at, value);
        case 8 -> FlowExportWriter.putLong(out, at, isTime(i) ? ntp(value) : value);
        default -> {
          FlowExportWriter.putLong(out, at, flow.high(fields[i]));
          FlowExportWriter.putLong(out, at + 8, value);
        }
      }
      at += lengths[i];
    }
  }

  private boolean isTime(int i) {
    return fields[i] == FlowRecord.START_MICROS || fields[i] == FlowRecord.END_MICROS;
  }

  /** RFC 7011 §6.1.9; the fraction is rounded up, so that a reader that cuts gets the same. */
  private static long ntp(long micros) {
    long seconds = Math.floorDiv(micros, 1_000_000L) + 2_208_988_800L;
    long fraction = ((Math.floorMod(micros, 1_000_000L) << 32) + 999_999) / 1_000_000;
    return seconds << 32 | fraction;
  }
}
