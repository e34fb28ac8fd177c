// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.export.FlowColumn.Kind;
import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.wire.export.FlowRecord;
import io.weir.wire.packet.CommunityId;
import io.weir.wire.packet.IpProtocols;
import io.weir.wire.packet.IpText;
import java.util.Arrays;
import java.util.List;

/**
 * Writes rows of {@code flows} from exported flows. An exported flow has one direction: its source
 * is the client. Bytes are those of IP packets; packets and bytes are as exported, not multiplied
 * by the sampling interval. Not thread-safe.
 */
public final class FlowCells {
  private static final long DAY = 86_400_000_000L;
  private static final int TCP = 6;
  private static final byte[] NONE = new byte[0];
  private static final byte[] NETFLOW = "netflow".getBytes(US_ASCII);
  private static final byte[] INCOMING = "incoming".getBytes(US_ASCII);
  private static final byte[] OUTGOING = "outgoing".getBytes(US_ASCII);
  private static final long PORTS =
      1L << FlowRecord.PROTOCOL
          | 1L << FlowRecord.SRC_PORT
          | 1L << FlowRecord.DST_PORT
          | 1L << FlowRecord.ICMP;

  private final Kind[] kinds;
  private final int[] fields;
  private final byte[][] texts;
  private final boolean[] isNarrow;
  private final TimeRange range;
  private final CommunityId communityIds = new CommunityId();
  private final byte[] scratch = new byte[64];
  private final byte[] addresses = new byte[32];
  private byte[] exporter = NONE;
  private byte[] file = NONE;
  private byte[] sensor = NONE;
  private byte[] protocol = NONE;
  private byte[] source = NETFLOW;
  private long line;

  /** Writes the wanted columns of {@code flows}, for flows that begin in a range of time. */
  public FlowCells(TableScan scan, TimeRange range) {
    this.range = range;
    List<Column> wanted = scan.wanted();
    kinds = new Kind[wanted.size()];
    fields = new int[wanted.size()];
    texts = new byte[wanted.size()][];
    isNarrow = new boolean[wanted.size()];
    for (int i = 0; i < kinds.length; i++) {
      FlowColumn made = FlowColumn.named(wanted.get(i).name());
      kinds[i] = made.kind();
      fields[i] = made.field();
      texts[i] = made.text().getBytes(US_ASCII);
      isNarrow[i] = wanted.get(i).type() == ColumnType.INTEGER;
    }
  }

  /** Sets the value of {@code src_file} for the rows to come. */
  public void file(String path) {
    file = path.getBytes(UTF_8);
  }

  /** Sets the value of {@code source} for the rows to come; {@code netflow} at first. */
  public void source(String format) {
    source = format.getBytes(US_ASCII);
  }

  /** Sets the value of {@code sensor} for the rows to come; empty: NULL. */
  public void sensor(String name) {
    sensor = name.getBytes(UTF_8);
  }

  /** Sets the value of {@code src_line} for the next row, from 1. */
  public void line(long number) {
    line = number;
  }

  /**
   * Sets the value of {@code exporter} for the rows to come.
   *
   * @param high high 64 bits of the address; IPv4 as ::ffff:a.b.c.d
   */
  public void exporter(long high, long low) {
    int end =
        high == 0 && low >>> 32 == 0xffff
            ? IpText.write4((int) low, scratch, 0)
            : IpText.write6(high, low, scratch, 0);
    exporter = Arrays.copyOf(scratch, end);
  }

  /**
   * Sets what {@code proto} has, for the rows to come, where a flow has no protocol's number;
   * empty: NULL.
   */
  public void unknownProtocol(byte[] name) {
    protocol = name;
  }

  /** The exporter of the rows to come is not known. */
  public void withoutExporter() {
    exporter = NONE;
  }

  /**
   * The fields that the wanted columns are made of, a bit each: what else a flow has is not looked
   * at.
   */
  public long fields() {
    long needed = range.isAll() ? 0 : 1L << FlowRecord.START_MICROS;
    for (int column = 0; column < kinds.length; column++) {
      needed |=
          switch (kinds[column]) {
            case ABSENT, EXPORTER, SENSOR, SOURCE, FILE, LINE, CONSTANT -> 0;
            case DURATION -> 1L << FlowRecord.START_MICROS | 1L << FlowRecord.END_MICROS;
            case TCP_FLAGS, CLIENT_FLAGS ->
                1L << FlowRecord.TCP_FLAGS
                    | 1L << FlowRecord.PROTOCOL
                    | 1L << FlowRecord.REVERSE_PACKETS;
            case SOURCE_PORT, DESTINATION_PORT -> PORTS;
            case COMMUNITY -> PORTS | 1L << FlowRecord.SRC_ADDRESS | 1L << FlowRecord.DST_ADDRESS;
            default -> 1L << fields[column];
          };
    }
    return needed;
  }

  /** True when a flow begins in the range of time that is wanted. */
  public boolean isWanted(FlowValues flow) {
    return range.isAll() || range.contains(flow.number(FlowRecord.START_MICROS));
  }

  /**
   * Writes a row.
   *
   * @return empty, or why the flow was rejected; no row was written then
   */
  public String write(FlowValues flow, CellWriter out) {
    for (int column = 0; column < kinds.length; column++) {
      if (!write(flow, out, column)) {
        out.dropRow();
        return "value out of range";
      }
    }
    out.endRow();
    return "";
  }

  /** Writes a cell; false when the value does not fit. */
  private boolean write(FlowValues flow, CellWriter out, int column) {
    int field = fields[column];
    switch (kinds[column]) {
      case ABSENT -> {}
      case NUMBER -> {
        return !flow.has(field) || number(out, column, flow.number(field));
      }
      case TIME -> {
        if (flow.has(field)) {
          out.setLong(column, flow.number(field));
        }
      }
      case SECONDS -> {
        if (flow.has(field)) {
          out.setDouble(column, flow.number(field) / 1e6);
        }
      }
      case DAY -> {
        if (flow.has(field)) {
          out.setLong(column, Math.floorDiv(flow.number(field), DAY));
        }
      }
      case ADDRESS -> {
        if (flow.has(field)) {
          out.setBytes(column, scratch, 0, address(flow, field));
        }
      }
      case TCP_FLAGS, CLIENT_FLAGS -> {
        return flags(flow, out, column);
      }
      default -> other(flow, out, column);
    }
    return true;
  }

  private boolean number(CellWriter out, int column, long value) {
    if (value < 0 || (isNarrow[column] && value > Integer.MAX_VALUE)) {
      return false;
    }
    out.setLong(column, value);
    return true;
  }

  private boolean flags(FlowValues flow, CellWriter out, int column) {
    boolean isOfBoth = flow.has(FlowRecord.REVERSE_PACKETS);
    boolean isTold = flow.has(FlowRecord.TCP_FLAGS) && flow.number(FlowRecord.PROTOCOL) == TCP;
    if (!isTold || (kinds[column] == Kind.CLIENT_FLAGS && isOfBoth)) {
      return true;
    }
    return number(out, column, flow.number(FlowRecord.TCP_FLAGS));
  }

  private void other(FlowValues flow, CellWriter out, int column) {
    switch (kinds[column]) {
      case PROTOCOL_NAME -> {
        if (flow.has(FlowRecord.PROTOCOL)) {
          byte[] name = IpProtocols.text((int) flow.number(FlowRecord.PROTOCOL));
          out.setBytes(column, name, 0, name.length);
        } else {
          known(protocol, out, column);
        }
      }
      case DURATION -> {
        if (flow.has(FlowRecord.START_MICROS) && flow.has(FlowRecord.END_MICROS)) {
          long micros = flow.number(FlowRecord.END_MICROS) - flow.number(FlowRecord.START_MICROS);
          out.setDouble(column, Math.max(0, micros) / 1e6);
        }
      }
      case SOURCE_PORT -> port(sourcePort(flow), out, column);
      case DESTINATION_PORT -> port(destinationPort(flow), out, column);
      case CONSTANT -> out.setBytes(column, texts[column], 0, texts[column].length);
      case DIRECTION -> direction(flow, out, column);
      case EXPORTER -> known(exporter, out, column);
      case SENSOR -> known(sensor, out, column);
      case SOURCE -> known(source, out, column);
      case FILE -> known(file, out, column);
      case LINE -> {
        if (line > 0) {
          out.setLong(column, line);
        }
      }
      default -> community(flow, out, column);
    }
  }

  private static void known(byte[] text, CellWriter out, int column) {
    if (text.length > 0) {
      out.setBytes(column, text, 0, text.length);
    }
  }

  /** Where an exporter saw a flow enter, it comes in; where it saw it leave, it goes out. */
  private static void direction(FlowValues flow, CellWriter out, int column) {
    if (flow.has(FlowRecord.DIRECTION)) {
      long direction = flow.number(FlowRecord.DIRECTION);
      if (direction == 0 || direction == 1) {
        known(direction == 0 ? INCOMING : OUTGOING, out, column);
      }
    }
  }

  private static void port(long port, CellWriter out, int column) {
    if (port >= 0) {
      out.setLong(column, port);
    }
  }

  /** The port, ICMP's type, or -1. */
  private static long sourcePort(FlowValues flow) {
    int protocol = (int) flow.number(FlowRecord.PROTOCOL);
    if (IpProtocols.isIcmp(protocol)) {
      long icmp = icmp(flow);
      return icmp < 0 ? -1 : icmp >>> 8 & 0xff;
    }
    return flow.has(FlowRecord.SRC_PORT) && IpProtocols.hasPorts(protocol)
        ? flow.number(FlowRecord.SRC_PORT)
        : -1;
  }

  /** The port, ICMP's code, or -1. */
  private static long destinationPort(FlowValues flow) {
    int protocol = (int) flow.number(FlowRecord.PROTOCOL);
    if (IpProtocols.isIcmp(protocol)) {
      long icmp = icmp(flow);
      return icmp < 0 ? -1 : icmp & 0xff;
    }
    return flow.has(FlowRecord.DST_PORT) && IpProtocols.hasPorts(protocol)
        ? flow.number(FlowRecord.DST_PORT)
        : -1;
  }

  /** Type and code; exporters without a field for them send them as the destination port. */
  private static long icmp(FlowValues flow) {
    if (flow.has(FlowRecord.ICMP)) {
      return flow.number(FlowRecord.ICMP);
    }
    return flow.has(FlowRecord.DST_PORT) ? flow.number(FlowRecord.DST_PORT) : -1;
  }

  /** Writes an address as text to the scratch array; its end there. */
  private int address(FlowValues flow, int field) {
    long low = flow.low(field);
    return flow.isIpv4(field)
        ? IpText.write4((int) low, scratch, 0)
        : IpText.write6(flow.high(field), low, scratch, 0);
  }

  private void community(FlowValues flow, CellWriter out, int column) {
    if (kinds[column] != Kind.COMMUNITY
        || !flow.has(FlowRecord.SRC_ADDRESS)
        || !flow.has(FlowRecord.DST_ADDRESS)
        || !flow.has(FlowRecord.PROTOCOL)) {
      return;
    }
    int protocol = (int) flow.number(FlowRecord.PROTOCOL);
    long sourcePort = sourcePort(flow);
    int length = raw(flow, FlowRecord.SRC_ADDRESS, 0);
    boolean needsPorts = IpProtocols.hasPorts(protocol) || IpProtocols.isIcmp(protocol);
    if (raw(flow, FlowRecord.DST_ADDRESS, 16) != length || (needsPorts && sourcePort < 0)) {
      return;
    }
    int end =
        communityIds.write(
            protocol,
            addresses,
            0,
            addresses,
            16,
            length,
            (int) Math.max(0, sourcePort),
            (int) Math.max(0, destinationPort(flow)),
            scratch,
            0);
    out.setBytes(column, scratch, 0, end);
  }

  private int raw(FlowValues flow, int field, int at) {
    long low = flow.low(field);
    if (flow.isIpv4(field)) {
      for (int i = 0; i < 4; i++) {
        addresses[at + i] = (byte) (low >>> (24 - 8 * i));
      }
      return 4;
    }
    long high = flow.high(field);
    for (int i = 0; i < 8; i++) {
      addresses[at + i] = (byte) (high >>> (56 - 8 * i));
      addresses[at + 8 + i] = (byte) (low >>> (56 - 8 * i));
    }
    return 16;
  }
}
