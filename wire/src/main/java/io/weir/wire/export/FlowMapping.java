// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import static java.util.Map.entry;

import java.util.Map;

/**
 * Turns the records of one template into {@link FlowRecord}s; what each field means is worked out
 * once a template. Immutable and thread-safe.
 *
 * <p>Where a template has several elements for the same thing, the first one that is not zero wins:
 * exporters send both the packets in and the packets out, one of them always zero. A template that
 * has the protocol twice is of packets in a tunnel: then what is inside counts, which comes last.
 */
final class FlowMapping {
  /** Elements whose number is taken as it is. */
  private static final Map<Integer, Integer> PLAIN =
      Map.ofEntries(
          entry(Elements.IN_BYTES, FlowRecord.BYTES),
          entry(Elements.IN_PACKETS, FlowRecord.PACKETS),
          entry(Elements.OUT_BYTES, FlowRecord.BYTES),
          entry(Elements.OUT_PACKETS, FlowRecord.PACKETS),
          entry(Elements.TOTAL_BYTES, FlowRecord.BYTES),
          entry(Elements.TOTAL_PACKETS, FlowRecord.PACKETS),
          entry(Elements.INITIATOR_BYTES, FlowRecord.BYTES),
          entry(Elements.INITIATOR_PACKETS, FlowRecord.PACKETS),
          entry(Elements.RESPONDER_BYTES, FlowRecord.REVERSE_BYTES),
          entry(Elements.RESPONDER_PACKETS, FlowRecord.REVERSE_PACKETS),
          entry(Elements.FLOWS, FlowRecord.FLOWS),
          entry(Elements.PROTOCOL, FlowRecord.PROTOCOL),
          entry(Elements.TOS, FlowRecord.TOS),
          entry(Elements.TCP_FLAGS, FlowRecord.TCP_FLAGS),
          entry(Elements.SRC_PORT, FlowRecord.SRC_PORT),
          entry(Elements.DST_PORT, FlowRecord.DST_PORT),
          entry(Elements.SRC_MASK, FlowRecord.SRC_MASK),
          entry(Elements.DST_MASK, FlowRecord.DST_MASK),
          entry(Elements.INPUT, FlowRecord.INPUT),
          entry(Elements.OUTPUT, FlowRecord.OUTPUT),
          entry(Elements.INGRESS_PHYSICAL_INTERFACE, FlowRecord.INPUT),
          entry(Elements.EGRESS_PHYSICAL_INTERFACE, FlowRecord.OUTPUT),
          entry(Elements.SRC_AS, FlowRecord.SRC_AS),
          entry(Elements.DST_AS, FlowRecord.DST_AS),
          entry(Elements.SRC_VLAN, FlowRecord.VLAN),
          entry(Elements.DOT1Q_VLAN, FlowRecord.VLAN),
          entry(Elements.DOT1Q_CUSTOMER_VLAN, FlowRecord.INNER_VLAN),
          entry(Elements.DIRECTION, FlowRecord.DIRECTION),
          entry(Elements.FORWARDING_STATUS, FlowRecord.FORWARDING_STATUS),
          entry(Elements.ICMP_TYPE_CODE, FlowRecord.ICMP),
          entry(Elements.ICMPV6_TYPE_CODE, FlowRecord.ICMP),
          entry(Elements.ASA_NAT_SRC_ADDRESS_V4, FlowRecord.NAT_SRC_ADDRESS),
          entry(Elements.ASA_NAT_DST_ADDRESS_V4, FlowRecord.NAT_DST_ADDRESS),
          entry(Elements.ASA_NAT_SRC_PORT, FlowRecord.NAT_SRC_PORT),
          entry(Elements.ASA_NAT_DST_PORT, FlowRecord.NAT_DST_PORT),
          entry(Elements.POST_NAT_SRC_ADDRESS_V4, FlowRecord.NAT_SRC_ADDRESS),
          entry(Elements.POST_NAT_DST_ADDRESS_V4, FlowRecord.NAT_DST_ADDRESS),
          entry(Elements.POST_NAT_SRC_PORT, FlowRecord.NAT_SRC_PORT),
          entry(Elements.POST_NAT_DST_PORT, FlowRecord.NAT_DST_PORT),
          entry(Elements.SAMPLING_INTERVAL, FlowRecord.SAMPLING),
          entry(Elements.SAMPLING_PACKET_INTERVAL, FlowRecord.SAMPLING),
          entry(Elements.SAMPLER_ID, FlowRecord.SAMPLER_ID),
          entry(Elements.SELECTOR_ID, FlowRecord.SAMPLER_ID),
          entry(Elements.FIRST_SWITCHED, FlowRecord.UPTIME_START),
          entry(Elements.LAST_SWITCHED, FlowRecord.UPTIME_END),
          entry(Elements.DURATION_MILLIS, FlowRecord.DURATION_MILLIS));

  /** What the other direction counts (RFC 5103). */
  private static final Map<Integer, Integer> REVERSE =
      Map.of(
          Elements.IN_BYTES, FlowRecord.REVERSE_BYTES,
          Elements.IN_PACKETS, FlowRecord.REVERSE_PACKETS,
          Elements.TOTAL_BYTES, FlowRecord.REVERSE_BYTES,
          Elements.TOTAL_PACKETS, FlowRecord.REVERSE_PACKETS);

  /** Elements that are times, and how many microseconds one of their units is. */
  private static final Map<Integer, Integer> STARTS =
      Map.of(
          Elements.START_SECONDS, 1_000_000,
          Elements.START_MILLIS, 1000);

  private static final Map<Integer, Integer> ENDS =
      Map.of(Elements.END_SECONDS, 1_000_000, Elements.END_MILLIS, 1000);

  /** What becomes of a field. */
  private enum Kind {
    IGNORED,
    PLAIN,
    MICROS,
    EVENT,
    DELTA,
    DURATION,
    FLAGS,
    BEGINNING,
    NTP,
    ADDRESS_V4,
    ADDRESS_V6,
    ICMP_TYPE,
    ICMP_CODE
  }

  private final Kind[] kinds;
  private final int[] targets;
  private final int[] factors;

  /** What a packet inside a tunnel has of its own. */
  private static final long OF_PACKETS =
      1L << FlowRecord.PROTOCOL
          | 1L << FlowRecord.SRC_PORT
          | 1L << FlowRecord.DST_PORT
          | 1L << FlowRecord.TOS;

  /** Fields whose last value counts. */
  private final long last;

  FlowMapping(Template template) {
    int count = template.fields();
    int protocols = 0;
    kinds = new Kind[count];
    targets = new int[count];
    factors = new int[count];
    for (int i = 0; i < count; i++) {
      kinds[i] = Kind.IGNORED;
      if (template.enterprise(i) == 0) {
        classify(i, template.element(i), template.length(i));
        protocols += template.element(i) == Elements.PROTOCOL ? 1 : 0;
      } else {
        classifyPrivate(i, template.enterprise(i), template.element(i));
      }
    }
    last = protocols > 1 ? OF_PACKETS : 0;
  }

  private void classifyPrivate(int i, long enterprise, int element) {
    boolean isReverse = enterprise == Elements.REVERSE;
    Integer reverse = isReverse ? REVERSE.get(element) : null;
    if (reverse != null) {
      set(i, Kind.PLAIN, reverse, 1);
    } else if (isReverse ? element == Elements.TCP_FLAGS : isFlagsOfCert(enterprise, element)) {
      set(i, Kind.FLAGS, FlowRecord.TCP_FLAGS, 1);
    }
  }

  /** Of either direction; YAF marks the other one with a bit of the element's number. */
  private static boolean isFlagsOfCert(long enterprise, int element) {
    int number = element & 0x3fff;
    return enterprise == Elements.CERT
        && (number == Elements.CERT_FIRST_TCP_FLAGS || number == Elements.CERT_UNION_TCP_FLAGS);
  }

  private void classify(int i, int element, int length) {
    Integer plain = PLAIN.get(element);
    if (plain != null) {
      set(i, Kind.PLAIN, plain, 1);
    } else if (STARTS.containsKey(element)) {
      set(i, Kind.MICROS, FlowRecord.START_MICROS, STARTS.getOrDefault(element, 1));
    } else if (ENDS.containsKey(element)) {
      set(i, Kind.MICROS, FlowRecord.END_MICROS, ENDS.getOrDefault(element, 1));
    } else {
      switch (element) {
        case Elements.START_MICROS, Elements.START_NANOS ->
            set(i, length == 8 ? Kind.NTP : Kind.IGNORED, FlowRecord.START_MICROS, 1);
        case Elements.END_MICROS, Elements.END_NANOS ->
            set(i, length == 8 ? Kind.NTP : Kind.IGNORED, FlowRecord.END_MICROS, 1);
        case Elements.START_DELTA_MICROS -> set(i, Kind.DELTA, FlowRecord.START_MICROS, 1);
        case Elements.END_DELTA_MICROS -> set(i, Kind.DELTA, FlowRecord.END_MICROS, 1);
        case Elements.DURATION_MICROS -> set(i, Kind.DURATION, FlowRecord.DURATION_MILLIS, 1);
        case Elements.SYSTEM_INIT_MILLIS -> set(i, Kind.BEGINNING, 0, 1);
        case Elements.OBSERVATION_TIME_SECONDS ->
            set(i, Kind.EVENT, FlowRecord.START_MICROS, 1_000_000);
        case Elements.SRC_ADDRESS_V4 -> address(i, length, FlowRecord.SRC_ADDRESS);
        case Elements.DST_ADDRESS_V4 -> address(i, length, FlowRecord.DST_ADDRESS);
        case Elements.SRC_ADDRESS_V6 -> address(i, length, FlowRecord.SRC_ADDRESS);
        case Elements.DST_ADDRESS_V6 -> address(i, length, FlowRecord.DST_ADDRESS);
        case Elements.NEXT_HOP_V4, Elements.NEXT_HOP_V6 -> address(i, length, FlowRecord.NEXT_HOP);
        case Elements.OBSERVATION_TIME_MILLIS -> set(i, Kind.EVENT, FlowRecord.START_MICROS, 1000);
        case Elements.ICMP_TYPE -> set(i, Kind.ICMP_TYPE, FlowRecord.ICMP, 1);
        case Elements.ICMP_CODE -> set(i, Kind.ICMP_CODE, FlowRecord.ICMP, 1);
        default -> kinds[i] = Kind.IGNORED;
      }
    }
  }

  private void set(int i, Kind kind, int target, int factor) {
    kinds[i] = kind;
    targets[i] = target;
    factors[i] = factor;
  }

  private void address(int i, int length, int target) {
    if (length == 4) {
      set(i, Kind.ADDRESS_V4, target, 1);
    } else if (length == 16) {
      set(i, Kind.ADDRESS_V6, target, 1);
    }
  }

  /** Fills a record. */
  void map(ExportRecord from, FlowRecord to) {
    to.clear();
    for (int i = 0; i < kinds.length; i++) {
      int target = targets[i];
      switch (kinds[i]) {
        case PLAIN -> {
          long value = from.number(i);
          if (to.value(target) == 0 || (value != 0 && (last & 1L << target) != 0)) {
            to.set(target, value);
          }
        }
        case MICROS -> to.set(target, from.number(i) * factors[i]);
        case EVENT -> {
          // When the exporter saw an event; the flow's own start says more.
          if (!to.has(target)) {
            to.set(target, from.number(i) * factors[i]);
          }
        }
        case NTP -> {
          long ntp = from.number(i);
          if (ntp != 0) {
            to.set(target, ntpMicros(ntp));
          }
        }
        case ADDRESS_V4 -> v4(from, to, i);
        case ADDRESS_V6 -> v6(from, to, i);
        case ICMP_TYPE -> to.set(target, (to.value(target) & 0xff) | (from.number(i) << 8));
        case ICMP_CODE -> to.set(target, (to.value(target) & 0xff00) | from.number(i));
        case FLAGS -> to.set(target, to.value(target) | from.number(i));
        case DELTA -> to.set(target, from.header().unixMicros() - from.number(i));
        case DURATION -> to.set(target, from.number(i) / 1000);
        case BEGINNING -> from.header().beganMillis = from.number(i);
        case IGNORED -> {}
      }
    }
    if (to.value(FlowRecord.SAMPLING) == 0) {
      to.remove(FlowRecord.SAMPLING); // Zero says that nothing is known.
    }
    times(from.header(), to);
  }

  private void v4(ExportRecord from, FlowRecord to, int i) {
    long value = from.number(i);
    if (targets[i] == FlowRecord.NEXT_HOP) {
      if (value != 0) {
        to.setAddress(FlowRecord.NEXT_HOP, 0, value);
        to.set(FlowRecord.NEXT_HOP_VERSION, 4);
      }
    } else if (to.value(FlowRecord.IP_VERSION) != 6 || (last != 0 && value != 0)) {
      to.setAddress(targets[i], 0, value);
      to.set(FlowRecord.IP_VERSION, 4);
    }
  }

  private void v6(ExportRecord from, FlowRecord to, int i) {
    int at = from.at(i);
    long high = ExportRecord.u64(from.bytes(), at);
    long low = ExportRecord.u64(from.bytes(), at + 8);
    if ((high | low) == 0) {
      return; // A template for both families, and this flow is of the other.
    }
    to.setAddress(targets[i], high, low);
    to.set(
        targets[i] == FlowRecord.NEXT_HOP ? FlowRecord.NEXT_HOP_VERSION : FlowRecord.IP_VERSION, 6);
  }

  /**
   * RFC 7011 §6.1.9: seconds since 1900 and a 32-bit fraction. Seconds with the highest bit clear
   * count from 2036 (RFC 4330 §3).
   */
  private static long ntpMicros(long ntp) {
    long era = ntp < 0 ? 0 : 1L << 32;
    long seconds = era + (ntp >>> 32) - 2_208_988_800L;
    return seconds * 1_000_000 + (((ntp & 0xffff_ffffL) * 1_000_000) >>> 32);
  }

  private static void uptime(ExportHeader header, FlowRecord to, int uptime, int time) {
    if (!to.has(time) && to.has(uptime)) {
      long millis = to.value(uptime);
      to.set(
          time,
          header.version() == 10 ? 1000 * (header.beganMillis + millis) : header.micros(millis));
    }
  }

  /** Times that count from the exporter's start, or that only a duration tells. */
  private static void times(ExportHeader header, FlowRecord to) {
    // IPFIX has no uptime in its header: without the exporter's start its uptimes say nothing.
    if (header.version() != 10 || header.beganMillis != ExportHeader.UNKNOWN) {
      uptime(header, to, FlowRecord.UPTIME_START, FlowRecord.START_MICROS);
      uptime(header, to, FlowRecord.UPTIME_END, FlowRecord.END_MICROS);
    }
    if (to.has(FlowRecord.START_MICROS) && !to.has(FlowRecord.END_MICROS)) {
      to.set(
          FlowRecord.END_MICROS,
          to.value(FlowRecord.START_MICROS) + 1000 * to.value(FlowRecord.DURATION_MILLIS));
    }
    if (!to.has(FlowRecord.START_MICROS)) {
      long end =
          to.has(FlowRecord.END_MICROS) ? to.value(FlowRecord.END_MICROS) : header.unixMicros();
      to.set(FlowRecord.START_MICROS, end - 1000 * to.value(FlowRecord.DURATION_MILLIS));
      to.set(FlowRecord.END_MICROS, end);
    }
  }
}
