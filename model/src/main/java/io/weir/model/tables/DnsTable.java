// SPDX-License-Identifier: Apache-2.0
package io.weir.model.tables;

import static io.weir.model.ColumnType.BIGINT;
import static io.weir.model.ColumnType.BIGINT_LIST;
import static io.weir.model.ColumnType.BOOLEAN;
import static io.weir.model.ColumnType.DOUBLE;
import static io.weir.model.ColumnType.INTEGER;
import static io.weir.model.ColumnType.STRING;
import static io.weir.model.ColumnType.STRING_LIST;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import java.util.List;

/** Columns of the table of DNS transactions. */
final class DnsTable {
  static final TableSchema SCHEMA =
      new TableSchema(
          "dns",
          "One row a DNS transaction.",
          CommonColumns.after(
              List.of(
                  new Column("c_ip", STRING, "", "client that asked"),
                  new Column("c_port", BIGINT, "", "client's port"),
                  new Column("s_ip", STRING, "", "resolver or server that was asked"),
                  new Column("s_port", BIGINT, "", "server's port"),
                  new Column("trans_id", STRING, "", "DNS message identifier, in decimal"),
                  new Column(
                      "query", STRING, "", "name asked for, lower-case, without trailing dot"),
                  new Column("req_class", STRING, "", "class asked for: IN, CH …"),
                  new Column("req_type", STRING, "", "type asked for: A, AAAA, MX …"),
                  new Column("req_time", DOUBLE, "s", "time of the query, seconds since 1970 UTC"),
                  new Column(
                      "resp_time",
                      DOUBLE,
                      "s",
                      "time of the response, seconds since 1970 UTC; the query's when there is none"),
                  new Column(
                      "resp_code",
                      STRING,
                      "",
                      "response code: NOERROR, NXDOMAIN …; NULL when no response was seen"),
                  new Column(
                      "flags_req",
                      BIGINT,
                      "",
                      "flags of the query: CD 1, AD 2, RA 4, RD 8, TC 16, AA 32"),
                  new Column(
                      "flags_resp",
                      BIGINT,
                      "",
                      "flags of the response: CD 1, AD 2, RA 4, RD 8, TC 16, AA 32"),
                  new Column("answers", STRING_LIST, "", "data of each answer record, as text"),
                  new Column("answer_types", STRING_LIST, "", "type of each answer record"),
                  new Column("answer_ttls", BIGINT_LIST, "s", "time to live of each answer record"),
                  new Column("proto", STRING, "", "udp or tcp"),
                  new Column("rtt", DOUBLE, "s", "response time minus query time"),
                  new Column("rcode", INTEGER, "", "response code as a number"),
                  new Column("qtype_num", INTEGER, "", "type asked for as a number"),
                  new Column("qclass_num", INTEGER, "", "class asked for as a number"),
                  new Column("opcode", INTEGER, "", "operation as a number"),
                  new Column("opcode_name", STRING, "", "operation: QUERY, NOTIFY, UPDATE …"),
                  new Column("aa", BOOLEAN, "", "authoritative answer"),
                  new Column("tc", BOOLEAN, "", "truncated"),
                  new Column("rd", BOOLEAN, "", "recursion desired"),
                  new Column("ra", BOOLEAN, "", "recursion available"),
                  new Column("ad", BOOLEAN, "", "authentic data"),
                  new Column("cd", BOOLEAN, "", "checking disabled"),
                  new Column("z", INTEGER, "", "reserved bits"),
                  new Column("rejected", BOOLEAN, "", "the server refused the query"),
                  new Column("edns_version", INTEGER, "", "EDNS version"),
                  new Column("edns_udp_size", INTEGER, "bytes", "EDNS payload size of the query"),
                  new Column("edns_do", BOOLEAN, "", "DNSSEC records wanted"),
                  new Column("ecs", STRING, "", "EDNS client subnet: address/source/scope"),
                  new Column("cookie", STRING, "", "DNS cookie, in hexadecimal"),
                  new Column("qdcount", INTEGER, "", "questions"),
                  new Column("ancount", INTEGER, "", "answer records"),
                  new Column("nscount", INTEGER, "", "authority records"),
                  new Column("arcount", INTEGER, "", "additional records"),
                  new Column("msg_size_req", BIGINT, "bytes", "size of the query message"),
                  new Column("msg_size_resp", BIGINT, "bytes", "size of the response message"),
                  new Column(
                      "authority", STRING_LIST, "", "authority records in presentation form"),
                  new Column(
                      "additional",
                      STRING_LIST,
                      "",
                      "additional records in presentation form, EDNS left out"),
                  new Column(
                      "query_raw",
                      STRING,
                      "",
                      "name asked for as it was written, when it differs from query"),
                  new Column("unanswered", BOOLEAN, "", "no response was seen"),
                  new Column(
                      "truncated_retry",
                      BOOLEAN,
                      "",
                      "asked again over TCP after a truncated response"))));

  private DnsTable() {}
}
