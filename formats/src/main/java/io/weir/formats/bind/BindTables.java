// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.bind;

import io.weir.formats.lines.Resources;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.ComposedTable;
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.List;

/** The tables of named's logs. */
final class BindTables {
  private static final List<Column> COMMON =
      List.of(
          new Column("ts", ColumnType.TIMESTAMP, "UTC", "when it was logged"),
          text("host", "host that wrote the line, from syslog"),
          text("category", "category of the line"),
          text("severity", "severity of the line"));

  private static final List<Column> ASKED =
      List.of(
          text("client_id", "named's own number of the client object"),
          text("c_ip", "client's address"),
          number("c_port", "client's port"),
          text("key", "name of the key that signed the query"),
          text("view", "view that was asked"),
          text("name", "name asked for, as written"),
          text("class", "class asked for"),
          text("type", "type asked for"),
          text("flags", "flags as written, such as +E(0)K"),
          bool("rd", "recursion desired"),
          number("edns_version", "EDNS version"),
          bool("signed", "the query was signed"),
          bool("tcp", "asked over TCP"),
          bool("edns_do", "DNSSEC records wanted"),
          bool("cd", "checking disabled"),
          text("cookie", "V: a valid server cookie; K: a cookie without one"),
          text("s_ip", "address that was asked"),
          number("s_port", "port that was asked"),
          text("ecs", "EDNS client subnet: address/source/scope"));

  private static final List<Column> ANSWERED =
      List.of(
          text("rcode", "response code"),
          number("ancount", "answer records"),
          number("nscount", "authority records"),
          number("arcount", "additional records"));

  private static final List<Column> PROVENANCE =
      List.of(
          text("src_file", "file the record came from"),
          number("src_line", "line number in the file, from 1"));

  static final TableSchema QUERIES =
      table("bind_queries", "One row a query in named's log.", List.of(COMMON, ASKED, PROVENANCE));

  static final TableSchema RESPONSES =
      table(
          "bind_responses",
          "One row a response in named's log.",
          List.of(COMMON, ASKED, ANSWERED, PROVENANCE));

  static final TableSchema OTHERS =
      table(
          "bind_log",
          "One row a line of named's log that is no query and no response.",
          List.of(
              COMMON,
              List.of(
                  text("client_id", "named's own number of the client object"),
                  text("c_ip", "client's address"),
                  number("c_port", "client's port"),
                  text("view", "view that was asked"),
                  text("message", "what is behind the client, or the whole message")),
              PROVENANCE));

  static final List<ComposedTable> COMPOSED =
      List.of(
          new ComposedTable(FiveTables.DNS, List.of(QUERIES, RESPONSES), sql("dns.sql")),
          new ComposedTable(FiveTables.DNS, List.of(RESPONSES, QUERIES), sql("dns_unasked.sql")));

  private BindTables() {}

  private static Column text(String name, String meaning) {
    return new Column(name, ColumnType.STRING, "", meaning);
  }

  private static Column number(String name, String meaning) {
    return new Column(name, ColumnType.BIGINT, "", meaning);
  }

  private static Column bool(String name, String meaning) {
    return new Column(name, ColumnType.BOOLEAN, "", meaning);
  }

  private static TableSchema table(String name, String meaning, List<List<Column>> parts) {
    List<Column> columns = new ArrayList<>();
    parts.forEach(columns::addAll);
    return new TableSchema(name, meaning, columns);
  }

  private static String sql(String name) {
    return Resources.text(BindTables.class, name).strip();
  }
}
