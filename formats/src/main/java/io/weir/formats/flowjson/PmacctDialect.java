// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.flowjson.Member.Kind;
import io.weir.wire.export.FlowRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Records of pmacct (nfacctd, sfacctd, pmacctd, uacctd), whose members are those that its {@code
 * aggregate} names.
 */
final class PmacctDialect {
  /** Members that nobody else writes. */
  private static final List<String> OWN =
      List.of(
          "port_src",
          "port_dst",
          "net_src",
          "net_dst",
          "as_src",
          "as_dst",
          "peer_ip_src",
          "peer_ip_dst",
          "iface_in",
          "iface_out",
          "stamp_inserted",
          "writer_id");

  /** Members that others have too, such as Weir's tables. */
  private static final List<String> SHARED =
      List.of("ip_src", "ip_dst", "ip_proto", "mac_src", "mac_dst");

  static final Dialect DIALECT =
      Dialect.of(
              "pmacct-json",
              "Flows as pmacct's plugins write them in JSON, to files and topics.",
              "pmacct's flows",
              "pmacct",
              signatures(),
              List.of(
                  new Member("peer_ip_src", Kind.EXPORTER, 0),
                  new Member("ip_src", Kind.ADDRESS, FlowRecord.SRC_ADDRESS),
                  new Member("ip_dst", Kind.ADDRESS, FlowRecord.DST_ADDRESS),
                  new Member("port_src", Kind.NUMBER, FlowRecord.SRC_PORT),
                  new Member("port_dst", Kind.NUMBER, FlowRecord.DST_PORT),
                  new Member("ip_proto", Kind.PROTOCOL, FlowRecord.PROTOCOL),
                  new Member("tcp_flags", Kind.FLAGS, FlowRecord.TCP_FLAGS),
                  new Member("tos", Kind.NUMBER, FlowRecord.TOS),
                  new Member("iface_in", Kind.NUMBER_OR_ZERO, FlowRecord.INPUT),
                  new Member("iface_out", Kind.NUMBER_OR_ZERO, FlowRecord.OUTPUT),
                  new Member("as_src", Kind.NUMBER_OR_ZERO, FlowRecord.SRC_AS),
                  new Member("as_dst", Kind.NUMBER_OR_ZERO, FlowRecord.DST_AS),
                  new Member("peer_ip_dst", Kind.ADDRESS, FlowRecord.NEXT_HOP),
                  new Member("vlan", Kind.NUMBER_OR_ZERO, FlowRecord.VLAN),
                  new Member("vlan_in", Kind.NUMBER_OR_ZERO, FlowRecord.VLAN),
                  new Member("cvlan_in", Kind.NUMBER_OR_ZERO, FlowRecord.INNER_VLAN),
                  new Member("sampling_rate", Kind.NUMBER_OR_ZERO, FlowRecord.SAMPLING),
                  new Member("timestamp_start", Kind.ANY_TIME, FlowRecord.START_MICROS),
                  new Member("timestamp_end", Kind.ANY_TIME, FlowRecord.END_MICROS),
                  new Member("timestamp_min", Kind.OTHER_TIME, FlowRecord.START_MICROS),
                  new Member("timestamp_max", Kind.OTHER_TIME, FlowRecord.END_MICROS),
                  new Member("timestamp_arrival", Kind.OTHER_TIME, FlowRecord.START_MICROS),
                  new Member("stamp_inserted", Kind.OTHER_TIME, FlowRecord.START_MICROS),
                  new Member("packets", Kind.NUMBER, FlowRecord.PACKETS),
                  new Member("flows", Kind.NUMBER_OR_ZERO, FlowRecord.FLOWS),
                  new Member("bytes", Kind.NUMBER, FlowRecord.BYTES)))
          .with(Map.of("ip", 0, "ipip", 94));

  private PmacctDialect() {}

  /** Packets and bytes, and one of its own members, or two that others may have. */
  private static List<Set<String>> signatures() {
    Stream<Set<String>> one = OWN.stream().map(key -> Set.of(key, "packets", "bytes"));
    Stream<Set<String>> two =
        IntStream.range(0, SHARED.size())
            .boxed()
            .flatMap(
                i ->
                    SHARED.subList(i + 1, SHARED.size()).stream()
                        .map(key -> Set.of(SHARED.get(i), key, "packets", "bytes")));
    return Stream.concat(two, one).toList();
  }
}
