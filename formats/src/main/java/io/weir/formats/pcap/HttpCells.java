// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.ListText;
import io.weir.model.TableScan;
import io.weir.wire.ByteText;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Writes rows of the table {@code http}. */
final class HttpCells {
  /** Writes one cell. */
  private interface Cell {
    void write(HttpCells cells, HttpRow row, CellWriter out, int column);
  }

  private static final Map<String, Cell> CELLS = new HashMap<>();

  static {
    CELLS.put("c_ip", (s, r, out, c) -> s.text.address(out, c, r.client, r.flow.ipVersion));
    CELLS.put("c_port", number(r -> r.client.port));
    CELLS.put("s_ip", (s, r, out, c) -> s.text.address(out, c, r.server, r.flow.ipVersion));
    CELLS.put("s_port", number(r -> r.server.port));
    CELLS.put("method", text(HttpRow.METHOD));
    CELLS.put("host", text(HttpRow.HOST));
    CELLS.put("host_raw", (s, r, out, c) -> rawHost(r, out, c));
    CELLS.put("path", text(HttpRow.PATH));
    CELLS.put("url", text(HttpRow.URL));
    CELLS.put("uri_scheme", text(HttpRow.SCHEME));
    CELLS.put("referrer", text(HttpRow.REFERRER));
    CELLS.put("user_agent", text(HttpRow.USER_AGENT));
    CELLS.put("req_cookie", text(HttpRow.REQUEST_COOKIE));
    CELLS.put("origin", text(HttpRow.ORIGIN));
    CELLS.put("username", text(HttpRow.USERNAME));
    CELLS.put("proto_version", text(HttpRow.VERSION));
    CELLS.put("proxied", text(HttpRow.PROXIED));
    CELLS.put("req_mime_types", (s, r, out, c) -> s.list(r, HttpRow.REQUEST_TYPE, out, c));
    CELLS.put("resp_mime_types", (s, r, out, c) -> s.list(r, HttpRow.CONTENT_TYPE, out, c));
    CELLS.put("status_msg", text(HttpRow.STATUS_MESSAGE));
    CELLS.put("content_type", text(HttpRow.CONTENT_TYPE));
    CELLS.put("content_range", text(HttpRow.CONTENT_RANGE));
    CELLS.put("server", text(HttpRow.SERVER));
    CELLS.put("set_cookie", text(HttpRow.SET_COOKIE));
    CELLS.put("location", text(HttpRow.LOCATION));
    CELLS.put("req_time", (s, r, out, c) -> s.text.seconds(out, c, r.startNanos()));
    CELLS.put("resp_time", (s, r, out, c) -> s.responseTime(r, out, c));
    CELLS.put("tags", (s, r, out, c) -> s.tags(r, out, c));
    CELLS.put("trans_depth", number(r -> r.depth));
    CELLS.put("status_code", number(r -> r.status, r -> r.status > 0));
    CELLS.put("info_code", number(r -> r.informational, r -> r.informational > 0));
    CELLS.put("request_body_len", number(r -> r.requestBody, r -> r.asked));
    CELLS.put("response_body_len", number(r -> r.responseBody, r -> r.answered));
    CELLS.put("req_bytes", number(r -> r.requestBytes, r -> r.asked));
    CELLS.put("resp_bytes", number(r -> r.responseBytes, r -> r.answered));
    CELLS.put("ts", (s, r, out, c) -> s.text.timestamp(out, c, r.startNanos()));
    CELLS.put("ts_end", (s, r, out, c) -> s.text.timestamp(out, c, r.endNanos));
    CELLS.put("day", (s, r, out, c) -> s.text.day(out, c, r.startNanos()));
    CELLS.put("source", (s, r, out, c) -> s.text.bytes(out, c, FlowRows.SOURCE));
    CELLS.put("src_file", (s, r, out, c) -> s.text.bytes(out, c, r.file));
    CELLS.put("src_line", number(r -> r.packetNumber));
    CELLS.put("uid", (s, r, out, c) -> s.text.text(out, c, r.flow.uid()));
    CELLS.put("community_id", (s, r, out, c) -> s.community.write(r.flow, out, c));
  }

  private final Cell[] cells;
  private final CellText text = new CellText();
  private final CommunityCell community = new CommunityCell();
  private final ByteText scratch = new ByteText(64);

  HttpCells(TableScan scan) {
    cells = scan.wanted().stream().map(HttpCells::cell).toArray(Cell[]::new);
  }

  private static Cell cell(Column column) {
    Cell cell = CELLS.get(column.name());
    return cell == null ? (s, r, out, c) -> {} : cell; // columns only other tools can fill
  }

  void write(HttpRow row, CellWriter out) {
    for (int i = 0; i < cells.length; i++) {
      cells[i].write(this, row, out, i);
    }
    out.endRow();
  }

  private static Cell text(int cell) {
    return (s, r, out, c) -> r.text.write(cell, out, c);
  }

  private static Cell number(ToLongFunction<HttpRow> value) {
    return (s, r, out, c) -> out.setLong(c, value.applyAsLong(r));
  }

  private static Cell number(ToLongFunction<HttpRow> value, Predicate<HttpRow> there) {
    return (s, r, out, c) -> {
      if (there.test(r)) {
        out.setLong(c, value.applyAsLong(r));
      }
    };
  }

  private void responseTime(HttpRow row, CellWriter out, int column) {
    if (row.answered) {
      text.seconds(out, column, row.answeredNanos);
    }
  }

  /** A list of one element. */
  private void list(HttpRow row, int cell, CellWriter out, int column) {
    if (row.text.has(cell)) {
      scratch.clear();
      scratch.append(ListText.SEPARATOR);
      scratch.append(row.text.bytes(), row.text.at(cell), row.text.length(cell));
      out.setBytes(column, scratch.bytes(), 0, scratch.length());
    }
  }

  /** The codings of the response's body, and {@code cut} if a message was not seen to its end. */
  private void tags(HttpRow row, CellWriter out, int column) {
    scratch.clear();
    if (row.cut) {
      scratch.append(ListText.SEPARATOR).append("cut");
    }
    if (row.text.has(HttpRow.CODING)) {
      byte[] bytes = row.text.bytes();
      int at = row.text.at(HttpRow.CODING);
      int end = at + row.text.length(HttpRow.CODING);
      boolean first = true;
      for (int i = at; i < end; i++) {
        if (bytes[i] == ',') {
          first = true;
        } else if (bytes[i] > ' ') {
          if (first) {
            scratch.append(ListText.SEPARATOR);
          }
          scratch.append(ByteText.lower(bytes[i]));
          first = false;
        }
      }
    }
    out.setBytes(column, scratch.bytes(), 0, scratch.length());
  }

  private static void rawHost(HttpRow row, CellWriter out, int column) {
    if (!row.text.equal(HttpRow.HOST_RAW, HttpRow.HOST)) {
      row.text.write(HttpRow.HOST_RAW, out, column);
    }
  }
}
