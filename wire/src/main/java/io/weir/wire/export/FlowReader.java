// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import java.util.Map;

/**
 * The flows of one exporter: decodes its datagrams, maps their records and fills in the sampling
 * that the exporter told in options (RFC 3954 §6, Cisco's sampler options) or in v5's header. Not
 * thread-safe.
 */
public final class FlowReader {
  private static final int MOST_SAMPLERS = 1024;
  private static final int MOST_DOMAINS = 4096;
  private static final int IPFIX = 10;

  private final ExportDecoder decoder = new ExportDecoder();
  private final Map<Long, Sequence> sequences = new BoundedMap<>(MOST_DOMAINS);
  private final Map<SamplerKey, Long> samplers = new BoundedMap<>(MOST_SAMPLERS);
  private final Map<Long, Long> beginnings = new BoundedMap<>(MOST_DOMAINS);
  private final FlowRecord flow = new FlowRecord();
  private final ExportSink records = new Records();
  private FlowSink sink = (record, header) -> {};
  private long optionRecords;

  private final class Records implements ExportSink {
    @Override
    public void flow(ExportRecord record) {
      ExportHeader header = record.header();
      header.beganMillis = header.version() == IPFIX ? began(header) : ExportHeader.UNKNOWN;
      record.template().mapping().map(record, flow);
      sample(record.header());
      sink.flow(flow, record.header());
    }

    @Override
    public void options(ExportRecord record) {
      note(record);
    }
  }

  private long began(ExportHeader header) {
    Long millis = beginnings.isEmpty() ? null : beginnings.get(header.domain());
    return millis == null ? ExportHeader.UNKNOWN : millis;
  }

  private record SamplerKey(long domain, long sampler) {}

  /** Takes the flows of a datagram. */
  @FunctionalInterface
  public interface FlowSink {
    /**
     * A flow; valid during the call.
     *
     * @param header of the datagram it came in
     */
    void flow(FlowRecord flow, ExportHeader header);
  }

  /** Decodes one datagram, {@code data[from .. from + length)}. */
  public ExportOutcome read(byte[] data, int from, int length, FlowSink newSink) {
    sink = newSink;
    ExportOutcome outcome = decoder.decode(data, from, length, records);
    ExportHeader header = decoder.header();
    boolean isIpfix = header.version() == IPFIX;
    if (header.units > 0 || (isIpfix && length >= 16)) {
      Sequence sequence =
          sequences.computeIfAbsent(key(header.version(), header.domain()), key -> new Sequence());
      int units = isIpfix ? header.records : header.units;
      sequence.note(header.sequence(), units, header.sysUptimeMillis());
      if (isIpfix && !(outcome instanceof ExportOutcome.Decoded)) {
        sequence.resume();
      }
    }
    return outcome;
  }

  /** An exporter's protocols count apart, and each domain for itself. */
  private static long key(int version, long domain) {
    return (long) version << 32 | domain;
  }

  private void sample(ExportHeader header) {
    if (header.samplingInterval() > 0) {
      flow.set(FlowRecord.SAMPLING, header.samplingInterval());
    } else if (!flow.has(FlowRecord.SAMPLING) && !samplers.isEmpty()) {
      Long interval =
          samplers.get(new SamplerKey(header.domain(), flow.value(FlowRecord.SAMPLER_ID)));
      if (interval == null) {
        interval = samplers.get(new SamplerKey(header.domain(), 0));
      }
      if (interval != null) {
        flow.set(FlowRecord.SAMPLING, interval);
      }
    }
  }

  /** Remembers what an options record tells: how is sampled, and when the exporter began. */
  private void note(ExportRecord record) {
    optionRecords++;
    long domain = record.header().domain();
    long interval = SamplingOptions.interval(record);
    if (interval > 0) {
      samplers.put(new SamplerKey(domain, SamplingOptions.sampler(record)), interval);
    }
    int began = record.template().anyFieldOf(Elements.SYSTEM_INIT_MILLIS);
    if (began >= 0 && record.header().version() == IPFIX) {
      beginnings.put(domain, record.number(began));
    }
  }

  /**
   * Units lost by sequence number over all observation domains: flows of v5, datagrams of v9, data
   * records of IPFIX.
   */
  public long lost() {
    return sequences.values().stream().mapToLong(Sequence::lost).sum();
  }

  /** Units lost by sequence number of one protocol version: 5, 9, or 10 for IPFIX. */
  public long lost(int version) {
    long lost = 0;
    for (Map.Entry<Long, Sequence> entry : sequences.entrySet()) {
      lost += entry.getKey() >>> 32 == version ? entry.getValue().lost() : 0;
    }
    return lost;
  }

  /** Templates forgotten because there were too many. */
  public long evictedTemplates() {
    return decoder.evictedTemplates();
  }

  /** How often the exporter began anew. */
  public long restarts() {
    return sequences.values().stream().mapToLong(Sequence::restarts).sum();
  }

  /** Records about the exporter itself. */
  public long optionRecords() {
    return optionRecords;
  }
}
