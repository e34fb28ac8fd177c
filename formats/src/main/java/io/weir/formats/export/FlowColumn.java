// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import io.weir.wire.export.FlowRecord;
import java.util.Map;

/**
 * How a column of {@code flows} is worked out.
 *
 * @param field of {@link FlowRecord}; 0 where the kind alone tells it
 * @param text of a constant column; else empty
 */
public record FlowColumn(Kind kind, int field, String text) {
  /** What is done with the field. */
  public enum Kind {
    ABSENT,
    NUMBER,
    SECONDS,
    DURATION,
    TIME,
    DAY,
    PROTOCOL_NAME,
    ADDRESS,
    SOURCE_PORT,
    DESTINATION_PORT,
    TCP_FLAGS,
    CLIENT_FLAGS,
    DIRECTION,
    EXPORTER,
    SENSOR,
    SOURCE,
    FILE,
    LINE,
    COMMUNITY,
    CONSTANT
  }

  private static final FlowColumn NONE = new FlowColumn(Kind.ABSENT, 0);

  private static final Map<String, FlowColumn> COLUMNS =
      Map.ofEntries(
          Map.entry("time_start", new FlowColumn(Kind.SECONDS, FlowRecord.START_MICROS)),
          Map.entry("time_end", new FlowColumn(Kind.SECONDS, FlowRecord.END_MICROS)),
          Map.entry("duration", new FlowColumn(Kind.DURATION, 0)),
          Map.entry("proto", new FlowColumn(Kind.PROTOCOL_NAME, FlowRecord.PROTOCOL)),
          Map.entry("ip_proto", number(FlowRecord.PROTOCOL)),
          Map.entry("ip_version", number(FlowRecord.IP_VERSION)),
          Map.entry("c_ip", new FlowColumn(Kind.ADDRESS, FlowRecord.SRC_ADDRESS)),
          Map.entry("c_port", new FlowColumn(Kind.SOURCE_PORT, 0)),
          Map.entry("s_ip", new FlowColumn(Kind.ADDRESS, FlowRecord.DST_ADDRESS)),
          Map.entry("s_port", new FlowColumn(Kind.DESTINATION_PORT, 0)),
          Map.entry("c_pkt", number(FlowRecord.PACKETS)),
          Map.entry("s_pkt", number(FlowRecord.REVERSE_PACKETS)),
          Map.entry("c_bytes", number(FlowRecord.BYTES)),
          Map.entry("s_bytes", number(FlowRecord.REVERSE_BYTES)),
          Map.entry("c_ip_bytes", number(FlowRecord.BYTES)),
          Map.entry("s_ip_bytes", number(FlowRecord.REVERSE_BYTES)),
          Map.entry("tcp_flags", new FlowColumn(Kind.TCP_FLAGS, FlowRecord.TCP_FLAGS)),
          Map.entry("tcp_flags_c", new FlowColumn(Kind.CLIENT_FLAGS, FlowRecord.TCP_FLAGS)),
          Map.entry("vlan", number(FlowRecord.VLAN)),
          Map.entry("inner_vlan", number(FlowRecord.INNER_VLAN)),
          Map.entry("tos", number(FlowRecord.TOS)),
          Map.entry("in_if", number(FlowRecord.INPUT)),
          Map.entry("out_if", number(FlowRecord.OUTPUT)),
          Map.entry("c_as", number(FlowRecord.SRC_AS)),
          Map.entry("s_as", number(FlowRecord.DST_AS)),
          Map.entry("next_hop", new FlowColumn(Kind.ADDRESS, FlowRecord.NEXT_HOP)),
          Map.entry("exporter", new FlowColumn(Kind.EXPORTER, 0)),
          Map.entry("sampling", number(FlowRecord.SAMPLING)),
          Map.entry("flow_count", number(FlowRecord.FLOWS)),
          Map.entry("bytes_kind", new FlowColumn(Kind.CONSTANT, 0, "ip")),
          Map.entry("ts", new FlowColumn(Kind.TIME, FlowRecord.START_MICROS)),
          Map.entry("ts_end", new FlowColumn(Kind.TIME, FlowRecord.END_MICROS)),
          Map.entry("day", new FlowColumn(Kind.DAY, FlowRecord.START_MICROS)),
          Map.entry("source", new FlowColumn(Kind.SOURCE, 0)),
          Map.entry("sensor", new FlowColumn(Kind.SENSOR, 0)),
          Map.entry("direction", new FlowColumn(Kind.DIRECTION, FlowRecord.DIRECTION)),
          Map.entry("src_file", new FlowColumn(Kind.FILE, 0)),
          Map.entry("src_line", new FlowColumn(Kind.LINE, 0)),
          Map.entry("community_id", new FlowColumn(Kind.COMMUNITY, 0)));

  private FlowColumn(Kind kind, int field) {
    this(kind, field, "");
  }

  private static FlowColumn number(int field) {
    return new FlowColumn(Kind.NUMBER, field);
  }

  /** The column of this name; one that is always NULL when exports tell nothing of it. */
  public static FlowColumn named(String name) {
    return COLUMNS.getOrDefault(name, NONE);
  }
}
