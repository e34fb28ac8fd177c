// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import io.weir.wire.export.FlowRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The header of nfdump's CSV: of versions up to 1.7.4 (ts, te, td, sa …), from 1.7.5 on (firstSeen,
 * duration, proto …, in any order and number), and csv-fast (cnt, af, firstSeen …).
 *
 * @param columns what each column means
 */
record CsvHeader(String line, List<Meaning> columns) {
  /** How a column's values are read. */
  enum Kind {
    PASSED,
    TIME,
    DURATION,
    NUMBER,
    NUMBER_OR_ZERO,
    PROTOCOL,
    FLAGS,
    ADDRESS,
    HOP,
    PORT,
    DIRECTION,
    EXPORTER
  }

  /** A column's kind and the field of {@link FlowRecord} that it fills. */
  record Meaning(Kind kind, int field) {}

  private static final Meaning NONE = new Meaning(Kind.PASSED, 0);

  private static final Map<String, Meaning> OLD =
      Map.ofEntries(
          Map.entry("ts", new Meaning(Kind.TIME, FlowRecord.START_MICROS)),
          Map.entry("te", new Meaning(Kind.TIME, FlowRecord.END_MICROS)),
          Map.entry("td", new Meaning(Kind.DURATION, FlowRecord.END_MICROS)),
          Map.entry("sa", new Meaning(Kind.ADDRESS, FlowRecord.SRC_ADDRESS)),
          Map.entry("da", new Meaning(Kind.ADDRESS, FlowRecord.DST_ADDRESS)),
          Map.entry("sp", new Meaning(Kind.NUMBER, FlowRecord.SRC_PORT)),
          Map.entry("dp", new Meaning(Kind.PORT, FlowRecord.DST_PORT)),
          Map.entry("pr", new Meaning(Kind.PROTOCOL, FlowRecord.PROTOCOL)),
          Map.entry("flg", new Meaning(Kind.FLAGS, FlowRecord.TCP_FLAGS)),
          Map.entry("stos", new Meaning(Kind.NUMBER, FlowRecord.TOS)),
          Map.entry("ipkt", new Meaning(Kind.NUMBER, FlowRecord.PACKETS)),
          Map.entry("ibyt", new Meaning(Kind.NUMBER, FlowRecord.BYTES)),
          Map.entry("opkt", new Meaning(Kind.NUMBER_OR_ZERO, FlowRecord.REVERSE_PACKETS)),
          Map.entry("obyt", new Meaning(Kind.NUMBER_OR_ZERO, FlowRecord.REVERSE_BYTES)),
          Map.entry("in", new Meaning(Kind.NUMBER, FlowRecord.INPUT)),
          Map.entry("out", new Meaning(Kind.NUMBER, FlowRecord.OUTPUT)),
          Map.entry("sas", new Meaning(Kind.NUMBER, FlowRecord.SRC_AS)),
          Map.entry("das", new Meaning(Kind.NUMBER, FlowRecord.DST_AS)),
          Map.entry("dir", new Meaning(Kind.DIRECTION, FlowRecord.DIRECTION)),
          Map.entry("nh", new Meaning(Kind.HOP, FlowRecord.NEXT_HOP)),
          Map.entry("svln", new Meaning(Kind.NUMBER_OR_ZERO, FlowRecord.VLAN)),
          Map.entry("ra", new Meaning(Kind.EXPORTER, 0)));

  private static final Map<String, Meaning> NEW =
      Map.ofEntries(
          Map.entry("firstSeen", new Meaning(Kind.TIME, FlowRecord.START_MICROS)),
          Map.entry("lastSeen", new Meaning(Kind.TIME, FlowRecord.END_MICROS)),
          Map.entry("duration", new Meaning(Kind.DURATION, FlowRecord.END_MICROS)),
          Map.entry("srcAddr", new Meaning(Kind.ADDRESS, FlowRecord.SRC_ADDRESS)),
          Map.entry("dstAddr", new Meaning(Kind.ADDRESS, FlowRecord.DST_ADDRESS)),
          Map.entry("srcPort", new Meaning(Kind.NUMBER, FlowRecord.SRC_PORT)),
          Map.entry("dstPort", new Meaning(Kind.PORT, FlowRecord.DST_PORT)),
          Map.entry("proto", new Meaning(Kind.PROTOCOL, FlowRecord.PROTOCOL)),
          Map.entry("flags", new Meaning(Kind.FLAGS, FlowRecord.TCP_FLAGS)),
          Map.entry("srcTos", new Meaning(Kind.NUMBER, FlowRecord.TOS)),
          Map.entry("tos", new Meaning(Kind.NUMBER, FlowRecord.TOS)),
          Map.entry("packets", new Meaning(Kind.NUMBER, FlowRecord.PACKETS)),
          Map.entry("inPackets", new Meaning(Kind.NUMBER, FlowRecord.PACKETS)),
          Map.entry("bytes", new Meaning(Kind.NUMBER, FlowRecord.BYTES)),
          Map.entry("inBytes", new Meaning(Kind.NUMBER, FlowRecord.BYTES)),
          Map.entry("outPackets", new Meaning(Kind.NUMBER_OR_ZERO, FlowRecord.REVERSE_PACKETS)),
          Map.entry("outBytes", new Meaning(Kind.NUMBER_OR_ZERO, FlowRecord.REVERSE_BYTES)),
          Map.entry("flows", new Meaning(Kind.NUMBER_OR_ZERO, FlowRecord.FLOWS)),
          Map.entry("input", new Meaning(Kind.NUMBER, FlowRecord.INPUT)),
          Map.entry("output", new Meaning(Kind.NUMBER, FlowRecord.OUTPUT)),
          Map.entry("srcAS", new Meaning(Kind.NUMBER, FlowRecord.SRC_AS)),
          Map.entry("dstAS", new Meaning(Kind.NUMBER, FlowRecord.DST_AS)),
          Map.entry("direction", new Meaning(Kind.DIRECTION, FlowRecord.DIRECTION)),
          Map.entry("nextIP", new Meaning(Kind.HOP, FlowRecord.NEXT_HOP)),
          Map.entry("srcVlan", new Meaning(Kind.NUMBER_OR_ZERO, FlowRecord.VLAN)),
          Map.entry("routerIP", new Meaning(Kind.EXPORTER, 0)));

  CsvHeader {
    columns = List.copyOf(columns);
  }

  /** True when a line is a header of flows: it names both ends. */
  static boolean isHeader(String line) {
    List<String> names = Arrays.asList(line.split(",", -1));
    return names.containsAll(List.of("ts", "sa", "da", "pr", "ibyt"))
        || (names.contains("firstSeen") && names.containsAll(List.of("srcAddr", "dstAddr")));
  }

  static CsvHeader of(String line) {
    List<String> names = Arrays.asList(line.split(",", -1));
    Map<String, Meaning> known = names.contains("sa") ? OLD : NEW;
    List<Meaning> columns = new ArrayList<>();
    boolean hasEnd = names.contains("te") || names.contains("lastSeen");
    for (String name : names) {
      Meaning meaning = known.getOrDefault(name, NONE);
      columns.add(hasEnd && meaning.kind() == Kind.DURATION ? NONE : meaning);
    }
    return new CsvHeader(line, columns);
  }
}
