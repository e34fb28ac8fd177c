// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.wire.export.ExportHeader;
import io.weir.wire.export.ExportOutcome;
import io.weir.wire.export.FlowReader;
import io.weir.wire.export.FlowRecord;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes datagrams with their exporters' templates and gathers the flows into messages. Bounded in
 * memory: exporters and messages that were used longest ago make room for others. Not thread-safe,
 * but for the totals.
 */
final class Decoder implements DatagramRing.Taker {
  /** Messages that are being filled. */
  private static final int MOST_MESSAGES = 1024;

  /** A message goes when its first flow is so old. */
  private static final long OLDEST_MICROS = 200_000;

  private record Source(Exporter exporter, long domain) {}

  private final Encoding encoding;
  private final CollectorCounts counts;
  private final Consumer<Message> out;
  private final int mostExporters;
  private final Map<InetAddress, Exporter> exporters = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Source, FlowEncoder> messages = new LinkedHashMap<>(16, 0.75f, true);
  private final FlowReader.FlowSink sink = this::flow;
  private @Nullable Exporter lastExporter;
  private @Nullable InetAddress lastSender;
  private @Nullable FlowEncoder encoder;
  private long encoderDomain = -1;
  private @Nullable Exporter encoderExporter;
  private long receivedMicros;
  private long flowsOfDatagram;

  // Totals over the exporters, for other threads; of forgotten ones what they had.
  private long[] forgotten = new long[4];
  private volatile long[] totals = new long[4];
  private volatile int knownExporters;

  Decoder(Encoding encoding, int mostExporters, CollectorCounts counts, Consumer<Message> out) {
    this.encoding = encoding;
    this.mostExporters = mostExporters;
    this.counts = counts;
    this.out = out;
  }

  @Override
  public void take(InetAddress sender, long micros, byte[] bytes, int from, int length) {
    Exporter exporter = exporter(sender);
    receivedMicros = micros;
    flowsOfDatagram = 0;
    ExportOutcome outcome = exporter.flows.read(bytes, from, length, sink);
    counts.flows.add(flowsOfDatagram);
    if (outcome instanceof ExportOutcome.Decoded) {
      counts.decoded.increment();
    } else if (outcome instanceof ExportOutcome.NeedsTemplate needs) {
      counts.withoutTemplate.increment();
      counts.setsWithoutTemplate.add(needs.sets());
    } else if (outcome instanceof ExportOutcome.Malformed malformed) {
      counts.malformed(malformed.reason(), exporter.name, malformed.offset());
    }
  }

  private Exporter exporter(InetAddress sender) {
    Exporter last = lastExporter;
    if (last != null && sender.equals(lastSender)) {
      return last;
    }
    Exporter exporter = exporters.get(sender);
    if (exporter == null) {
      exporter = new Exporter(sender);
      exporters.put(sender, exporter);
      forgetEldest();
    }
    lastExporter = exporter;
    lastSender = sender;
    return exporter;
  }

  private void forgetEldest() {
    if (exporters.size() > mostExporters) {
      Iterator<Exporter> all = exporters.values().iterator();
      Exporter eldest = all.next();
      all.remove();
      add(eldest, forgotten);
      counts.forgottenExporters.increment();
      encoder = null;
    }
    knownExporters = exporters.size();
  }

  private void flow(FlowRecord flow, ExportHeader header) {
    flowsOfDatagram++;
    FlowEncoder target = encoder(header.domain());
    target.add(flow, header, receivedMicros);
    if (target.isFull()) {
      out.accept(target.finish());
    }
  }

  private FlowEncoder encoder(long domain) {
    FlowEncoder known = encoder;
    Exporter exporter = lastExporter;
    if (known != null && domain == encoderDomain && exporter == encoderExporter) {
      return known;
    }
    if (exporter == null) {
      throw new IllegalStateException("A flow without a datagram.");
    }
    Source source = new Source(exporter, domain);
    FlowEncoder found = messages.get(source);
    if (found == null) {
      found = messages.size() < MOST_MESSAGES ? encoding.encoder() : reuseEldest();
      found.begin(exporter.address, exporter.key, domain);
      messages.put(source, found);
    }
    encoder = found;
    encoderDomain = domain;
    encoderExporter = exporter;
    return found;
  }

  private FlowEncoder reuseEldest() {
    Iterator<FlowEncoder> all = messages.values().iterator();
    FlowEncoder eldest = all.next();
    all.remove();
    if (eldest.flows() > 0) {
      out.accept(eldest.finish());
    }
    return eldest;
  }

  /** Sends on the messages whose first flow is old enough; all when the time is far ahead. */
  void flush(long nowMicros) {
    for (FlowEncoder each : messages.values()) {
      if (each.flows() > 0 && nowMicros - each.firstReceivedMicros() >= OLDEST_MICROS) {
        out.accept(each.finish());
      }
    }
    long[] sums = forgotten.clone();
    for (Exporter exporter : exporters.values()) {
      add(exporter, sums);
    }
    totals = sums;
  }

  /** Sends on all messages. */
  void flushAll() {
    flush(Long.MAX_VALUE);
  }

  private static void add(Exporter exporter, long[] sums) {
    sums[0] += exporter.flows.lost(9);
    sums[1] += exporter.flows.lost(5);
    sums[2] += exporter.flows.restarts();
    sums[3] += exporter.flows.evictedTemplates();
  }

  int exporters() {
    return knownExporters;
  }

  /** NetFlow v9's datagrams lost by sequence number, as of the last {@link #flush}. */
  long lostDatagrams() {
    return totals[0];
  }

  /** NetFlow v5's flows lost by sequence number. */
  long lostFlows() {
    return totals[1];
  }

  long restarts() {
    return totals[2];
  }

  long forgottenTemplates() {
    return totals[3];
  }
}
