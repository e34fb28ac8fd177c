// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Decodes the datagrams of one exporter: NetFlow v5 and v9 (RFC 3954) and IPFIX (RFC 7011), with
 * the templates it sent so far. Time is linear in the datagram, memory bounded. Not thread-safe.
 */
public final class ExportDecoder {
  /** Templates kept for one exporter, over all its observation domains. */
  public static final int MOST_TEMPLATES = 4096;

  /** Fields of all templates kept for one exporter. */
  public static final int MOST_FIELDS = 1 << 13;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final int V5_HEADER = 24;
  private static final int V9_HEADER = 20;
  private static final int IPFIX_HEADER = 16;
  private static final int IPFIX = 10;

  /** v5's record: element and length of each field, 0 for padding. */
  private static final Template V5 =
      new Template(
          0,
          -1,
          new int[] {
            Elements.SRC_ADDRESS_V4,
            Elements.DST_ADDRESS_V4,
            Elements.NEXT_HOP_V4,
            Elements.INPUT,
            Elements.OUTPUT,
            Elements.IN_PACKETS,
            Elements.IN_BYTES,
            Elements.FIRST_SWITCHED,
            Elements.LAST_SWITCHED,
            Elements.SRC_PORT,
            Elements.DST_PORT,
            0,
            Elements.TCP_FLAGS,
            Elements.PROTOCOL,
            Elements.TOS,
            Elements.SRC_AS,
            Elements.DST_AS,
            Elements.SRC_MASK,
            Elements.DST_MASK,
            0
          },
          new int[] {4, 4, 4, 2, 2, 4, 4, 4, 4, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1, 2});

  private final TemplateCache templates = new TemplateCache(MOST_TEMPLATES, MOST_FIELDS);
  private final TemplateSets sets = new TemplateSets(templates);
  private final ExportHeader header = new ExportHeader();
  private final ExportRecord record = new ExportRecord(header, V5);

  /**
   * True when a payload begins as NetFlow v5, v9 or IPFIX does and is as long as a header at least:
   * enough to find export among other traffic, not to be sure of it.
   */
  public static boolean isExport(byte[] data, int from, int length) {
    if (length < IPFIX_HEADER || data[from] != 0) {
      return false;
    }
    int version = data[from + 1];
    return version == 9
        || version == IPFIX
        || (version == 5 && (length - V5_HEADER) % V5.recordLength() == 0);
  }

  /** The header of the datagram that was decoded last. */
  public ExportHeader header() {
    return header;
  }

  /** Templates forgotten because there were too many, or too many fields in them. */
  public long evictedTemplates() {
    return templates.evicted();
  }

  /** Decodes one datagram, {@code data[from .. from + length)}. */
  public ExportOutcome decode(byte[] data, int from, int length, ExportSink sink) {
    header.units = 0;
    header.records = 0;
    if (length < 4) {
      return new ExportOutcome.Malformed(0, "datagram too short", 0);
    }
    return switch (u16(data, from)) {
      case 5 -> v5(data, from, length, sink);
      case 9 -> v9(data, from, length, sink);
      case IPFIX -> ipfix(data, from, length, sink);
      default -> new ExportOutcome.Malformed(0, "unknown export version", 0);
    };
  }

  private ExportOutcome v5(byte[] data, int from, int length, ExportSink sink) {
    if (length < V5_HEADER) {
      return new ExportOutcome.Malformed(0, "v5 header cut off", length);
    }
    int count = u16(data, from + 2);
    header.units = count;
    header.version = 5;
    header.sysUptimeMillis = u32(data, from + 4);
    header.unixMicros = u32(data, from + 8) * 1_000_000 + u32(data, from + 12) / 1000;
    header.sequence = u32(data, from + 16);
    header.domain = u16(data, from + 20);
    // The two highest bits are the sampling mode.
    header.samplingInterval = u16(data, from + 22) & 0x3fff;
    int size = V5.recordLength();
    int whole = Math.min(count, (length - V5_HEADER) / size);
    for (int i = 0; i < whole; i++) {
      record.moveTo(V5, data, from + V5_HEADER + i * size);
      sink.flow(record);
    }
    return whole < count
        ? new ExportOutcome.Malformed(whole, "v5 record cut off", V5_HEADER + whole * size)
        : new ExportOutcome.Decoded(whole);
  }

  private ExportOutcome v9(byte[] data, int from, int length, ExportSink sink) {
    if (length < V9_HEADER) {
      return new ExportOutcome.Malformed(0, "v9 header cut off", length);
    }
    header.units = 1;
    header.version = 9;
    header.sysUptimeMillis = u32(data, from + 4);
    header.unixMicros = u32(data, from + 8) * 1_000_000;
    header.sequence = u32(data, from + 12);
    header.domain = u32(data, from + 16);
    header.samplingInterval = 0;
    return sets(data, from, V9_HEADER, length, length, sink);
  }

  private ExportOutcome ipfix(byte[] data, int from, int length, ExportSink sink) {
    if (length < IPFIX_HEADER) {
      return new ExportOutcome.Malformed(0, "IPFIX header cut off", length);
    }
    header.version = IPFIX;
    header.sysUptimeMillis = 0;
    header.unixMicros = u32(data, from + 4) * 1_000_000;
    header.sequence = u32(data, from + 8);
    header.domain = u32(data, from + 12);
    header.samplingInterval = 0;
    int told = u16(data, from + 2);
    if (told < IPFIX_HEADER || told > length) {
      return new ExportOutcome.Malformed(0, "IPFIX message cut off", 2);
    }
    return sets(data, from, IPFIX_HEADER, told, length, sink);
  }

  /**
   * Reads the sets behind a header.
   *
   * @param told where the last set ends as the header says; exporters are known that count it short
   */
  private ExportOutcome sets(
      byte[] data, int from, int start, int told, int length, ExportSink sink) {
    int flows = 0;
    int missing = 0;
    int missingBytes = 0;
    int at = start;
    while (told - at >= 4) {
      int id = u16(data, from + at);
      int size = u16(data, from + at + 2);
      if (id == 0 && size == 0) {
        at = length; // A datagram padded with zeros.
        break;
      }
      if (size < 4) {
        return new ExportOutcome.Malformed(flows, "set length below four", at);
      }
      if (size > length - at) {
        return new ExportOutcome.Malformed(flows, "set reaches beyond the datagram", at);
      }
      int body = from + at + 4;
      int end = from + at + size;
      if (id < TemplateSets.FIRST_DATA_SET) {
        String defect = templates(id, data, body, end);
        if (!defect.isEmpty()) {
          return new ExportOutcome.Malformed(flows, defect, at);
        }
      } else {
        Template template = templates.find(header.domain, id);
        if (template == null) {
          missing++;
          missingBytes += size;
        } else {
          flows += records(template, data, body, end, sink);
        }
      }
      at += size;
    }
    if (header.version == IPFIX && at < length && missing == 0) {
      return new ExportOutcome.Malformed(flows, "bytes behind the IPFIX message", at);
    }
    return missing > 0
        ? new ExportOutcome.NeedsTemplate(flows, missing, missingBytes)
        : new ExportOutcome.Decoded(flows);
  }

  /** Reads a set that is none of data; others than templates are passed over. */
  private String templates(int id, byte[] data, int body, int end) {
    if (header.version == IPFIX) {
      return switch (id) {
        case 2 -> sets.ipfix(header.domain, data, body, end);
        case 3 -> sets.ipfixOptions(header.domain, data, body, end);
        default -> "";
      };
    }
    return switch (id) {
      case 0 -> sets.v9(header.domain, data, body, end);
      case 1 -> sets.v9Options(header.domain, data, body, end);
      default -> "";
    };
  }

  private int records(Template template, byte[] data, int body, int end, ExportSink sink) {
    int size = template.recordLength();
    int count = 0;
    int at = body;
    // Up to three bytes behind the last record are padding.
    while (size > 0 && end - at >= size) {
      if (template.isVariable()) {
        int length = record.moveToVariable(template, data, at, end);
        if (length < 0) {
          break;
        }
        at += length;
      } else {
        record.moveTo(template, data, at);
        at += size;
      }
      count++;
      header.records++;
      if (template.isOptions()) {
        sink.options(record);
      } else {
        sink.flow(record);
      }
    }
    return template.isOptions() ? 0 : count;
  }

  private static int u16(byte[] data, int at) {
    return (short) SHORT.get(data, at) & 0xffff;
  }

  private static long u32(byte[] data, int at) {
    return (int) INT.get(data, at) & 0xffff_ffffL;
  }
}
