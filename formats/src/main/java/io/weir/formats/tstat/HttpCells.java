// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import static io.weir.formats.lines.Cells.number;
import static io.weir.formats.lines.Cells.text;

import io.weir.formats.lines.Cells;
import io.weir.formats.lines.Cells.Cell;
import io.weir.formats.lines.HostText;
import io.weir.model.CellWriter;
import io.weir.model.TableScan;
import java.util.Map;

/** Writes rows of the table {@code http}. */
final class HttpCells {
  private static final long DAY_MICROS = 86_400_000_000L;

  private final Cells<HttpTransaction> cells;

  HttpCells(TableScan scan, String path) {
    cells =
        new Cells<>(
            scan,
            Map.ofEntries(
                Map.entry("c_ip", (r, out, c) -> text(out, c, r.clientIp)),
                Map.entry("c_port", (r, out, c) -> number(out, c, r.clientPort)),
                Map.entry("s_ip", (r, out, c) -> text(out, c, r.serverIp)),
                Map.entry("s_port", (r, out, c) -> number(out, c, r.serverPort)),
                Map.entry("method", value("method")),
                Map.entry("host", (r, out, c) -> text(out, c, HostText.host(r.value("hostname")))),
                Map.entry("host_raw", HttpCells::rawHost),
                Map.entry("path", value("path")),
                Map.entry("referrer", value("referer")),
                Map.entry("user_agent", value("user_agent")),
                Map.entry("req_cookie", value("cookie")),
                Map.entry("req_time", (r, out, c) -> out.setDouble(c, r.start() / 1e6)),
                Map.entry("resp_time", (r, out, c) -> out.setDouble(c, r.end() / 1e6)),
                Map.entry("response_body_len", integer("content_len")),
                Map.entry("status_code", integer("code")),
                Map.entry("content_type", value("content_type")),
                Map.entry("content_range", value("content_range")),
                Map.entry("server", value("server")),
                Map.entry("set_cookie", value("set_cookie")),
                Map.entry("uri_scheme", (r, out, c) -> text(out, c, "http")),
                Map.entry("url", HttpCells::url),
                Map.entry("trans_depth", HttpCells::depth),
                Map.entry("location", value("location")),
                Map.entry("ts", (r, out, c) -> out.setLong(c, r.start())),
                Map.entry("ts_end", (r, out, c) -> out.setLong(c, r.end())),
                Map.entry(
                    "day", (r, out, c) -> out.setLong(c, Math.floorDiv(r.start(), DAY_MICROS))),
                Map.entry("source", (r, out, c) -> text(out, c, "tstat")),
                Map.entry("src_file", (r, out, c) -> text(out, c, path)),
                Map.entry("src_line", HttpCells::line)));
  }

  void write(HttpTransaction row, CellWriter out) {
    cells.write(row, out);
  }

  private static Cell<HttpTransaction> value(String name) {
    return (row, out, column) -> text(out, column, row.value(name));
  }

  private static Cell<HttpTransaction> integer(String name) {
    return (row, out, column) -> {
      String value = row.value(name);
      if (value != null && value.matches("[0-9]{1,18}")) {
        out.setLong(column, Long.parseLong(value));
      }
    };
  }

  private static void rawHost(HttpTransaction row, CellWriter out, int column) {
    String written = row.value("hostname");
    if (written != null && !written.equals(HostText.host(written))) {
      text(out, column, written);
    }
  }

  private static void url(HttpTransaction row, CellWriter out, int column) {
    String host = row.value("hostname");
    String path = row.value("path");
    if (host != null && path != null && path.startsWith("/")) {
      text(out, column, "http://" + host + path);
    }
  }

  private static void depth(HttpTransaction row, CellWriter out, int column) {
    if (row.isAsked) {
      out.setLong(column, row.depth);
    }
  }

  private static void line(HttpTransaction row, CellWriter out, int column) {
    if (row.line > 0) {
      out.setLong(column, row.line);
    }
  }
}
