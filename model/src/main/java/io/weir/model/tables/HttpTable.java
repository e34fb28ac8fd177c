// SPDX-License-Identifier: Apache-2.0
package io.weir.model.tables;

import static io.weir.model.ColumnType.BIGINT;
import static io.weir.model.ColumnType.DOUBLE;
import static io.weir.model.ColumnType.STRING;
import static io.weir.model.ColumnType.STRING_LIST;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import java.util.List;

/** Columns of the table of HTTP transactions. */
final class HttpTable {
  static final TableSchema SCHEMA =
      new TableSchema(
          "http",
          "One row an HTTP transaction.",
          CommonColumns.after(
              List.of(
                  new Column("c_ip", STRING, "", "client"),
                  new Column("c_port", BIGINT, "", "client's port"),
                  new Column("s_ip", STRING, "", "server; NULL when only a proxy's peer is known"),
                  new Column("s_port", BIGINT, "", "server's port"),
                  new Column("method", STRING, "", "request method"),
                  new Column("host", STRING, "", "host asked for, lower-case, without port"),
                  new Column("path", STRING, "", "request target: path and query string"),
                  new Column("referrer", STRING, "", "Referer header"),
                  new Column("user_agent", STRING, "", "User-Agent header"),
                  new Column("req_cookie", STRING, "", "Cookie header"),
                  new Column(
                      "req_time", DOUBLE, "s", "time of the request, seconds since 1970 UTC"),
                  new Column(
                      "resp_time", DOUBLE, "s", "time of the response, seconds since 1970 UTC"),
                  new Column("request_body_len", BIGINT, "bytes", "body of the request"),
                  new Column("response_body_len", BIGINT, "bytes", "body of the response"),
                  new Column("status_code", BIGINT, "", "response status"),
                  new Column("content_type", STRING, "", "media type of the response"),
                  new Column("content_range", STRING, "", "Content-Range header of the response"),
                  new Column("server", STRING, "", "Server header"),
                  new Column("set_cookie", STRING, "", "Set-Cookie header"),
                  new Column("proto_version", STRING, "", "HTTP version"),
                  new Column("uri_scheme", STRING, "", "scheme of the request: http, https, ftp …"),
                  new Column("url", STRING, "", "whole URL"),
                  new Column(
                      "trans_depth", BIGINT, "", "number of the request in its connection, from 1"),
                  new Column("status_msg", STRING, "", "reason phrase"),
                  new Column("info_code", BIGINT, "", "last 1xx status"),
                  new Column("username", STRING, "", "user who authenticated"),
                  new Column("origin", STRING, "", "Origin header"),
                  new Column("proxied", STRING_LIST, "", "headers that tell of proxies"),
                  new Column("tags", STRING_LIST, "", "what the tool noticed"),
                  new Column(
                      "req_mime_types", STRING_LIST, "", "media types of the request's bodies"),
                  new Column(
                      "resp_mime_types", STRING_LIST, "", "media types of the response's bodies"),
                  new Column("req_bytes", BIGINT, "bytes", "request including headers"),
                  new Column("resp_bytes", BIGINT, "bytes", "response including headers"),
                  new Column("cache_result", STRING, "", "what the proxy did, such as TCP_MISS"),
                  new Column(
                      "hierarchy", STRING, "", "how the proxy chose its peer, such as HIER_DIRECT"),
                  new Column("peer", STRING, "", "proxy's peer, where it is not the origin"),
                  new Column("elapsed_ms", DOUBLE, "ms", "time the proxy was busy"),
                  new Column("tls_sni", STRING, "", "server name in the TLS hello"),
                  new Column("location", STRING, "", "Location header"),
                  new Column(
                      "host_raw",
                      STRING,
                      "",
                      "Host header as written, when it differs from host"))));

  private HttpTable() {}
}
