// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exporters that a file names by number, with their addresses and how they sample. At most as
 * many as there are numbers. Not thread-safe.
 */
final class Exporters {
  static final int INFO = 7;
  static final int OLD_SAMPLER = 9;
  static final int SAMPLER = 15;

  private static final int INFO_LENGTH = 32;
  private static final int OLD_SAMPLER_LENGTH = 16;
  private static final int SAMPLER_LENGTH = 24;
  private static final int AF_INET = 2;
  private static final int MOST_SAMPLERS = 4096;
  private static final long MAPPED_IPV4 = 0xffff_0000_0000L;

  /** Any sampler of an exporter: its first one. */
  private static final long ANY = Long.MIN_VALUE;

  /** An address; of IPv4 as ::ffff:a.b.c.d. */
  record Address(long high, long low) {}

  private record SamplerKey(int exporter, long sampler) {}

  private final HostNumbers numbers;
  private final Map<Integer, Address> addresses = new HashMap<>();
  private final Map<SamplerKey, Long> samplers = new HashMap<>();

  Exporters(HostNumbers numbers) {
    this.numbers = numbers;
  }

  /** Takes a record of one of the types above; others, and those too short, say nothing. */
  void read(int type, byte[] bytes, int at, int size) {
    if (type == INFO && size >= INFO_LENGTH) {
      info(bytes, at);
    } else if (type == OLD_SAMPLER && size >= OLD_SAMPLER_LENGTH) {
      long interval = numbers.u32(bytes, at + 8);
      sampler(numbers.u16(bytes, at + 14), numbers.i32(bytes, at + 4), interval);
    } else if (type == SAMPLER && size >= SAMPLER_LENGTH) {
      long packets = numbers.u32(bytes, at + 16);
      long space = numbers.u32(bytes, at + 20);
      long interval = packets == 0 ? 0 : (packets + space) / packets;
      sampler(numbers.u16(bytes, at + 4), numbers.i64(bytes, at + 8), interval);
    }
  }

  private void info(byte[] bytes, int at) {
    int family = numbers.u16(bytes, at + 24);
    int exporter = numbers.u16(bytes, at + 26);
    // Newer versions write the address as the network has it, and no family.
    HostNumbers order = family == 0 ? new HostNumbers(true) : numbers;
    long high = order.i64(bytes, at + 8);
    long low = order.i64(bytes, at + 16);
    addresses.put(exporter, new Address(high, family == AF_INET ? MAPPED_IPV4 | low : low));
  }

  private void sampler(int exporter, long id, long interval) {
    if (interval > 0 && samplers.size() < MOST_SAMPLERS) {
      samplers.put(new SamplerKey(exporter, id), interval);
      samplers.putIfAbsent(new SamplerKey(exporter, ANY), interval);
    }
  }

  /** The address of an exporter; null when the file has not told it. */
  @Nullable Address address(int exporter) {
    return addresses.get(exporter);
  }

  /** One of so many packets was looked at; 0 when the file has not told it. */
  long sampling(int exporter, long sampler) {
    if (samplers.isEmpty()) {
      return 0;
    }
    Long interval = samplers.get(new SamplerKey(exporter, sampler));
    if (interval == null) {
      interval = samplers.get(new SamplerKey(exporter, ANY));
    }
    return interval == null ? 0 : interval;
  }
}
