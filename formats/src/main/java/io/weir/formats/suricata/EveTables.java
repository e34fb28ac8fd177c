// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static io.weir.model.ColumnType.BIGINT_LIST;
import static io.weir.model.ColumnType.STRING;
import static io.weir.model.ColumnType.STRING_LIST;

import io.weir.formats.lines.Resources;
import io.weir.formats.suricata.Source.Kind;
import io.weir.model.ComposedTable;
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import java.util.List;
import java.util.Map;

/** The tables of Suricata's events. */
final class EveTables {
  static final String OWN_PART = "event";

  static final EveTable FLOW =
      EveTable.named("eve_flow", "One row a flow that ended (event flow).")
          .begin("start of the flow", new Source("flow.start", Kind.START))
          .time("ts_end", "flow.end", "end of the flow")
          .time("logged", "timestamp", "when the event was logged")
          .common()
          .number("pkts_toserver", "flow.pkts_toserver", "packets", "packets to the server")
          .number("pkts_toclient", "flow.pkts_toclient", "packets", "packets to the client")
          .number("bytes_toserver", "flow.bytes_toserver", "bytes", "bytes of frames to the server")
          .number("bytes_toclient", "flow.bytes_toclient", "bytes", "bytes of frames to the client")
          .number("age", "flow.age", "s", "end minus start")
          .text("state", "flow.state", "new, established, closed or bypassed")
          .text("reason", "flow.reason", "why it ended: timeout, forced or shutdown")
          .bool("alerted", "flow.alerted", "there was an alert")
          .number("icmp_type", "icmp_type", "", "ICMP type")
          .number("icmp_code", "icmp_code", "", "ICMP code")
          .number("response_icmp_type", "response_icmp_type", "", "ICMP type of the response")
          .number("response_icmp_code", "response_icmp_code", "", "ICMP code of the response")
          .hex("tcp_flags", "tcp.tcp_flags", "OR of the TCP flags of both directions")
          .hex("tcp_flags_ts", "tcp.tcp_flags_ts", "OR of the TCP flags to the server")
          .hex("tcp_flags_tc", "tcp.tcp_flags_tc", "OR of the TCP flags to the client")
          .text("tcp_state", "tcp.state", "state of the TCP session")
          .number("parent_id", "parent_id", "", "flow_id of the tunnel or of the parent flow")
          .end();

  static final EveTable DNS =
      EveTable.named("eve_dns", "One row a DNS message as logged (event dns).")
          .begin("when the event was logged")
          .common()
          .text("type", "dns.type", "query or request, answer or response")
          .number("version", "dns.version", "", "version of Suricata's log of DNS")
          .number("id", "dns.id", "", "identifier of the message")
          .number("dns_tx_id", "dns.tx_id", "", "number of the transaction in its flow, from 0")
          .hex("flags", "dns.flags", "flags of the header, as a number")
          .flag("aa", "dns.aa", 0x400, "authoritative answer")
          .flag("tc", "dns.tc", 0x200, "truncated")
          .flag("rd", "dns.rd", 0x100, "recursion desired")
          .flag("ra", "dns.ra", 0x80, "recursion available")
          .flag("ad", "dns.ad", 0x20, "authentic data")
          .flag("cd", "dns.cd", 0x10, "checking disabled")
          .number("opcode", "dns.opcode", "", "operation as a number")
          .text("rcode", "dns.rcode", "response code")
          .with(
              "rrname",
              STRING,
              "",
              "name asked for; of version 1's answers the record's",
              new Source("dns.rrname", Kind.TEXT),
              new Source("dns.queries", Kind.ASKED_NAME))
          .with(
              "rrtype",
              STRING,
              "",
              "type asked for; of version 1's answers the record's",
              new Source("dns.rrtype", Kind.TEXT),
              new Source("dns.queries", Kind.ASKED_TYPE))
          .with(
              "answers",
              STRING_LIST,
              "",
              "data of each answer record, as text",
              new Source("dns.answers", Kind.DATA),
              new Source("dns.grouped", Kind.DATA),
              new Source("dns.rdata", Kind.ONE))
          .with(
              "answer_types",
              STRING_LIST,
              "",
              "type of each answer record",
              new Source("dns.answers", Kind.TYPES),
              new Source("dns.grouped", Kind.TYPES))
          .with(
              "answer_ttls",
              BIGINT_LIST,
              "s",
              "time to live of each answer record",
              new Source("dns.answers", Kind.LIVES),
              new Source("dns.ttl", Kind.ONE))
          .with(
              "authorities",
              STRING_LIST,
              "",
              "data of each authority record",
              new Source("dns.authorities", Kind.DATA))
          .end();

  static final EveTable HTTP =
      EveTable.named("eve_http", "One row an HTTP transaction (event http).")
          .begin("when the event was logged")
          .common()
          .text("hostname", "http.hostname", "host asked for")
          .number("http_port", "http.http_port", "", "port in the Host header")
          .text("url", "http.url", "target of the request")
          .text("http_method", "http.http_method", "request method")
          .text("protocol", "http.protocol", "HTTP version as written")
          .text("version", "http.version", "2 for HTTP/2")
          .number("status", "http.status", "", "response status")
          .number("length", "http.length", "bytes", "body of the response")
          .text("http_user_agent", "http.http_user_agent", "User-Agent header")
          .text("http_refer", "http.http_refer", "Referer header")
          .text("http_content_type", "http.http_content_type", "media type of the response")
          .text("redirect", "http.redirect", "Location header")
          .text("content_range", "http.content_range.raw", "Content-Range header")
          .text("xff", "http.xff", "address in the X-Forwarded-For header")
          .text("cookie", "http.cookie", "Cookie header, where Suricata is told to log it")
          .text("set_cookie", "http.set_cookie", "Set-Cookie header, where it is logged")
          .text("server", "http.server", "Server header, where it is logged")
          .text("origin", "http.origin", "Origin header, where it is logged")
          .end();

  static final EveTable TLS =
      EveTable.named("eve_tls", "One row a TLS handshake (event tls).")
          .begin("when the event was logged")
          .common()
          .text("sni", "tls.sni", "server name in the hello")
          .text("version", "tls.version", "TLS version")
          .text("subject", "tls.subject", "subject of the server's certificate")
          .text("issuerdn", "tls.issuerdn", "issuer of the server's certificate")
          .text("serial", "tls.serial", "serial number of the server's certificate")
          .text("fingerprint", "tls.fingerprint", "SHA-1 of the server's certificate")
          .words("subjectaltname", "tls.subjectaltname", "names in the server's certificate")
          .time("notbefore", "tls.notbefore", "the certificate is valid from")
          .time("notafter", "tls.notafter", "the certificate is valid until")
          .bool("session_resumed", "tls.session_resumed", "the session was resumed")
          .text("from_proto", "tls.from_proto", "protocol that began with plain text")
          .words("client_alpns", "tls.client_alpns", "application protocols offered")
          .words("server_alpns", "tls.server_alpns", "application protocol chosen")
          .text("ja3_hash", "tls.ja3.hash", "JA3 of the client")
          .text("ja3s_hash", "tls.ja3s.hash", "JA3S of the server")
          .text("ja4", "tls.ja4", "JA4 of the client")
          .end();

  static final EveTable QUIC =
      EveTable.named("eve_quic", "One row a QUIC handshake (event quic).")
          .begin("when the event was logged")
          .common()
          .text("sni", "quic.sni", "server name in the hello")
          .text("version", "quic.version", "QUIC version")
          .text("ua", "quic.ua", "user agent")
          .text("ja3_hash", "quic.ja3.hash", "JA3 of the client")
          .text("ja4", "quic.ja4", "JA4 of the client")
          .end();

  static final EveTable ALERT =
      EveTable.named("eve_alert", "One row an alert (event alert).")
          .begin("when the event was logged")
          .common()
          .text("action", "alert.action", "allowed or blocked")
          .number("gid", "alert.gid", "", "group of the signature")
          .number("signature_id", "alert.signature_id", "", "number of the signature")
          .number("rev", "alert.rev", "", "revision of the signature")
          .text("signature", "alert.signature", "text of the signature")
          .text("category", "alert.category", "class of the signature")
          .number("severity", "alert.severity", "", "1 is the gravest")
          .text("payload_printable", "payload_printable", "payload, where it is logged")
          .end();

  static final EveTable NETFLOW =
      EveTable.named("eve_netflow", "One row a direction of a flow that ended (event netflow).")
          .begin("start of the flow", new Source("netflow.start", Kind.START))
          .time("ts_end", "netflow.end", "end of the flow")
          .time("logged", "timestamp", "when the event was logged")
          .common()
          .number("pkts", "netflow.pkts", "packets", "packets from src_ip to dest_ip")
          .number("bytes", "netflow.bytes", "bytes", "bytes of frames from src_ip to dest_ip")
          .number("age", "netflow.age", "s", "end minus start")
          .number("min_ttl", "netflow.min_ttl", "", "the least time to live")
          .number("max_ttl", "netflow.max_ttl", "", "the greatest time to live")
          .number("icmp_type", "icmp_type", "", "ICMP type")
          .number("icmp_code", "icmp_code", "", "ICMP code")
          .hex("tcp_flags", "tcp.tcp_flags", "OR of the TCP flags of this direction")
          .number("parent_id", "parent_id", "", "flow_id of the tunnel or of the parent flow")
          .end();

  static final EveTable OTHER =
      EveTable.named("eve_other", "One row an event of any other kind.")
          .begin("when the event was logged")
          .common()
          .text("event_type", "event_type", "kind of the event: stats, ssh, anomaly, fileinfo …")
          .with(OWN_PART, STRING, "", "its own part, as JSON")
          .end();

  /** The tables that a record is a row of, the one that the event is first. */
  static final List<EveTable> ALL = List.of(FLOW, DNS, HTTP, TLS, QUIC, ALERT, NETFLOW, OTHER);

  private static final String NAMES_TABLE = "eve_names";
  private static final String OF_NAMES =
      "One row a name that a flow's server was called by: hosts of http, server names of tls and"
          + " quic.";

  /** The rows of names that HTTP's events give; tables of the other events have its columns. */
  static final EveTable HTTP_NAMES = names("http.hostname", "http_host", "", "", "").end();

  static final EveTable TLS_NAMES =
      names("tls.sni", "tls_sni", "tls.version", "tls.server_alpns", "").end();

  static final EveTable QUIC_NAMES = names("quic.sni", "quic_sni", "", "", "quic.version").end();

  /** The tables whose rows events of a kind are; those of kinds not named here are others. */
  static final Map<String, List<EveTable>> BY_EVENT =
      Map.of(
          "flow", List.of(FLOW),
          "dns", List.of(DNS),
          "http", List.of(HTTP, HTTP_NAMES),
          "tls", List.of(TLS, TLS_NAMES),
          "quic", List.of(QUIC, QUIC_NAMES),
          "alert", List.of(ALERT),
          "netflow", List.of(NETFLOW));

  /** All that a file fills. */
  static final List<TableSchema> SCHEMAS =
      List.of(
          FLOW.schema(),
          DNS.schema(),
          HTTP.schema(),
          TLS.schema(),
          QUIC.schema(),
          ALERT.schema(),
          NETFLOW.schema(),
          OTHER.schema(),
          HTTP_NAMES.schema());

  static final List<ComposedTable> COMPOSED =
      List.of(
          new ComposedTable(
              FiveTables.FLOWS, List.of(FLOW.schema(), HTTP_NAMES.schema()), sql("flows.sql")),
          new ComposedTable(
              FiveTables.NAMED_FLOWS,
              List.of(FLOW.schema(), HTTP_NAMES.schema()),
              sql("named_flows.sql")),
          new ComposedTable(FiveTables.DNS, List.of(DNS.schema()), sql("dns.sql")),
          new ComposedTable(FiveTables.DNS, List.of(DNS.schema()), sql("dns_unasked.sql")),
          new ComposedTable(FiveTables.HTTP, List.of(HTTP.schema()), sql("http.sql")));

  private EveTables() {}

  private static EveTable.Builder names(
      String name, String source, String tls, String alpn, String quic) {
    return EveTable.named(NAMES_TABLE, OF_NAMES)
        .begin("when the event was logged")
        .number("flow_id", "flow_id", "", "Suricata's number of the flow")
        .text("name", name, "the name, as written")
        .constant("name_source", "where it is from: http_host, tls_sni or quic_sni", source)
        .text("tls_version", tls, "TLS version")
        .words("alpn", alpn, "application protocol chosen")
        .text("quic_version", quic, "QUIC version");
  }

  private static String sql(String name) {
    String flows = Resources.text(EveTables.class, "flows.sql");
    int from = flows.indexOf("FROM eve_flow");
    return Resources.text(EveTables.class, name)
        .replace("${flows.items}", flows.substring("SELECT".length(), from).strip())
        .replace("${flows.from}", flows.substring(from).strip())
        .strip();
  }

  static boolean isNames(TableSchema schema) {
    return schema.name().equals(NAMES_TABLE);
  }
}
