// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import static io.weir.formats.lines.Cells.number;
import static io.weir.formats.lines.Cells.text;

import io.weir.formats.lines.Cells;
import io.weir.formats.lines.Cells.Cell;
import io.weir.model.CellWriter;
import io.weir.model.ListText;
import io.weir.model.TableScan;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rows of the table {@code dns}. */
final class DnsCells {
  private static final long DAY_MICROS = 86_400_000_000L;

  private final Cells<DnsTransaction> cells;

  DnsCells(TableScan scan, String path) {
    cells =
        new Cells<>(
            scan,
            Map.ofEntries(
                Map.entry("c_ip", (r, out, c) -> text(out, c, r.ends[0])),
                Map.entry("c_port", (r, out, c) -> number(out, c, r.clientPort)),
                Map.entry("s_ip", (r, out, c) -> text(out, c, r.ends[1])),
                Map.entry("s_port", (r, out, c) -> number(out, c, r.serverPort)),
                Map.entry("trans_id", (r, out, c) -> text(out, c, r.id)),
                Map.entry("query", (r, out, c) -> text(out, c, name(r.query))),
                Map.entry("query_raw", DnsCells::raw),
                Map.entry("req_class", (r, out, c) -> text(out, c, r.queryClass)),
                Map.entry("req_type", (r, out, c) -> text(out, c, r.type)),
                Map.entry("req_time", (r, out, c) -> out.setDouble(c, r.start() / 1e6)),
                Map.entry("resp_time", (r, out, c) -> out.setDouble(c, r.end() / 1e6)),
                Map.entry("resp_code", (r, out, c) -> text(out, c, r.code)),
                Map.entry("flags_req", (r, out, c) -> number(out, c, r.flagsAsked)),
                Map.entry("flags_resp", (r, out, c) -> number(out, c, r.flagsAnswered)),
                Map.entry("answers", (r, out, c) -> list(out, c, r, r.answers)),
                Map.entry("answer_types", (r, out, c) -> list(out, c, r, r.types)),
                Map.entry("answer_ttls", (r, out, c) -> list(out, c, r, r.ttls)),
                Map.entry("proto", (r, out, c) -> text(out, c, "udp")),
                Map.entry("rtt", DnsCells::roundTrip),
                Map.entry("aa", flag(32)),
                Map.entry("tc", flag(16)),
                Map.entry("rd", flag(8)),
                Map.entry("ra", flag(4)),
                Map.entry("ad", flag(2)),
                Map.entry("cd", flag(1)),
                Map.entry("qdcount", (r, out, c) -> number(out, c, r.questionCount)),
                Map.entry("ancount", (r, out, c) -> number(out, c, r.answerCount)),
                Map.entry("nscount", (r, out, c) -> number(out, c, r.authorityCount)),
                Map.entry("arcount", (r, out, c) -> number(out, c, r.additionalCount)),
                Map.entry("msg_size_req", (r, out, c) -> number(out, c, r.sizeAsked)),
                Map.entry("msg_size_resp", (r, out, c) -> number(out, c, r.sizeAnswered)),
                Map.entry("unanswered", (r, out, c) -> out.setBoolean(c, !r.isAnswered)),
                Map.entry("ts", (r, out, c) -> out.setLong(c, r.start())),
                Map.entry("ts_end", (r, out, c) -> out.setLong(c, r.end())),
                Map.entry(
                    "day", (r, out, c) -> out.setLong(c, Math.floorDiv(r.start(), DAY_MICROS))),
                Map.entry("source", (r, out, c) -> text(out, c, "tstat")),
                Map.entry("src_file", (r, out, c) -> text(out, c, path)),
                Map.entry("src_line", DnsCells::line)));
  }

  void write(DnsTransaction row, CellWriter out) {
    cells.write(row, out);
  }

  private static @Nullable String name(@Nullable String query) {
    if (query == null) {
      return null;
    }
    String lower = query.toLowerCase(Locale.ROOT);
    return lower.length() > 1 && lower.endsWith(".")
        ? lower.substring(0, lower.length() - 1)
        : lower;
  }

  private static void raw(DnsTransaction row, CellWriter out, int column) {
    String query = row.query;
    if (query != null && !query.equals(query.toLowerCase(Locale.ROOT))) {
      text(out, column, query.endsWith(".") ? query.substring(0, query.length() - 1) : query);
    }
  }

  private static void roundTrip(DnsTransaction row, CellWriter out, int column) {
    if (row.isAsked && row.isAnswered) {
      out.setDouble(column, (row.answered - row.asked) / 1e6);
    }
  }

  private static Cell<DnsTransaction> flag(int bit) {
    return (row, out, column) -> {
      Long flags = row.flags();
      if (flags != null) {
        out.setBoolean(column, (flags & bit) != 0);
      }
    };
  }

  private static void list(
      CellWriter out, int column, DnsTransaction row, List<@Nullable String> elements) {
    if (row.isAnswered) {
      byte[] bytes = ListText.encode(elements);
      out.setBytes(column, bytes, 0, bytes.length);
    }
  }

  private static void line(DnsTransaction row, CellWriter out, int column) {
    if (row.line > 0) {
      out.setLong(column, row.line);
    }
  }
}
