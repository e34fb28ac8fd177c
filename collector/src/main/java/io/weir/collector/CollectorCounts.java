// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the collector counts. Thread-safe.
 *
 * <p>Datagrams: received = decoded + without template + malformed + {@code ringFull}, when none is
 * on its way. Flows: decoded = stored + dropped, by reason, when none is on its way.
 */
final class CollectorCounts {
  /** Datagrams taken from the sockets. */
  final LongAdder received = new LongAdder();

  final LongAdder receivedBytes = new LongAdder();

  /** Datagrams that came faster than they were decoded. */
  final LongAdder ringFull = new LongAdder();

  /** Datagrams read whole. */
  final LongAdder decoded = new LongAdder();

  /** Datagrams of which some sets have no template. */
  final LongAdder withoutTemplate = new LongAdder();

  /** Sets without a template. */
  final LongAdder setsWithoutTemplate = new LongAdder();

  /** Flows decoded, whether or not the rest of their datagram was good. */
  final LongAdder flows = new LongAdder();

  /** Flows of which the topic's broker said that it has them. */
  final LongAdder stored = new LongAdder();

  final LongAdder storedBytes = new LongAdder();
  final LongAdder messages = new LongAdder();
  final LongAdder socketErrors = new LongAdder();

  /** Exporters forgotten because there were too many. */
  final LongAdder forgottenExporters = new LongAdder();

  private final Map<String, LongAdder> malformed = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();
  private volatile String lastMalformed = "";

  /** A datagram that breaks the protocol. */
  void malformed(String reason, String exporter, int offset) {
    malformed.computeIfAbsent(reason, key -> new LongAdder()).increment();
    lastMalformed = "%s at byte %d, from %s".formatted(reason, offset, exporter);
  }

  /** Flows that will not be in the topic. */
  void dropped(String reason, long flowCount) {
    dropped.computeIfAbsent(reason, key -> new LongAdder()).add(flowCount);
  }

  /** Malformed datagrams by reason. */
  Map<String, Long> malformed() {
    return sums(malformed);
  }

  /** Dropped flows by reason. */
  Map<String, Long> dropped() {
    return sums(dropped);
  }

  /** Reason, offset and exporter of the last malformed datagram; empty when there was none. */
  String lastMalformed() {
    return lastMalformed;
  }

  private static Map<String, Long> sums(Map<String, LongAdder> adders) {
    Map<String, Long> sums = new TreeMap<>();
    adders.forEach((reason, adder) -> sums.put(reason, adder.sum()));
    return sums;
  }
}
