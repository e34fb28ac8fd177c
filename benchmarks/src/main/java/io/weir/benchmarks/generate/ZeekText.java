// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

/** The made-up connections as Zeek 7 writes them. */
final class ZeekText {
  private ZeekText() {}

  /** The lines before the records of a log; fields and types have the form {@code name:type}. */
  static String header(String path, String... fields) {
    StringBuilder names = new StringBuilder("#fields");
    StringBuilder types = new StringBuilder("#types");
    for (String field : fields) {
      int colon = field.lastIndexOf(':');
      names.append('\t').append(field, 0, colon);
      types.append('\t').append(field, colon + 1, field.length());
    }
    return "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\t"
        + path
        + "\n#open\t2026-03-01-00-00-00\n"
        + names
        + '\n'
        + types
        + '\n';
  }

  static final String CONN_HEADER =
      header(
          "conn",
          ("ts:time uid:string id.orig_h:addr id.orig_p:port id.resp_h:addr id.resp_p:port"
                  + " proto:enum service:string duration:interval orig_bytes:count"
                  + " resp_bytes:count conn_state:string local_orig:bool local_resp:bool"
                  + " missed_bytes:count history:string orig_pkts:count orig_ip_bytes:count"
                  + " resp_pkts:count resp_ip_bytes:count tunnel_parents:set[string]"
                  + " ip_proto:count")
              .split(" ", -1));

  static final String SSL_HEADER =
      header(
          "ssl",
          ("ts:time uid:string id.orig_h:addr id.orig_p:port id.resp_h:addr id.resp_p:port"
                  + " version:string cipher:string curve:string server_name:string resumed:bool"
                  + " last_alert:string next_protocol:string established:bool ssl_history:string"
                  + " cert_chain_fps:vector[string] client_cert_chain_fps:vector[string]"
                  + " sni_matches_cert:bool")
              .split(" ", -1));

  static final String DNS_HEADER =
      header(
          "dns",
          ("ts:time uid:string id.orig_h:addr id.orig_p:port id.resp_h:addr id.resp_p:port"
                  + " proto:enum trans_id:count rtt:interval query:string qclass:count"
                  + " qclass_name:string qtype:count qtype_name:string rcode:count"
                  + " rcode_name:string AA:bool TC:bool RD:bool RA:bool Z:count"
                  + " answers:vector[string] TTLs:vector[interval] rejected:bool")
              .split(" ", -1));

  static final String HTTP_HEADER =
      header(
          "http",
          ("ts:time uid:string id.orig_h:addr id.orig_p:port id.resp_h:addr id.resp_p:port"
                  + " trans_depth:count method:string host:string uri:string referrer:string"
                  + " version:string user_agent:string origin:string request_body_len:count"
                  + " response_body_len:count status_code:count status_msg:string info_code:count"
                  + " info_msg:string tags:set[enum] username:string password:string"
                  + " proxied:set[string] orig_fuids:vector[string]"
                  + " orig_filenames:vector[string] orig_mime_types:vector[string]"
                  + " resp_fuids:vector[string] resp_filenames:vector[string]"
                  + " resp_mime_types:vector[string]")
              .split(" ", -1));

  static void conn(Text text, Connection c) {
    endpoints(text, c);
    text.put('\t')
        .put(c.service.protocol)
        .put('\t')
        .put(c.service.word.isEmpty() ? "-" : c.service.word);
    text.put('\t');
    if (c.duration == Connection.UNSET) {
      text.put("-");
    } else {
      text.seconds(c.duration);
    }
    number(text.put('\t'), c.clientBytes);
    number(text.put('\t'), c.serverBytes);
    text.put('\t').put(c.state).put(c.isIncoming ? "\tF\tT\t0\t" : "\tT\tF\t0\t");
    text.put(c.history.isEmpty() ? "-" : c.history).put('\t');
    text.number(c.clientPackets)
        .put('\t')
        .number(ipBytes(c.clientPackets, c.clientBytes))
        .put('\t');
    text.number(c.serverPackets).put('\t').number(ipBytes(c.serverPackets, c.serverBytes));
    text.put("\t-\t").number(c.service.number).put('\n');
  }

  private static void endpoints(Text text, Connection c) {
    text.seconds(c.start).put('\t').put(c.uid).put('\t').put(c.client).put('\t');
    text.number(c.clientPort).put('\t').put(c.server).put('\t').number(c.serverPort);
  }

  static void ssl(Text text, Connection c) {
    endpoints(text, c);
    text.put("\tTLSv13\tTLS_AES_128_GCM_SHA256\tx25519\t").put(c.host);
    text.put("\tF\t-\th2\tT\tCsiI\t-\t-\tT\n");
  }

  static void http(Text text, Connection c) {
    endpoints(text, c);
    text.put("\t1\tGET\t").put(c.host).put("\t/assets/").put(c.uid).put(".js\t-\t1.1\t");
    text.put("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\t-\t0\t");
    text.number(c.serverBytes).put("\t200\tOK\t-\t-\t(empty)\t-\t-\t-\t-\t-\t-\tF").put(c.uid);
    text.put("\t-\ttext/javascript\n");
  }

  /** The record of {@link #conn} as Zeek's JSON writer has it: what is unset is left out. */
  static void json(Text text, Connection c) {
    text.put("{\"ts\":").seconds(c.start).put(",\"uid\":\"").put(c.uid);
    text.put("\",\"id.orig_h\":\"").put(c.client).put("\",\"id.orig_p\":").number(c.clientPort);
    text.put(",\"id.resp_h\":\"").put(c.server).put("\",\"id.resp_p\":").number(c.serverPort);
    text.put(",\"proto\":\"").put(c.service.protocol).put('"');
    if (!c.service.word.isEmpty()) {
      text.put(",\"service\":\"").put(c.service.word).put('"');
    }
    if (c.duration != Connection.UNSET) {
      text.put(",\"duration\":").seconds(c.duration).put(",\"orig_bytes\":").number(c.clientBytes);
      text.put(",\"resp_bytes\":").number(c.serverBytes);
    }
    text.put(",\"conn_state\":\"").put(c.state);
    text.put(
        c.isIncoming
            ? "\",\"local_orig\":false,\"local_resp\":true"
            : "\",\"local_orig\":true,\"local_resp\":false");
    text.put(",\"missed_bytes\":0");
    if (!c.history.isEmpty()) {
      text.put(",\"history\":\"").put(c.history).put('"');
    }
    text.put(",\"orig_pkts\":").number(c.clientPackets);
    text.put(",\"orig_ip_bytes\":").number(ipBytes(c.clientPackets, c.clientBytes));
    text.put(",\"resp_pkts\":").number(c.serverPackets);
    text.put(",\"resp_ip_bytes\":").number(ipBytes(c.serverPackets, c.serverBytes));
    text.put(",\"ip_proto\":").number(c.service.number).put("}\n");
  }

  private static void number(Text text, long value) {
    if (value == Connection.UNSET) {
      text.put('-');
    } else {
      text.number(value);
    }
  }

  private static long ipBytes(long packets, long payload) {
    return packets * 40 + Math.max(0, payload);
  }
}
