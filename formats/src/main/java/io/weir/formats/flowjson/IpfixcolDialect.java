// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import io.weir.formats.flowjson.Member.Kind;
import io.weir.wire.export.FlowRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records of IPFIXcol and IPFIXcol2: a member for each information element, under its name or its
 * number, behind a prefix.
 */
final class IpfixcolDialect {
  static final Dialect DIALECT =
      new Dialect(
          "ipfixcol-json",
          "Flows as IPFIXcol and IPFIXcol2 write them in JSON.",
          "IPFIXcol's flows",
          "ipfixcol",
          List.of(
              Set.of("@type", "octetDeltaCount"),
              Set.of("@type", "packetDeltaCount"),
              Set.of("@type", "octetTotalCount"),
              Set.of("@type", "sourceIPv4Address"),
              Set.of("@type", "sourceIPv6Address"),
              Set.of("@type", "id1"),
              Set.of("@type", "id8"),
              Set.of("@type", "id27")),
          IpfixcolDialect::name,
          List.of(
              new Member("@type", Kind.ENTRY, 0),
              new Member("octetDeltaCount", Kind.NUMBER, FlowRecord.BYTES),
              new Member("id1", Kind.NUMBER, FlowRecord.BYTES),
              new Member("packetDeltaCount", Kind.NUMBER, FlowRecord.PACKETS),
              new Member("id2", Kind.NUMBER, FlowRecord.PACKETS),
              new Member("octetTotalCount", Kind.NUMBER, FlowRecord.BYTES),
              new Member("id85", Kind.NUMBER, FlowRecord.BYTES),
              new Member("packetTotalCount", Kind.NUMBER, FlowRecord.PACKETS),
              new Member("id86", Kind.NUMBER, FlowRecord.PACKETS),
              new Member("deltaFlowCount", Kind.NUMBER_OR_ZERO, FlowRecord.FLOWS),
              new Member("id3", Kind.NUMBER_OR_ZERO, FlowRecord.FLOWS),
              new Member("protocolIdentifier", Kind.PROTOCOL, FlowRecord.PROTOCOL),
              new Member("id4", Kind.PROTOCOL, FlowRecord.PROTOCOL),
              new Member("ipClassOfService", Kind.NUMBER, FlowRecord.TOS),
              new Member("id5", Kind.NUMBER, FlowRecord.TOS),
              new Member("tcpControlBits", Kind.FLAGS, FlowRecord.TCP_FLAGS),
              new Member("id6", Kind.FLAGS, FlowRecord.TCP_FLAGS),
              new Member("sourceTransportPort", Kind.NUMBER, FlowRecord.SRC_PORT),
              new Member("id7", Kind.NUMBER, FlowRecord.SRC_PORT),
              new Member("destinationTransportPort", Kind.NUMBER, FlowRecord.DST_PORT),
              new Member("id11", Kind.NUMBER, FlowRecord.DST_PORT),
              new Member("sourceIPv4Address", Kind.ADDRESS, FlowRecord.SRC_ADDRESS),
              new Member("id8", Kind.ADDRESS, FlowRecord.SRC_ADDRESS),
              new Member("destinationIPv4Address", Kind.ADDRESS, FlowRecord.DST_ADDRESS),
              new Member("id12", Kind.ADDRESS, FlowRecord.DST_ADDRESS),
              new Member("sourceIPv6Address", Kind.ADDRESS, FlowRecord.SRC_ADDRESS),
              new Member("id27", Kind.ADDRESS, FlowRecord.SRC_ADDRESS),
              new Member("destinationIPv6Address", Kind.ADDRESS, FlowRecord.DST_ADDRESS),
              new Member("id28", Kind.ADDRESS, FlowRecord.DST_ADDRESS),
              new Member("ingressInterface", Kind.NUMBER, FlowRecord.INPUT),
              new Member("id10", Kind.NUMBER, FlowRecord.INPUT),
              new Member("egressInterface", Kind.NUMBER, FlowRecord.OUTPUT),
              new Member("id14", Kind.NUMBER, FlowRecord.OUTPUT),
              new Member("ipNextHopIPv4Address", Kind.ADDRESS, FlowRecord.NEXT_HOP),
              new Member("id15", Kind.ADDRESS, FlowRecord.NEXT_HOP),
              new Member("ipNextHopIPv6Address", Kind.ADDRESS, FlowRecord.NEXT_HOP),
              new Member("id62", Kind.ADDRESS, FlowRecord.NEXT_HOP),
              new Member("bgpSourceAsNumber", Kind.NUMBER_OR_ZERO, FlowRecord.SRC_AS),
              new Member("id16", Kind.NUMBER_OR_ZERO, FlowRecord.SRC_AS),
              new Member("bgpDestinationAsNumber", Kind.NUMBER_OR_ZERO, FlowRecord.DST_AS),
              new Member("id17", Kind.NUMBER_OR_ZERO, FlowRecord.DST_AS),
              new Member("icmpTypeCodeIPv4", Kind.NUMBER, FlowRecord.ICMP),
              new Member("id32", Kind.NUMBER, FlowRecord.ICMP),
              new Member("icmpTypeCodeIPv6", Kind.NUMBER, FlowRecord.ICMP),
              new Member("id139", Kind.NUMBER, FlowRecord.ICMP),
              new Member("icmpTypeIPv4", Kind.ICMP_TYPE, FlowRecord.ICMP),
              new Member("id176", Kind.ICMP_TYPE, FlowRecord.ICMP),
              new Member("icmpCodeIPv4", Kind.ICMP_CODE, FlowRecord.ICMP),
              new Member("id177", Kind.ICMP_CODE, FlowRecord.ICMP),
              new Member("icmpTypeIPv6", Kind.ICMP_TYPE, FlowRecord.ICMP),
              new Member("id178", Kind.ICMP_TYPE, FlowRecord.ICMP),
              new Member("icmpCodeIPv6", Kind.ICMP_CODE, FlowRecord.ICMP),
              new Member("id179", Kind.ICMP_CODE, FlowRecord.ICMP),
              new Member("samplingInterval", Kind.NUMBER_OR_ZERO, FlowRecord.SAMPLING),
              new Member("id34", Kind.NUMBER_OR_ZERO, FlowRecord.SAMPLING),
              new Member("samplingPacketInterval", Kind.NUMBER_OR_ZERO, FlowRecord.SAMPLING),
              new Member("id305", Kind.NUMBER_OR_ZERO, FlowRecord.SAMPLING),
              new Member("vlanId", Kind.NUMBER_OR_ZERO, FlowRecord.VLAN),
              new Member("id58", Kind.NUMBER_OR_ZERO, FlowRecord.VLAN),
              new Member("dot1qVlanId", Kind.NUMBER_OR_ZERO, FlowRecord.VLAN),
              new Member("id243", Kind.NUMBER_OR_ZERO, FlowRecord.VLAN),
              new Member("dot1qCustomerVlanId", Kind.NUMBER_OR_ZERO, FlowRecord.INNER_VLAN),
              new Member("id245", Kind.NUMBER_OR_ZERO, FlowRecord.INNER_VLAN),
              new Member("flowDirection", Kind.NUMBER, FlowRecord.DIRECTION),
              new Member("id61", Kind.NUMBER, FlowRecord.DIRECTION),
              new Member("forwardingStatus", Kind.NUMBER_OR_ZERO, FlowRecord.FORWARDING_STATUS),
              new Member("id89", Kind.NUMBER_OR_ZERO, FlowRecord.FORWARDING_STATUS),
              new Member("exporterIPv4Address", Kind.EXPORTER, 0),
              new Member("id130", Kind.EXPORTER, 0),
              new Member("exporterIPv6Address", Kind.EXPORTER, 0),
              new Member("id131", Kind.EXPORTER, 0),
              new Member("flowStartSeconds", Kind.ANY_TIME, FlowRecord.START_MICROS),
              new Member("id150", Kind.ANY_TIME, FlowRecord.START_MICROS),
              new Member("flowEndSeconds", Kind.ANY_TIME, FlowRecord.END_MICROS),
              new Member("id151", Kind.ANY_TIME, FlowRecord.END_MICROS),
              new Member("flowStartMilliseconds", Kind.ANY_TIME, FlowRecord.START_MICROS),
              new Member("id152", Kind.ANY_TIME, FlowRecord.START_MICROS),
              new Member("flowEndMilliseconds", Kind.ANY_TIME, FlowRecord.END_MICROS),
              new Member("id153", Kind.ANY_TIME, FlowRecord.END_MICROS),
              new Member("flowStartMicroseconds", Kind.ANY_TIME, FlowRecord.START_MICROS),
              new Member("id154", Kind.ANY_TIME, FlowRecord.START_MICROS),
              new Member("flowEndMicroseconds", Kind.ANY_TIME, FlowRecord.END_MICROS),
              new Member("id155", Kind.ANY_TIME, FlowRecord.END_MICROS),
              new Member("flowStartNanoseconds", Kind.ANY_TIME, FlowRecord.START_MICROS),
              new Member("id156", Kind.ANY_TIME, FlowRecord.START_MICROS),
              new Member("flowEndNanoseconds", Kind.ANY_TIME, FlowRecord.END_MICROS),
              new Member("id157", Kind.ANY_TIME, FlowRecord.END_MICROS),
              new Member("@octetDeltaCount", Kind.NUMBER, FlowRecord.REVERSE_BYTES),
              new Member("@id1", Kind.NUMBER, FlowRecord.REVERSE_BYTES),
              new Member("@packetDeltaCount", Kind.NUMBER, FlowRecord.REVERSE_PACKETS),
              new Member("@id2", Kind.NUMBER, FlowRecord.REVERSE_PACKETS),
              new Member("srcAddr", Kind.EXPORTER, 0)),
          Map.of());

  private IpfixcolDialect() {}

  /**
   * The name of an element without its prefix, {@code ipfix.}, {@code iana:} or any other; that of
   * an element of the other direction (RFC 5103) with an @ before it. Empty for a number of an
   * enterprise.
   */
  static String name(String key) {
    int cut = Math.max(key.lastIndexOf(':'), key.lastIndexOf('.')) + 1;
    String prefix = key.substring(0, cut);
    String name = key.substring(cut);
    if (prefix.contains("@reverse") || prefix.startsWith("en29305")) {
      return '@' + name;
    }
    boolean isNumber = name.length() > 2 && name.startsWith("id") && isDigit(name.charAt(2));
    return isNumber && !prefix.startsWith("en0") ? "" : name;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
