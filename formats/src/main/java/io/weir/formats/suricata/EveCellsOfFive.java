// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Cells.Cell;
import io.weir.model.CellWriter;
import io.weir.model.tables.FiveTables;
import io.weir.wire.packet.IpProtocols;
import java.util.HashMap;
import java.util.Map;

/**
 * What the SQL of the composed tables makes of one event, for messages that are read one by one.
 */
final class EveCellsOfFive {
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final byte[] FAILED = "failed".getBytes(US_ASCII);
  private static final String[] RCODES = {
    "NOERROR",
    "FORMERR",
    "SERVFAIL",
    "NXDOMAIN",
    "NOTIMP",
    "REFUSED",
    "YXDOMAIN",
    "YXRRSET",
    "NXRRSET",
    "NOTAUTH",
    "NOTZONE"
  };

  private final EveTable table;
  private final Map<String, Cell<EveRow>> cells = new HashMap<>();

  private EveCellsOfFive(EveTable table) {
    this.table = table;
  }

  /** The table whose events are rows of one of the five. */
  static EveTable nativeOf(String five) {
    if (five.equals(FiveTables.FLOWS.name())) {
      return EveTables.FLOW;
    }
    return five.equals(FiveTables.DNS.name()) ? EveTables.DNS : EveTables.HTTP;
  }

  /** How the cells of one of the five tables are made. */
  static Map<String, Cell<EveRow>> of(String five) {
    EveCellsOfFive made = new EveCellsOfFive(nativeOf(five));
    made.common();
    if (five.equals(FiveTables.FLOWS.name())) {
      made.flows();
    } else if (five.equals(FiveTables.DNS.name())) {
      made.dns();
    } else {
      made.http();
    }
    return made.cells;
  }

  private int at(String column) {
    return EveRow.at(table, column);
  }

  private void common() {
    number("ts", "ts");
    number("ts_end", "ts");
    day();
    constant("source", "suricata");
    text("sensor", "host");
    text("src_file", EveTable.FILE);
    text("community_id", "community_id");
    text("c_ip", "src_ip");
    number("c_port", "src_port");
    text("s_ip", "dest_ip");
    number("s_port", "dest_port");
    decimal("uid", "flow_id");
  }

  private void flows() {
    seconds("time_start", "ts");
    seconds("time_end", "ts_end");
    number("ts_end", "ts_end");
    int start = at("ts");
    int end = at("ts_end");
    cells.put(
        "duration",
        (row, out, column) -> {
          if (row.has(start) && row.has(end)) {
            out.setDouble(column, (row.number(end) - row.number(start)) / 1e6);
          }
        });
    int protocol = at("ip_proto");
    int name = at("proto");
    cells.put("proto", (row, out, column) -> protocol(row, protocol, name, out, column));
    number("ip_proto", "ip_proto");
    int client = at("src_ip");
    cells.put("ip_version", (row, out, column) -> version(row, client, out, column));
    first("c_port", "src_port", "icmp_type");
    first("s_port", "dest_port", "icmp_code");
    number("c_pkt", "pkts_toserver");
    number("s_pkt", "pkts_toclient");
    number("c_bytes", "bytes_toserver");
    number("s_bytes", "bytes_toclient");
    int service = at("app_proto");
    cells.put(
        "service",
        (row, out, column) -> {
          if (!row.is(service, FAILED)) {
            text(row, service, out, column);
          }
        });
    number("tcp_flags", "tcp_flags");
    number("tcp_flags_c", "tcp_flags_ts");
    number("tcp_flags_s", "tcp_flags_tc");
    number("vlan", "vlan");
    number("inner_vlan", "inner_vlan");
    constant("bytes_kind", "frame");
  }

  private void dns() {
    seconds("req_time", "ts");
    seconds("resp_time", "ts");
    decimal("trans_id", "id");
    int name = at("rrname");
    cells.put("query", (row, out, column) -> lower(row, name, out, column));
    cells.put("query_raw", (row, out, column) -> raw(row, name, out, column));
    text("req_type", "rrtype");
    text("resp_code", "rcode");
    int rcode = at("rcode");
    cells.put("rcode", (row, out, column) -> rcode(row, rcode, out, column));
    int[] flags = {at("cd"), at("ad"), at("ra"), at("rd"), at("tc"), at("aa")};
    cells.put(
        "flags_resp",
        (row, out, column) -> {
          int sum = 0;
          for (int i = 0; i < flags.length; i++) {
            sum |= row.has(flags[i]) && row.number(flags[i]) == 1 ? 1 << i : 0;
          }
          out.setLong(column, sum);
        });
    for (String flag : new String[] {"aa", "tc", "rd", "ra", "ad", "cd"}) {
      bool(flag, flag);
    }
    cells.put(
        "rejected",
        (row, out, column) -> {
          if (row.has(rcode)) {
            out.setBoolean(column, row.is(rcode, RCODES[5].getBytes(US_ASCII)));
          }
        });
    cells.put("unanswered", (row, out, column) -> out.setBoolean(column, false));
    for (String list : new String[] {"answers", "answer_types", "answer_ttls"}) {
      text(list, list);
    }
    int protocol = at("proto");
    cells.put("proto", (row, out, column) -> lower(row, protocol, out, column));
    number("opcode", "opcode");
    swap();
  }

  /** Old versions log answers as the packets went: from the server. */
  private void swap() {
    int from = at("src_port");
    int to = at("dest_port");
    int source = at("src_ip");
    int target = at("dest_ip");
    cells.put("c_ip", (r, out, c) -> text(r, isTurned(r, from, to) ? target : source, out, c));
    cells.put("s_ip", (r, out, c) -> text(r, isTurned(r, from, to) ? source : target, out, c));
    cells.put("c_port", (r, out, c) -> number(r, isTurned(r, from, to) ? to : from, out, c));
    cells.put("s_port", (r, out, c) -> number(r, isTurned(r, from, to) ? from : to, out, c));
  }

  private static boolean isTurned(EveRow row, int from, int to) {
    return row.has(from) && row.number(from) == 53 && row.has(to) && row.number(to) != 53;
  }

  private void http() {
    seconds("req_time", "ts");
    text("method", "http_method");
    int name = at("hostname");
    cells.put("host", (row, out, column) -> lower(row, name, out, column));
    cells.put("host_raw", (row, out, column) -> raw(row, name, out, column));
    int url = at("url");
    cells.put(
        "path",
        (row, out, column) -> {
          if (row.has(url)) {
            int from = EveUrl.pathFrom(row.bytes(url), row.length(url));
            out.setBytes(column, row.bytes(url), from, row.length(url) - from);
          }
        });
    text("referrer", "http_refer");
    text("user_agent", "http_user_agent");
    text("req_cookie", "cookie");
    int status = at("status");
    int length = at("length");
    int time = at("ts");
    cells.put(
        "resp_time",
        (row, out, column) -> {
          if (row.has(status) && row.has(time)) {
            out.setDouble(column, row.number(time) / 1e6);
          }
        });
    cells.put(
        "response_body_len",
        (row, out, column) -> {
          if (row.has(status)) {
            number(row, length, out, column);
          }
        });
    number("status_code", "status");
    text("content_type", "http_content_type");
    text("content_range", "content_range");
    text("server", "server");
    text("set_cookie", "set_cookie");
    text("origin", "origin");
    text("location", "redirect");
    int transaction = at("tx_id");
    cells.put(
        "trans_depth",
        (row, out, column) -> {
          if (row.has(transaction)) {
            out.setLong(column, row.number(transaction) + 1);
          }
        });
    new EveUrl(table).put(cells);
  }

  private void text(String column, String from) {
    int position = at(from);
    cells.put(column, (row, out, target) -> text(row, position, out, target));
  }

  private void number(String column, String from) {
    int position = at(from);
    cells.put(column, (row, out, target) -> number(row, position, out, target));
  }

  private void bool(String column, String from) {
    int position = at(from);
    cells.put(
        column,
        (row, out, target) -> {
          if (row.has(position)) {
            out.setBoolean(target, row.number(position) == 1);
          }
        });
  }

  private void seconds(String column, String from) {
    int position = at(from);
    cells.put(
        column,
        (row, out, target) -> {
          if (row.has(position)) {
            out.setDouble(target, row.number(position) / 1e6);
          }
        });
  }

  private void decimal(String column, String from) {
    int position = at(from);
    cells.put(
        column,
        (row, out, target) -> {
          if (row.has(position)) {
            byte[] text = Long.toString(row.number(position)).getBytes(US_ASCII);
            out.setBytes(target, text, 0, text.length);
          }
        });
  }

  private void first(String column, String one, String other) {
    int position = at(one);
    int instead = at(other);
    cells.put(
        column,
        (row, out, target) -> number(row, row.has(position) ? position : instead, out, target));
  }

  private void day() {
    int position = at("ts");
    cells.put(
        "day",
        (row, out, target) -> {
          if (row.has(position)) {
            out.setLong(target, Math.floorDiv(row.number(position), DAY_MICROS));
          }
        });
  }

  private void constant(String column, String value) {
    byte[] text = value.getBytes(UTF_8);
    cells.put(column, (row, out, target) -> out.setBytes(target, text, 0, text.length));
  }

  private static void text(EveRow row, int from, CellWriter out, int target) {
    if (row.has(from)) {
      out.setBytes(target, row.bytes(from), 0, row.length(from));
    }
  }

  private static void number(EveRow row, int from, CellWriter out, int target) {
    if (row.has(from)) {
      out.setLong(target, row.number(from));
    }
  }

  private static void lower(EveRow row, int from, CellWriter out, int target) {
    if (row.has(from)) {
      byte[] text = EveUrl.lower(row.bytes(from), row.length(from));
      out.setBytes(target, text, 0, text.length);
    }
  }

  /** A text that is not in lower case. */
  private static void raw(EveRow row, int from, CellWriter out, int target) {
    if (row.has(from) && !row.is(from, EveUrl.lower(row.bytes(from), row.length(from)))) {
      text(row, from, out, target);
    }
  }

  private static void protocol(EveRow row, int number, int name, CellWriter out, int target) {
    if (row.has(number) && row.number(number) == 58) {
      byte[] text = IpProtocols.text(58);
      out.setBytes(target, text, 0, text.length);
    } else {
      lower(row, name, out, target);
    }
  }

  private static void version(EveRow row, int address, CellWriter out, int target) {
    if (row.has(address)) {
      boolean isSix = false;
      for (int i = 0; i < row.length(address); i++) {
        isSix |= row.bytes(address)[i] == ':';
      }
      out.setLong(target, isSix ? 6 : 4);
    }
  }

  private static void rcode(EveRow row, int from, CellWriter out, int target) {
    for (int i = 0; i < RCODES.length; i++) {
      if (row.is(from, RCODES[i].getBytes(US_ASCII))) {
        out.setLong(target, i);
      }
    }
  }
}
