// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

/**
 * What a record of options tells of sampling (RFC 3954 §6.1, RFC 5477 §8, Cisco's sampler options).
 */
final class SamplingOptions {
  private static final int IPFIX = 10;

  private SamplingOptions() {}

  /** One of so many packets is looked at; 0 when the record does not tell. */
  static long interval(ExportRecord record) {
    long interval = number(record, Elements.SAMPLER_INTERVAL, Elements.SAMPLING_INTERVAL);
    if (interval > 0) {
      return interval;
    }
    interval = ratio(record, Elements.SAMPLING_PACKET_INTERVAL, Elements.SAMPLING_PACKET_SPACE, 1);
    return interval > 0
        ? interval
        : ratio(record, Elements.SAMPLING_SIZE, Elements.SAMPLING_POPULATION, 0);
  }

  /** Of {@code taken * times + more} so many are taken. */
  private static long ratio(ExportRecord record, int takenElement, int moreElement, int times) {
    int taken = field(record, takenElement);
    int more = field(record, moreElement);
    if (taken < 0) {
      return 0;
    }
    long number = record.number(taken);
    if (number <= 0 || more < 0) {
      return times == 0 ? 0 : number;
    }
    return Math.max(0, (number * times + record.number(more)) / number);
  }

  /** The sampler's number, 0 when the record does not tell. */
  static long sampler(ExportRecord record) {
    return number(record, Elements.SAMPLER_ID, Elements.SELECTOR_ID);
  }

  private static long number(ExportRecord record, int element, int other) {
    int field = field(record, element);
    if (field < 0) {
      field = field(record, other);
    }
    return field < 0 ? 0 : record.number(field);
  }

  /** IPFIX has elements as scopes; v9 has types of its own there. */
  private static int field(ExportRecord record, int element) {
    return record.header().version() == IPFIX
        ? record.template().anyFieldOf(element)
        : record.template().fieldOf(element);
  }
}
