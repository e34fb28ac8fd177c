// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.goflow2;

import io.weir.wire.export.FlowRecord;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads one FlowMessage of goflow2 at a time. Version 2 has times in nanoseconds; version 1 in
 * seconds, and in milliseconds where the exporter tells them. What is zero is not written. Source:
 * goflow2's pb/flow.proto of both versions. Not thread-safe.
 */
final class FlowMessage {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final String BAD = "bad protobuf";
  private static final int NUMBER = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private static final int TYPE = 1;
  private static final int SRC_ADDRESS = 6;
  private static final int DST_ADDRESS = 7;
  private static final int SAMPLER = 11;
  private static final int NEXT_HOP = 12;
  private static final int ICMP_TYPE = 31;
  private static final int ICMP_CODE = 32;
  private static final int LAST_TYPE = 4;

  /** What the numbers of fields mean; -1 for those that are none of a flow's. */
  private static final int[] FIELDS = fields();

  /** Where a field's number is among {@link #times}. */
  private static final int[] TIMES = {111, 63, 38, 112, 64, 5};

  private static final long[] TIMES_PER_MICRO = {1000, 0, 0, 1000, 0, 0};
  private static final long[] MICROS = {0, 1000, 1_000_000, 0, 1000, 1_000_000};

  private static final long MAPPED = 0xffff_0000_0000L;

  private final FlowRecord flow;
  private final Varints varints = new Varints();
  private final long[] times = new long[TIMES.length];
  private long type;
  private int addresses;
  private int icmp;
  private boolean hasExporter;
  private long high;
  private long low;
  private boolean isFour;
  private long exporterHigh;
  private long exporterLow;

  FlowMessage(FlowRecord flow) {
    this.flow = flow;
  }

  private static int[] fields() {
    int[] fields = new int[33];
    Arrays.fill(fields, -1);
    fields[3] = FlowRecord.SAMPLING;
    fields[9] = FlowRecord.BYTES;
    fields[10] = FlowRecord.PACKETS;
    fields[14] = FlowRecord.SRC_AS;
    fields[15] = FlowRecord.DST_AS;
    fields[18] = FlowRecord.INPUT;
    fields[19] = FlowRecord.OUTPUT;
    fields[20] = FlowRecord.PROTOCOL;
    fields[21] = FlowRecord.SRC_PORT;
    fields[22] = FlowRecord.DST_PORT;
    fields[23] = FlowRecord.TOS;
    fields[24] = FlowRecord.FORWARDING_STATUS;
    fields[26] = FlowRecord.TCP_FLAGS;
    fields[29] = FlowRecord.VLAN;
    return fields;
  }

  /** Fills the flow with the message {@code bytes[from .. end)}; empty, or what is wrong. */
  String read(byte[] bytes, int from, int end) {
    begin();
    int at = from;
    while (at < end) {
      at = varints.read(bytes, at, end);
      if (at < 0) {
        return BAD;
      }
      long tag = varints.value();
      if (tag < 8 || tag > 0xffff_ffffL) {
        return BAD;
      }
      at = field((int) (tag >>> 3), (int) (tag & 7), bytes, at, end);
      if (at < 0) {
        return BAD;
      }
    }
    time(0, FlowRecord.START_MICROS);
    time(3, FlowRecord.END_MICROS);
    flow.set(FlowRecord.ICMP, icmp);
    return addresses == 0 && type == 0 ? "no flow" : "";
  }

  private void begin() {
    flow.clear();
    Arrays.fill(times, 0);
    type = 0;
    addresses = 0;
    icmp = 0;
    hasExporter = false;
    flow.set(FlowRecord.BYTES, 0);
    flow.set(FlowRecord.PACKETS, 0);
    flow.set(FlowRecord.PROTOCOL, 0);
    flow.set(FlowRecord.SRC_PORT, 0);
    flow.set(FlowRecord.DST_PORT, 0);
    flow.set(FlowRecord.TOS, 0);
    flow.set(FlowRecord.TCP_FLAGS, 0);
  }

  /** Reads a field's value; behind it, or -1. */
  private int field(int number, int wire, byte[] bytes, int at, int end) {
    switch (wire) {
      case NUMBER -> {
        int behind = varints.read(bytes, at, end);
        return behind < 0 || !number(number, varints.value()) ? -1 : behind;
      }
      case BYTES -> {
        int from = varints.read(bytes, at, end);
        long length = varints.value();
        if (from < 0 || length < 0 || length > end - from) {
          return -1;
        }
        return isGood(number, bytes, from, (int) length) ? from + (int) length : -1;
      }
      case EIGHT_BYTES, FOUR_BYTES -> {
        int behind = at + (wire == EIGHT_BYTES ? 8 : 4);
        return behind > end ? -1 : behind;
      }
      default -> {
        return -1;
      }
    }
  }

  private boolean number(int number, long value) {
    for (int i = 0; i < TIMES.length; i++) {
      if (TIMES[i] == number) {
        times[i] = value;
        return true;
      }
    }
    if (number == TYPE) {
      type = value;
      return value >= 0 && value <= LAST_TYPE;
    }
    if (number == ICMP_TYPE || number == ICMP_CODE) {
      icmp |= (int) (value & 0xff) << (number == ICMP_TYPE ? 8 : 0);
      return value >= 0 && value <= 0xff;
    }
    int field = number < FIELDS.length ? FIELDS[number] : -1;
    if (field >= 0) {
      if (value < 0) {
        return false;
      }
      flow.set(field, value);
    }
    return true;
  }

  private boolean isGood(int number, byte[] bytes, int from, int length) {
    boolean isAddress =
        number == SRC_ADDRESS || number == DST_ADDRESS || number == SAMPLER || number == NEXT_HOP;
    if (!isAddress || length == 0) {
      return number != TYPE && (number >= FIELDS.length || FIELDS[number] < 0);
    }
    if (length != 4 && length != 16) {
      return false;
    }
    address(bytes, from, length);
    int version = isFour ? 4 : 6;
    switch (number) {
      case SAMPLER -> {
        hasExporter = true;
        exporterHigh = high;
        exporterLow = isFour ? MAPPED | low : low;
      }
      case NEXT_HOP -> {
        if ((high | low) != 0) {
          flow.setAddress(FlowRecord.NEXT_HOP, high, low);
          flow.set(FlowRecord.NEXT_HOP_VERSION, version);
        }
      }
      default -> {
        int field = number == SRC_ADDRESS ? FlowRecord.SRC_ADDRESS : FlowRecord.DST_ADDRESS;
        flow.setAddress(field, high, low);
        flow.set(FlowRecord.IP_VERSION, version);
        addresses++;
      }
    }
    return true;
  }

  /** IPv4 addresses may be written as IPv6 has them. */
  private void address(byte[] bytes, int from, int length) {
    if (length == 4) {
      high = 0;
      low = (int) INT.get(bytes, from) & 0xffff_ffffL;
      isFour = true;
      return;
    }
    high = (long) LONG.get(bytes, from);
    low = (long) LONG.get(bytes, from + 8);
    isFour = high == 0 && low >>> 32 == 0xffff;
    if (isFour) {
      low &= 0xffff_ffffL;
    }
  }

  /** The finest of the times that begin at a place. */
  private void time(int first, int field) {
    for (int i = first; i < first + 3; i++) {
      long value = times[i];
      if (value > 0) {
        boolean isFine = TIMES_PER_MICRO[i] > 0;
        if (isFine || value <= Long.MAX_VALUE / MICROS[i]) {
          flow.set(field, isFine ? value / TIMES_PER_MICRO[i] : value * MICROS[i]);
        }
        return;
      }
    }
  }

  /** Whether the last message is what goflow2 writes: it tells its kind and an address. */
  boolean isTyped() {
    return type > 0 && addresses > 0;
  }

  boolean hasExporter() {
    return hasExporter;
  }

  /** High 64 bits of the exporter's address; IPv4 as ::ffff:a.b.c.d. */
  long exporterHigh() {
    return exporterHigh;
  }

  long exporterLow() {
    return exporterLow;
  }
}
