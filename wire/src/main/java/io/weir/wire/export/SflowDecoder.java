// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import io.weir.wire.BigEndian;

/**
 * Decodes sFlow datagrams of version 5 (sFlow.org, "sFlow Version 5", 2004). Linear in the
 * datagram. Not thread-safe.
 */
public final class SflowDecoder {
  private static final int FLOW_SAMPLE = 1;
  private static final int COUNTERS_SAMPLE = 2;
  private static final int EXPANDED_FLOW_SAMPLE = 3;
  private static final int EXPANDED_COUNTERS_SAMPLE = 4;

  private static final int VERSION = 5;
  private static final int LEAST_HEADER = 28;
  private static final int IPV6_HEADER = 40;
  private static final int INDEX_BITS = 24;
  private static final int INDEX = (1 << INDEX_BITS) - 1;

  private final SflowHeader header = new SflowHeader();
  private final SflowPacket packet = new SflowPacket();
  private final SflowCounters counters = new SflowCounters();
  private int flows;
  private String defect = "";

  /** True when a payload begins as sFlow v5 does: enough to find it among other traffic. */
  public static boolean isSflow(byte[] data, int from, int length) {
    if (length < LEAST_HEADER || BigEndian.i32(data, from) != VERSION) {
      return false;
    }
    int family = BigEndian.i32(data, from + 4);
    return family == 1 || (family == 2 && length >= IPV6_HEADER);
  }

  /** The header of the datagram that was decoded last. */
  public SflowHeader header() {
    return header;
  }

  /**
   * Decodes one datagram, {@code data[from .. from + length)}.
   *
   * @param micros when it came, microseconds since 1970 UTC: sFlow itself tells no time
   */
  public ExportOutcome decode(byte[] data, int from, int length, long micros, SflowSink sink) {
    flows = 0;
    if (!isSflow(data, from, length)) {
      return new ExportOutcome.Malformed(0, "no sFlow header", 0);
    }
    int at = header(data, from);
    int end = from + length;
    long samples = BigEndian.u32(data, at);
    at += 4;
    for (long i = 0; i < samples; i++) {
      if (end - at < 8) {
        return new ExportOutcome.Malformed(flows, "sample cut off", at - from);
      }
      long type = BigEndian.u32(data, at);
      int size = BigEndian.i32(data, at + 4);
      if (size < 0 || size > end - at - 8) {
        return new ExportOutcome.Malformed(flows, "sample cut off", at - from);
      }
      defect = "";
      sample(type, data, at + 8, at + 8 + size, micros, sink);
      if (!defect.isEmpty()) {
        return new ExportOutcome.Malformed(flows, defect, at - from);
      }
      at += 8 + size;
    }
    return new ExportOutcome.Decoded(flows);
  }

  /** Reads the header; where the number of samples is. */
  private int header(byte[] data, int from) {
    int at = from + 8;
    if (BigEndian.i32(data, from + 4) == 1) {
      header.agentHigh = 0;
      header.agentLow = SflowHeader.MAPPED_IPV4 | BigEndian.u32(data, at);
      at += 4;
    } else {
      header.agentHigh = BigEndian.i64(data, at);
      header.agentLow = BigEndian.i64(data, at + 8);
      at += 16;
    }
    header.subAgent = BigEndian.u32(data, at);
    header.sequence = BigEndian.u32(data, at + 4);
    header.uptimeMillis = BigEndian.u32(data, at + 8);
    return at + 12;
  }

  private void sample(long type, byte[] data, int at, int end, long micros, SflowSink sink) {
    if (type == FLOW_SAMPLE || type == EXPANDED_FLOW_SAMPLE) {
      flow(type == EXPANDED_FLOW_SAMPLE, data, at, end, micros, sink);
    } else if (type == COUNTERS_SAMPLE || type == EXPANDED_COUNTERS_SAMPLE) {
      counters(type == EXPANDED_COUNTERS_SAMPLE, data, at, end, sink);
    }
  }

  private void flow(boolean isExpanded, byte[] data, int at, int end, long micros, SflowSink sink) {
    int fixed = isExpanded ? 44 : 32;
    if (end - at < fixed) {
      defect = "flow sample cut off";
      return;
    }
    packet.begin(micros);
    int rest = at + (isExpanded ? 12 : 8);
    packet.sampling(BigEndian.u32(data, rest));
    if (isExpanded) {
      packet.source(BigEndian.u32(data, at + 4), BigEndian.u32(data, at + 8));
      packet.input(BigEndian.u32(data, rest + 12), BigEndian.u32(data, rest + 16));
      packet.output(BigEndian.u32(data, rest + 20), BigEndian.u32(data, rest + 24));
    } else {
      int source = BigEndian.i32(data, at + 4);
      packet.source(source >>> INDEX_BITS, source & INDEX);
      packet.input(data, rest + 12);
      packet.output(data, rest + 16);
    }
    int next = at + fixed;
    long records = BigEndian.u32(data, next - 4);
    for (long i = 0; i < records; i++) {
      int size = recordSize(data, next, end);
      if (size < 0) {
        return;
      }
      if (!packet.record(BigEndian.u32(data, next), data, next + 8, size)) {
        defect = "flow record cut off";
        return;
      }
      next += 8 + size;
    }
    flows++;
    sink.flow(packet.end(), header);
  }

  private void counters(boolean isExpanded, byte[] data, int at, int end, SflowSink sink) {
    int fixed = isExpanded ? 16 : 12;
    if (end - at < fixed) {
      defect = "counters sample cut off";
      return;
    }
    counters.bytes = data;
    counters.sequence = BigEndian.u32(data, at);
    if (isExpanded) {
      counters.sourceType = BigEndian.u32(data, at + 4);
      counters.sourceIndex = BigEndian.u32(data, at + 8);
    } else {
      int source = BigEndian.i32(data, at + 4);
      counters.sourceType = (long) source >>> INDEX_BITS & 0xff;
      counters.sourceIndex = source & INDEX;
    }
    int next = at + fixed;
    long records = BigEndian.u32(data, next - 4);
    for (long i = 0; i < records; i++) {
      int size = recordSize(data, next, end);
      if (size < 0) {
        return;
      }
      counters.format = BigEndian.u32(data, next);
      counters.at = next + 8;
      counters.length = size;
      sink.counters(counters, header);
      next += 8 + size;
    }
  }

  /** Bytes of a record's content; negative, with the defect told, when it is cut off. */
  private int recordSize(byte[] data, int at, int end) {
    int size = end - at < 8 ? -1 : BigEndian.i32(data, at + 4);
    if (size < 0 || size > end - at - 8) {
      defect = "record cut off";
      return -1;
    }
    return size;
  }
}
