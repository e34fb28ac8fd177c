// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The columns of Squid's native tables, and the codes they come from. */
final class SquidColumns {
  static final String START = "ts";
  static final String END = "ts_end";
  static final String ELAPSED = "elapsed_ms";
  static final String SERVER = "s_ip";
  static final String PEER = "peer";
  static final String HIERARCHY = "hierarchy";
  static final String METHOD = "method";
  static final String URL = "url";
  static final String VERSION = "http_version";
  static final String SCHEME = "scheme";
  static final String HOST = "host";
  static final String PORT = "port";
  static final String PATH = "path";
  static final String FILE = "src_file";
  static final String LINE = "src_line";

  static final TableSchema ACCESS =
      new TableSchema(
          "squid_access",
          "One row a transaction in Squid's access log.",
          List.of(
              new Column(START, ColumnType.TIMESTAMP, "UTC", "start: the log's time less elapsed"),
              new Column(END, ColumnType.TIMESTAMP, "UTC", "end: when the line was logged"),
              new Column(ELAPSED, ColumnType.BIGINT, "ms", "time the proxy was busy"),
              text("c_ip", "client's address"),
              text("c_name", "client's name"),
              number("c_port", "", "client's port"),
              text("proxy_ip", "address of the proxy that the client came to"),
              number("proxy_port", "", "port of the proxy that the client came to"),
              text("result", "what the proxy did, such as TCP_MISS"),
              number("status", "", "status sent to the client; 0 for none"),
              number("peer_status", "", "status received from the next hop"),
              number("reply_bytes", "bytes", "sent to the client, with headers"),
              number("reply_header_bytes", "bytes", "headers sent to the client"),
              number("request_bytes", "bytes", "received from the client, with headers"),
              number("request_header_bytes", "bytes", "headers received from the client"),
              text(METHOD, "request method"),
              text(URL, "URL as logged"),
              text(SCHEME, "scheme of the URL, lower-case"),
              text(HOST, "host of the URL, lower-case"),
              number(PORT, "", "port of the URL, or the scheme's usual one"),
              text(PATH, "path and query of the URL"),
              text(VERSION, "HTTP version of the request"),
              text("user", "user who authenticated"),
              text("ident", "user by ident"),
              text(HIERARCHY, "how the next hop was chosen, such as HIER_DIRECT"),
              text(PEER, "next hop, be it a peer or the origin"),
              text(SERVER, "origin's address, where the next hop was the origin"),
              number("peer_port", "", "port of the next hop"),
              text("content_type", "media type of the reply"),
              text("referrer", "Referer header"),
              text("user_agent", "User-Agent header"),
              text("cookie", "Cookie header"),
              text("origin", "Origin header"),
              text("server", "Server header"),
              text("location", "Location header"),
              text("set_cookie", "Set-Cookie header"),
              text("content_range", "Content-Range header"),
              text("tls_sni", "server name in the client's TLS hello"),
              text("tls_version", "TLS version spoken with the client"),
              text("error", "code of the error page"),
              text(FILE, "file the record came from"),
              number(LINE, "", "line number in the file, from 1")));

  static final TableSchema REFERRER =
      some("squid_referrer", "referer log", "c_ip", "referrer", URL);

  static final TableSchema USER_AGENT =
      some("squid_useragent", "user agent log", "c_ip", "user_agent");

  /** Of codes that are one column as they are. */
  private static final Map<String, String> BY_CODE =
      Map.ofEntries(
          Map.entry("tr", ELAPSED),
          Map.entry(">a", "c_ip"),
          Map.entry(">A", "c_name"),
          Map.entry(">p", "c_port"),
          Map.entry(">la", "proxy_ip"),
          Map.entry("la", "proxy_ip"),
          Map.entry(">lp", "proxy_port"),
          Map.entry("lp", "proxy_port"),
          Map.entry("Ss", "result"),
          Map.entry(">Hs", "status"),
          Map.entry("<Hs", "peer_status"),
          Map.entry("<st", "reply_bytes"),
          Map.entry("<sh", "reply_header_bytes"),
          Map.entry(">st", "request_bytes"),
          Map.entry(">sh", "request_header_bytes"),
          Map.entry("rm", METHOD),
          Map.entry(">rm", METHOD),
          Map.entry("ru", URL),
          Map.entry(">ru", URL),
          Map.entry(">rs", SCHEME),
          Map.entry(">rd", HOST),
          Map.entry(">rP", PORT),
          Map.entry("rp", PATH),
          Map.entry(">rp", PATH),
          Map.entry("rv", VERSION),
          Map.entry(">rv", VERSION),
          Map.entry("un", "user"),
          Map.entry("ul", "user"),
          Map.entry("ui", "ident"),
          Map.entry("Sh", HIERARCHY),
          Map.entry("<a", PEER),
          Map.entry("<A", PEER),
          Map.entry("<p", "peer_port"),
          Map.entry("mt", "content_type"),
          Map.entry("ssl::>sni", "tls_sni"),
          Map.entry("ssl::>negotiated_version", "tls_version"),
          Map.entry("err_code", "error"),
          Map.entry("{referer}>h", "referrer"),
          Map.entry("{user-agent}>h", "user_agent"),
          Map.entry("{cookie}>h", "cookie"),
          Map.entry("{origin}>h", "origin"),
          Map.entry("{server}<h", "server"),
          Map.entry("{location}<h", "location"),
          Map.entry("{set-cookie}<h", "set_cookie"),
          Map.entry("{content-range}<h", "content_range"),
          Map.entry("{content-type}<h", "content_type"));

  private SquidColumns() {}

  private static Column text(String name, String meaning) {
    return new Column(name, ColumnType.STRING, "", meaning);
  }

  private static Column number(String name, String unit, String meaning) {
    return new Column(name, ColumnType.BIGINT, unit, meaning);
  }

  private static TableSchema some(String name, String log, String... columns) {
    List<String> kept = new java.util.ArrayList<>(List.of(START));
    kept.addAll(List.of(columns));
    kept.addAll(List.of(FILE, LINE));
    return new TableSchema(
        name,
        "One row a record of Squid's " + log + ".",
        ACCESS.columns().stream().filter(column -> kept.contains(column.name())).toList());
  }

  /** The column that holds a code's value; header names count without case. */
  static Optional<String> column(String code) {
    String key = code.startsWith("{") ? code.toLowerCase(Locale.ROOT) : code;
    return Optional.ofNullable(BY_CODE.get(key));
  }

  static ColumnType type(String column) {
    return ACCESS.columns().get(ACCESS.indexOf(column).orElseThrow()).type();
  }
}
