// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.TableScan;
import io.weir.wire.ByteText;
import io.weir.wire.dns.DnsCodes;
import io.weir.wire.dns.DnsType;
import io.weir.wire.packet.IpProtocols;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Writes rows of the table {@code dns}. */
final class DnsCells {
  /** Writes one cell. */
  private interface Cell {
    void write(DnsCells cells, DnsRow row, CellWriter out, int column);
  }

  private static final Map<String, Cell> CELLS = new HashMap<>();

  static {
    CELLS.put("c_ip", (s, r, out, c) -> s.address(r, r.client, out, c));
    CELLS.put("c_port", known(r -> r.client.port));
    CELLS.put("s_ip", (s, r, out, c) -> s.address(r, r.server, out, c));
    CELLS.put("s_port", known(r -> r.server.port));
    CELLS.put("trans_id", (s, r, out, c) -> s.decimal(out, c, r.id));
    CELLS.put("query", (s, r, out, c) -> r.text.write(DnsRow.QUERY, out, c));
    CELLS.put("query_raw", (s, r, out, c) -> rawName(r, out, c));
    CELLS.put("req_class", (s, r, out, c) -> s.className(r, out, c));
    CELLS.put("req_type", (s, r, out, c) -> s.typeName(r, out, c));
    CELLS.put("qtype_num", known(r -> r.type));
    CELLS.put("qclass_num", known(r -> r.questionClass));
    CELLS.put("req_time", (s, r, out, c) -> s.text.seconds(out, c, r.startNanos()));
    CELLS.put("resp_time", (s, r, out, c) -> s.text.seconds(out, c, r.endNanos()));
    CELLS.put("rtt", (s, r, out, c) -> roundTrip(r, out, c));
    CELLS.put("resp_code", (s, r, out, c) -> s.responseCode(r, out, c));
    CELLS.put("rcode", number(r -> r.rcode, r -> r.answered));
    CELLS.put("flags_req", number(r -> DnsRow.netlyticsFlags(r.flagsAsked), r -> r.asked));
    CELLS.put("flags_resp", number(r -> DnsRow.netlyticsFlags(r.flagsAnswered), r -> r.answered));
    CELLS.put("answers", (s, r, out, c) -> r.text.write(DnsRow.ANSWERS, out, c));
    CELLS.put("answer_types", (s, r, out, c) -> r.text.write(DnsRow.ANSWER_TYPES, out, c));
    CELLS.put("answer_ttls", (s, r, out, c) -> r.text.write(DnsRow.ANSWER_TTLS, out, c));
    CELLS.put("authority", (s, r, out, c) -> r.text.write(DnsRow.AUTHORITY, out, c));
    CELLS.put("additional", (s, r, out, c) -> r.text.write(DnsRow.ADDITIONAL, out, c));
    CELLS.put("proto", (s, r, out, c) -> s.text.bytes(out, c, IpProtocols.text(r.flow.protocol)));
    CELLS.put("opcode", number(r -> r.flags() >> 11 & 0xf));
    CELLS.put(
        "opcode_name",
        (s, r, out, c) -> s.ascii(out, c, DnsCodes.opcodeName(r.flags() >> 11 & 0xf)));
    CELLS.put("aa", flag(10));
    CELLS.put("tc", flag(9));
    CELLS.put(
        "rd",
        (s, r, out, c) ->
            out.setBoolean(c, ((r.asked ? r.flagsAsked : r.flagsAnswered) >> 8 & 1) != 0));
    CELLS.put("ra", flag(7));
    CELLS.put("ad", flag(5));
    CELLS.put("cd", flag(4));
    CELLS.put("z", number(r -> r.flags() >> 4 & 7));
    CELLS.put("rejected", (s, r, out, c) -> out.setBoolean(c, rejected(r)));
    CELLS.put("edns_version", known(r -> r.ednsVersion));
    CELLS.put("edns_udp_size", known(r -> r.ednsSize));
    CELLS.put("edns_do", (s, r, out, c) -> dnssecOk(r, out, c));
    CELLS.put("ecs", (s, r, out, c) -> r.text.write(DnsRow.ECS, out, c));
    CELLS.put("cookie", (s, r, out, c) -> r.text.write(DnsRow.COOKIE, out, c));
    CELLS.put("qdcount", number(r -> r.questionCount));
    CELLS.put("ancount", number(r -> r.answerCount));
    CELLS.put("nscount", number(r -> r.authorityCount));
    CELLS.put("arcount", number(r -> r.additionalCount));
    CELLS.put("msg_size_req", number(r -> r.bytesAsked, r -> r.asked));
    CELLS.put("msg_size_resp", number(r -> r.bytesAnswered, r -> r.answered));
    CELLS.put("unanswered", (s, r, out, c) -> out.setBoolean(c, !r.answered));
    CELLS.put("truncated_retry", (s, r, out, c) -> out.setBoolean(c, r.retriedOverTcp));
    CELLS.put("ts", (s, r, out, c) -> s.text.timestamp(out, c, r.startNanos()));
    CELLS.put("ts_end", (s, r, out, c) -> s.text.timestamp(out, c, r.endNanos()));
    CELLS.put("day", (s, r, out, c) -> s.text.day(out, c, r.startNanos()));
    CELLS.put("source", (s, r, out, c) -> s.text.bytes(out, c, s.source));
    CELLS.put("sensor", (s, r, out, c) -> sensor(r, out, c));
    CELLS.put("src_file", (s, r, out, c) -> s.text.bytes(out, c, r.file));
    CELLS.put("src_line", number(r -> r.packetNumber));
    CELLS.put("uid", (s, r, out, c) -> s.text.text(out, c, r.flow.uid()));
    CELLS.put("community_id", (s, r, out, c) -> s.community.write(r.flow, out, c));
  }

  private final Cell[] cells;
  private final byte[] source;
  private final boolean retries;
  private final CellText text = new CellText();
  private final CommunityCell community = new CommunityCell();
  private final ByteText scratch = new ByteText(32);

  DnsCells(TableScan scan, byte[] source) {
    this.source = source;
    cells = scan.wanted().stream().map(DnsCells::cell).toArray(Cell[]::new);
    retries = scan.wanted().stream().anyMatch(each -> each.name().equals("truncated_retry"));
  }

  private static Cell cell(Column column) {
    Cell cell = CELLS.get(column.name());
    return cell == null ? (s, r, out, c) -> {} : cell; // columns only other tools can fill
  }

  /** True if it matters whether a query repeats one over UDP. */
  boolean wantsRetries() {
    return retries;
  }

  void write(DnsRow row, CellWriter out) {
    for (int i = 0; i < cells.length; i++) {
      cells[i].write(this, row, out, i);
    }
    out.endRow();
  }

  private static Cell number(ToLongFunction<DnsRow> value) {
    return (s, r, out, c) -> out.setLong(c, value.applyAsLong(r));
  }

  private static Cell number(ToLongFunction<DnsRow> value, Predicate<DnsRow> there) {
    return (s, r, out, c) -> {
      if (there.test(r)) {
        out.setLong(c, value.applyAsLong(r));
      }
    };
  }

  /** A number that is -1 where there is none. */
  private static Cell known(ToLongFunction<DnsRow> value) {
    return number(value, r -> value.applyAsLong(r) >= 0);
  }

  private static Cell flag(int bit) {
    return (s, r, out, c) -> out.setBoolean(c, (r.flags() >> bit & 1) != 0);
  }

  private void address(DnsRow row, Endpoint end, CellWriter out, int column) {
    if (end.isAddressTold) {
      text.address(out, column, end, row.flow.ipVersion);
    }
  }

  private void decimal(CellWriter out, int column, long value) {
    scratch.clear();
    scratch.appendDecimal(value);
    out.setBytes(column, scratch.bytes(), 0, scratch.length());
  }

  private void ascii(CellWriter out, int column, String value) {
    scratch.clear();
    scratch.append(value);
    out.setBytes(column, scratch.bytes(), 0, scratch.length());
  }

  private static void rawName(DnsRow row, CellWriter out, int column) {
    if (!row.text.equal(DnsRow.QUERY_RAW, DnsRow.QUERY)) {
      row.text.write(DnsRow.QUERY_RAW, out, column);
    }
  }

  private void className(DnsRow row, CellWriter out, int column) {
    if (row.questionClass >= 0) {
      ascii(out, column, DnsCodes.className(row.questionClass));
    }
  }

  private void typeName(DnsRow row, CellWriter out, int column) {
    if (row.type >= 0) {
      ascii(out, column, DnsType.name(row.type));
    }
  }

  private void responseCode(DnsRow row, CellWriter out, int column) {
    if (row.answered) {
      ascii(out, column, DnsCodes.rcodeName(row.rcode));
    }
  }

  private static void roundTrip(DnsRow row, CellWriter out, int column) {
    if ((row.asked || row.isAskedTold) && row.answered) {
      out.setDouble(column, (row.answeredNanos - row.askedNanos) / 1e9);
    }
  }

  private static void sensor(DnsRow row, CellWriter out, int column) {
    if (row.sensor.length > 0) {
      out.setBytes(column, row.sensor, 0, row.sensor.length);
    }
  }

  private static void dnssecOk(DnsRow row, CellWriter out, int column) {
    if (row.ednsVersion >= 0) {
      out.setBoolean(column, row.ednsDo);
    }
  }

  /** The server sent nothing but a code. */
  private static boolean rejected(DnsRow row) {
    return row.answered
        && row.questionCount > 0
        && row.answerCount + row.authorityCount + row.additionalCount == 0;
  }
}
