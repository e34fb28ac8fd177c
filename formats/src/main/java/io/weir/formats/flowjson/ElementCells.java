// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static io.weir.formats.lines.Cells.number;
import static io.weir.formats.lines.Cells.text;

import io.weir.formats.lines.Cells;
import io.weir.formats.lines.Cells.Cell;
import io.weir.formats.lines.HostText;
import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.ListText;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.wire.dns.DnsCodes;
import io.weir.wire.dns.DnsType;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rows of {@code dns} and {@code http} from records of flows. */
final class ElementCells {
  private final Map<String, Cell<ElementRow>> all = new HashMap<>();
  private final Cells<ElementRow> cells;
  private final boolean isDns;

  ElementCells(TableScan scan, KeptFlow flow) {
    isDns = scan.table().name().equals(FiveTables.DNS.name());
    for (Column column : scan.wanted()) {
      int kept = flow.at(column.name());
      if (kept >= 0) {
        all.put(column.name(), (row, out, c) -> row.flow().copy(kept, out, c));
      }
    }
    all.put("req_time", (row, out, c) -> seconds(row.flow().start(), out, c));
    if (isDns) {
      ends(flow);
      question();
      response();
    } else {
      http();
    }
    cells = new Cells<>(scan, all);
  }

  /** Whether the record is a row of the table. */
  boolean isRow(ElementRow row) {
    return isDns ? row.isOfDns() : row.isOfHttp();
  }

  void write(ElementRow row, CellWriter out) {
    cells.write(row, out);
  }

  /** The source of a response is the server. */
  private void ends(KeptFlow flow) {
    String[] sides = {"c_ip", "s_ip", "c_port", "s_port"};
    String[] others = {"s_ip", "c_ip", "s_port", "c_port"};
    for (int i = 0; i < sides.length; i++) {
      int side = flow.at(sides[i]);
      int other = flow.at(others[i]);
      all.put(sides[i], (row, out, c) -> row.flow().copy(row.isTurned() ? other : side, out, c));
    }
  }

  private void question() {
    all.put("trans_id", (row, out, c) -> decimal(row.number(Element.DNS_ID), out, c));
    all.put("query", (row, out, c) -> text(out, c, lower(name(row))));
    all.put(
        "query_raw",
        (row, out, c) -> {
          String name = name(row);
          text(out, c, name == null || name.equals(lower(name)) ? null : name);
        });
    count("qtype_num", Element.DNS_TYPE);
    count("qclass_num", Element.DNS_CLASS);
    all.put(
        "req_type",
        (row, out, c) -> {
          Long type = row.some(Element.DNS_TYPE);
          text(out, c, type == null ? null : DnsType.name(type.intValue()));
        });
    all.put(
        "req_class",
        (row, out, c) -> {
          Long number = row.some(Element.DNS_CLASS);
          text(out, c, number == null ? null : DnsCodes.className(number.intValue()));
        });
    count("qdcount", Element.DNS_QUESTIONS);
    count("ancount", Element.DNS_ANSWERS);
    count("nscount", Element.DNS_AUTHORITY);
    count("arcount", Element.DNS_ADDITIONAL);
    all.put("edns_udp_size", (row, out, c) -> number(out, c, row.some(Element.DNS_PAYLOAD)));
  }

  private void response() {
    all.put(
        "resp_time",
        (row, out, c) -> seconds(row.isTurned() ? row.flow().start() : row.flow().end(), out, c));
    all.put(
        "resp_code",
        (row, out, c) -> {
          Long code = row.code();
          text(out, c, code == null ? null : DnsCodes.rcodeName(code.intValue()));
        });
    all.put("rcode", (row, out, c) -> number(out, c, row.code()));
    all.put(
        "rejected",
        (row, out, c) -> {
          Long code = row.code();
          if (code != null) {
            out.setBoolean(c, code == 5);
          }
        });
    all.put("unanswered", (row, out, c) -> out.setBoolean(c, !row.isAnswered()));
    String[] flags = {"cd", "ad", "ra", "rd", "tc", "aa"};
    int[] bits = {0x10, 0x20, 0x80, 0x100, 0x200, 0x400};
    for (int i = 0; i < flags.length; i++) {
      int bit = bits[i];
      all.put(
          flags[i],
          (row, out, c) -> {
            Long told = row.number(Element.DNS_FLAGS);
            if (told != null) {
              out.setBoolean(c, (told & bit) != 0);
            }
          });
    }
    all.put(
        "flags_resp",
        (row, out, c) -> {
          Long told = row.isAnswered() ? row.number(Element.DNS_FLAGS) : null;
          if (told != null) {
            long sum = 0;
            for (int i = 0; i < bits.length; i++) {
              sum |= (told & bits[i]) != 0 ? 1 << i : 0;
            }
            out.setLong(c, sum);
          }
        });
    all.put("answers", (row, out, c) -> list(row, RecordData.text(row), out, c));
    all.put(
        "answer_types",
        (row, out, c) -> {
          Long type = row.some(Element.DNS_DATA_TYPE);
          list(row, type == null ? null : DnsType.name(type.intValue()), out, c);
        });
    all.put(
        "answer_ttls",
        (row, out, c) -> {
          Long lives = row.number(Element.DNS_DATA_TTL);
          list(row, lives == null ? null : Long.toString(lives), out, c);
        });
  }

  private void http() {
    all.put(
        "resp_time",
        (row, out, c) ->
            seconds(row.some(Element.HTTP_STATUS) == null ? null : row.flow().end(), out, c));
    element("method", Element.HTTP_METHOD);
    all.put("host", (row, out, c) -> text(out, c, HostText.host(row.text(Element.HTTP_HOST))));
    all.put(
        "host_raw",
        (row, out, c) -> {
          String host = row.text(Element.HTTP_HOST);
          text(out, c, host == null || host.equals(HostText.host(host)) ? null : host);
        });
    element("path", Element.HTTP_TARGET);
    element("referrer", Element.HTTP_REFERRER);
    element("user_agent", Element.HTTP_AGENT);
    element("content_type", Element.HTTP_CONTENT_TYPE);
    element("proto_version", Element.HTTP_VERSION);
    element("status_msg", Element.HTTP_REASON);
    all.put("status_code", (row, out, c) -> number(out, c, row.some(Element.HTTP_STATUS)));
  }

  private void element(String column, Element element) {
    all.put(column, (row, out, c) -> text(out, c, row.text(element)));
  }

  private void count(String column, Element element) {
    all.put(column, (row, out, c) -> number(out, c, row.number(element)));
  }

  private static void seconds(@Nullable Long micros, CellWriter out, int column) {
    if (micros != null) {
      out.setDouble(column, micros / 1e6);
    }
  }

  private static void decimal(@Nullable Long value, CellWriter out, int column) {
    text(out, column, value == null ? null : Long.toString(value));
  }

  /** A list of the one record that is told, or of none; NULL without a response. */
  private static void list(ElementRow row, @Nullable String of, CellWriter out, int column) {
    if (row.isAnswered()) {
      boolean isTold = row.text(Element.DNS_DATA) != null;
      byte[] list = ListText.encode(isTold ? Collections.singletonList(of) : List.of());
      out.setBytes(column, list, 0, list.length);
    }
  }

  private static @Nullable String name(ElementRow row) {
    String name = row.text(Element.DNS_NAME);
    return name != null && name.length() > 1 && name.endsWith(".")
        ? name.substring(0, name.length() - 1)
        : name;
  }

  private static @Nullable String lower(@Nullable String name) {
    return name == null ? null : name.toLowerCase(Locale.ROOT);
  }
}
