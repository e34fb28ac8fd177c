// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import io.weir.formats.nfdump.Exporters.Address;
import io.weir.wire.export.FlowRecord;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of layout 1: a common part, addresses and counters whose width flags tell, then the
 * extensions that a map lists, which the file told before. Not thread-safe.
 */
final class OldRecord {
  /** Records about flows; the first has its exporter's number in fewer bits. */
  static final int FIRST_TYPE = 1;

  static final int TYPE = 10;

  /** The record that tells a map of extensions. */
  static final int MAP = 2;

  /** nfdump knows fewer; a file may have a map for each of 65,536 numbers. */
  private static final int MOST_EXTENSIONS = 64;

  private static final int COMMON = 32;
  private static final int FIRST_COMMON = 28;

  private static final int FLAG_IPV6 = 1;
  private static final int FLAG_PACKETS_64 = 2;
  private static final int FLAG_BYTES_64 = 4;

  /** Bytes of each extension from number 4 on; 0 where there is none of that number. */
  private static final int[] SIZES = {
    0, 0, 0, 0, 4, 8, 4, 8, 4, 4, 16, 4, 16, 4, 4, 8, 4, 8, 4, 8, 16, 16, 40, 4, 16, 4, 8, 8, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 20, 4, 8, 32, 24, 24, 72, 0, 24, 12, 8, 8
  };

  private final HostNumbers numbers;
  private final Map<Integer, int[]> maps = new HashMap<>();
  private final FlowRecord flow = new FlowRecord();
  private byte[] bytes = new byte[0];
  private int exporter;
  private long eventMillis;
  private @Nullable Address router;

  OldRecord(HostNumbers numbers) {
    this.numbers = numbers;
  }

  /** The flow of the record that was read last. */
  FlowRecord flow() {
    return flow;
  }

  /** The exporter's number in this file. */
  int exporter() {
    return exporter;
  }

  /** The exporter's address when the record tells it. */
  @Nullable Address router() {
    return router;
  }

  /** Takes a map of extensions; empty, or why it is rejected. */
  String readMap(byte[] from, int at, int size) {
    if (size < 8) {
      return "extension map too short";
    }
    if (size > 8 + 2 * MOST_EXTENSIONS) {
      return "extension map too long";
    }
    int count = 0;
    int[] all = new int[(size - 8) / 2];
    for (; count < all.length; count++) {
      all[count] = numbers.u16(from, at + 8 + 2 * count);
      if (all[count] == 0) {
        break;
      }
    }
    int[] map = java.util.Arrays.copyOf(all, count);
    for (int extension : map) {
      if (extension > 3 && (extension >= SIZES.length || SIZES[extension] == 0)) {
        maps.remove(numbers.u16(from, at + 4));
        return "unknown extension";
      }
    }
    maps.put(numbers.u16(from, at + 4), map);
    return "";
  }

  /** Reads the record {@code from[at .. at + size)}; empty, or why it is rejected. */
  String read(byte[] from, int at, int size) {
    bytes = from;
    flow.clear();
    router = null;
    eventMillis = 0;
    boolean isFirst = numbers.u16(from, at) == FIRST_TYPE;
    int common = isFirst ? FIRST_COMMON : COMMON;
    if (size < common) {
      return "record too short";
    }
    int[] map = maps.get(numbers.u16(from, at + 6));
    if (map == null) {
      return "no extension map";
    }
    int flags = isFirst ? from[at + 4] & 0xff : numbers.u16(from, at + 4);
    exporter = isFirst ? from[at + 5] & 0xff : numbers.u16(from, at + 28);
    int counters =
        ((flags & FLAG_PACKETS_64) != 0 ? 8 : 4) + ((flags & FLAG_BYTES_64) != 0 ? 8 : 4);
    int needed = common + ((flags & FLAG_IPV6) != 0 ? 32 : 8) + counters;
    for (int extension : map) {
      needed += SIZES[extension];
    }
    if (needed > size) {
      return "record too short";
    }
    common(at);
    int next = addresses(at + common, flags);
    next = counters(next, flags);
    for (int extension : map) {
      extension(extension, next);
      next += SIZES[extension];
    }
    times(at);
    return "";
  }

  private void common(int at) {
    flow.set(FlowRecord.TCP_FLAGS, bytes[at + 21] & 0xff);
    flow.set(FlowRecord.PROTOCOL, bytes[at + 22] & 0xff);
    flow.set(FlowRecord.TOS, bytes[at + 23] & 0xff);
    flow.set(FlowRecord.SRC_PORT, numbers.u16(bytes, at + 24));
    flow.set(FlowRecord.DST_PORT, numbers.u16(bytes, at + 26));
  }

  private void times(int at) {
    long first = numbers.u32(bytes, at + 12) * 1000 + numbers.u16(bytes, at + 8);
    long last = numbers.u32(bytes, at + 16) * 1000 + numbers.u16(bytes, at + 10);
    if (first == 0) {
      first = eventMillis;
    }
    if (first != 0) {
      flow.set(FlowRecord.START_MICROS, first * 1000);
    }
    if (last != 0) {
      flow.set(FlowRecord.END_MICROS, last * 1000);
    }
  }

  private int addresses(int at, int flags) {
    if ((flags & FLAG_IPV6) != 0) {
      address6(FlowRecord.SRC_ADDRESS, at);
      address6(FlowRecord.DST_ADDRESS, at + 16);
      flow.set(FlowRecord.IP_VERSION, 6);
      return at + 32;
    }
    flow.setAddress(FlowRecord.SRC_ADDRESS, 0, numbers.u32(bytes, at));
    flow.setAddress(FlowRecord.DST_ADDRESS, 0, numbers.u32(bytes, at + 4));
    flow.set(FlowRecord.IP_VERSION, 4);
    return at + 8;
  }

  private void address6(int field, int at) {
    flow.setAddress(field, numbers.i64(bytes, at), numbers.i64(bytes, at + 8));
  }

  private int counters(int at, int flags) {
    boolean isLong = (flags & FLAG_PACKETS_64) != 0;
    flow.set(FlowRecord.PACKETS, isLong ? numbers.i64(bytes, at) : numbers.u32(bytes, at));
    int next = at + (isLong ? 8 : 4);
    isLong = (flags & FLAG_BYTES_64) != 0;
    flow.set(FlowRecord.BYTES, isLong ? numbers.i64(bytes, next) : numbers.u32(bytes, next));
    return next + (isLong ? 8 : 4);
  }

  /** Takes what an extension tells that the table has; nfdump writes 0 where nothing is known. */
  private void extension(int number, int at) {
    switch (number) {
      case 4 -> pair(FlowRecord.INPUT, FlowRecord.OUTPUT, u16(at), u16(at + 2));
      case 5 -> pair(FlowRecord.INPUT, FlowRecord.OUTPUT, u32(at), u32(at + 4));
      case 6 -> pair(FlowRecord.SRC_AS, FlowRecord.DST_AS, u16(at), u16(at + 2));
      case 7 -> pair(FlowRecord.SRC_AS, FlowRecord.DST_AS, u32(at), u32(at + 4));
      case 8 -> flow.set(FlowRecord.DIRECTION, bytes[at + 1] & 0xff);
      case 9 -> hop(4, 0, u32(at));
      case 10 -> hop(6, numbers.i64(bytes, at), numbers.i64(bytes, at + 8));
      case 13 -> known(FlowRecord.VLAN, u16(at));
      case 14 -> known(FlowRecord.REVERSE_PACKETS, u32(at));
      case 15 -> known(FlowRecord.REVERSE_PACKETS, numbers.i64(bytes, at));
      case 16 -> known(FlowRecord.REVERSE_BYTES, u32(at));
      case 17 -> known(FlowRecord.REVERSE_BYTES, numbers.i64(bytes, at));
      case 18 -> known(FlowRecord.FLOWS, u32(at));
      case 19 -> known(FlowRecord.FLOWS, numbers.i64(bytes, at));
      case 23 -> router = new Address(0, 0xffff_0000_0000L | u32(at));
      case 24 -> router = new Address(numbers.i64(bytes, at), numbers.i64(bytes, at + 8));
      case 37 -> eventMillis = numbers.i64(bytes, at);
      default -> {}
    }
  }

  private void pair(int first, int second, long firstValue, long secondValue) {
    flow.set(first, firstValue);
    flow.set(second, secondValue);
  }

  private void hop(int version, long high, long low) {
    if ((high | low) != 0) {
      flow.setAddress(FlowRecord.NEXT_HOP, high, low);
      flow.set(FlowRecord.NEXT_HOP_VERSION, version);
    }
  }

  private void known(int field, long value) {
    if (value != 0) {
      flow.set(field, value);
    }
  }

  private long u16(int at) {
    return numbers.u16(bytes, at);
  }

  private long u32(int at) {
    return numbers.u32(bytes, at);
  }
}
