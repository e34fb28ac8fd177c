// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rows of tables as the events that Suricata would write of them, as far as the rows tell. */
final class SuricataEvents {
  /** The fields that events can have. */
  static final Set<String> KEYS =
      Set.of(
          "event_type",
          "src_ip",
          "src_port",
          "dest_ip",
          "dest_port",
          "proto",
          "icmp_type",
          "icmp_code",
          "app_proto",
          "flow.pkts_toserver",
          "flow.pkts_toclient",
          "dns.type",
          "dns.id",
          "dns.opcode",
          "dns.z",
          "dns.rcode",
          "dns.queries[0].rrname",
          "dns.queries[0].rrtype",
          "dns.answers[0].rrtype",
          "dns.answers[0].rdata",
          "dns.answers[0].ttl",
          "dns.answers.__len",
          "http.url",
          "http.status",
          "http.protocol",
          "http.http_method",
          "http.http_user_agent",
          "tls.sni",
          "tls.version",
          "tls.server_alpns[0]",
          "quic.version");

  private SuricataEvents() {}

  /** Events of the tables dns, http and named_flows. */
  static List<Map<String, String>> of(List<List<Map<String, String>>> tables) {
    List<Map<String, String>> events = new ArrayList<>();
    tables.get(0).forEach(row -> dns(row, events));
    tables.get(1).forEach(row -> events.add(http(row)));
    tables.get(2).forEach(row -> flow(row, events));
    return events;
  }

  private static void dns(Map<String, String> row, List<Map<String, String>> events) {
    Map<String, String> event = event("dns", row);
    put(event, "dns.id", row, "trans_id");
    put(event, "dns.opcode", row, "opcode");
    put(event, "dns.queries[0].rrname", row, "query");
    put(event, "dns.queries[0].rrtype", row, "req_type");
    event.put("dns.z", Boolean.toString(!row.getOrDefault("z", "0").equals("0")));
    event.put("dns.type", "request");
    if (row.containsKey("msg_size_req")) {
      events.add(event);
    }
    if (row.containsKey("msg_size_resp")) {
      Map<String, String> answer = new TreeMap<>(event);
      answer.put("dns.type", "response");
      answer.put("src_ip", row.getOrDefault("s_ip", ""));
      answer.put("src_port", row.getOrDefault("s_port", ""));
      answer.put("dest_ip", row.getOrDefault("c_ip", ""));
      answer.put("dest_port", row.getOrDefault("c_port", ""));
      put(answer, "dns.rcode", row, "resp_code");
      answer.put("dns.answers[0].rrtype", first(row, "answer_types"));
      answer.put("dns.answers[0].rdata", first(row, "answers"));
      answer.put("dns.answers[0].ttl", first(row, "answer_ttls"));
      answer.put("dns.answers.__len", row.getOrDefault("ancount", "0"));
      events.add(answer);
    }
  }

  private static String first(Map<String, String> row, String column) {
    String list = row.getOrDefault(column, "[]");
    return list.substring(1, list.length() - 1).split(", ", -1)[0];
  }

  private static Map<String, String> http(Map<String, String> row) {
    Map<String, String> event = event("http", row);
    event.put("proto", "TCP");
    put(event, "http.url", row, "path");
    put(event, "http.status", row, "status_code");
    put(event, "http.http_method", row, "method");
    put(event, "http.http_user_agent", row, "user_agent");
    event.put("http.protocol", "HTTP/" + row.getOrDefault("proto_version", ""));
    return event;
  }

  private static void flow(Map<String, String> row, List<Map<String, String>> events) {
    Map<String, String> event = event("flow", row);
    if (event.getOrDefault("proto", "").startsWith("ICMP")) {
      put(event, "icmp_type", row, "c_port");
      put(event, "icmp_code", row, "s_port");
    }
    put(event, "flow.pkts_toserver", row, "c_pkt");
    put(event, "flow.pkts_toclient", row, "s_pkt");
    String service = row.getOrDefault("service", "");
    event.put("app_proto", service.equals("ssl") ? "tls" : service);
    events.add(event);
    if (service.equals("ssl")) {
      Map<String, String> tls = new TreeMap<>(event);
      tls.put("event_type", "tls");
      put(tls, "tls.sni", row, "tls_sni");
      put(tls, "tls.server_alpns[0]", row, "alpn");
      tls.put("tls.version", version(row.getOrDefault("tls_version", "")));
      events.add(tls);
    } else if (service.equals("quic")) {
      Map<String, String> quic = new TreeMap<>(event);
      quic.put("event_type", "quic");
      put(quic, "quic.version", row, "quic_version");
      events.add(quic);
    }
  }

  /** TLSv12 is "TLS 1.2", TLSv13-draft18 is "TLS 1.3 draft-18". */
  private static String version(String version) {
    return version.replaceAll("^TLSv(\\d)(\\d)", "TLS $1.$2").replaceAll("-draft", " draft-");
  }

  private static Map<String, String> event(String type, Map<String, String> row) {
    Map<String, String> event = new TreeMap<>();
    event.put("event_type", type);
    put(event, "src_ip", row, "c_ip");
    put(event, "src_port", row, "c_port");
    put(event, "dest_ip", row, "s_ip");
    put(event, "dest_port", row, "s_port");
    event.put("proto", row.getOrDefault("proto", "").toUpperCase(Locale.ROOT));
    return event;
  }

  private static void put(
      Map<String, String> event, String field, Map<String, String> row, String column) {
    String value = row.get(column);
    if (value != null) {
      event.put(field, value);
    }
  }
}
