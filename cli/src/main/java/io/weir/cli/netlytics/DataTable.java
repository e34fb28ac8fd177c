// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.model.tables.FiveTables;
import java.util.List;
import java.util.Locale;

/** A table of NetLytics: some of the columns of one of Weir's, in NetLytics' order. */
enum DataTable {
  DNS(
      "DNS",
      "answer_ttls answer_types answers c_ip c_port flags_req flags_resp query req_class req_time"
          + " req_type resp_code resp_time s_ip s_port trans_id"),
  HTTP(
      "HTTP",
      "c_ip c_port content_range content_type host method path referrer req_cookie req_time"
          + " request_body_len resp_time response_body_len s_ip s_port server set_cookie status_code"
          + " user_agent"),
  NAMED_FLOWS(
      "NamedFlows", "c_bytes c_ip c_pkt c_port name s_bytes s_ip s_pkt s_port time_end time_start");

  private final String title;
  private final String columns;

  DataTable(String title, String columns) {
    this.title = title;
    this.columns = columns;
  }

  /** NetLytics' name of it. */
  String title() {
    return title;
  }

  /** The name of Weir's table. */
  String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> columns() {
    return List.of(columns.split(" ", -1));
  }

  boolean has(String column) {
    return columns().contains(column.toLowerCase(Locale.ROOT));
  }

  /** A common table expression, {@code netlytics}, of NetLytics' columns alone. */
  String expression() {
    return "%s AS (SELECT %s FROM %s)"
        .formatted(FiveTables.NETLYTICS, String.join(", ", columns()), table());
  }
}
