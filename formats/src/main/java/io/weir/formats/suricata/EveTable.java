// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static io.weir.model.ColumnType.BIGINT;
import static io.weir.model.ColumnType.BOOLEAN;
import static io.weir.model.ColumnType.INTEGER;
import static io.weir.model.ColumnType.STRING;
import static io.weir.model.ColumnType.STRING_LIST;
import static io.weir.model.ColumnType.TIMESTAMP;

import io.weir.formats.suricata.Source.Kind;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table of events of one kind: its columns, and where their values are. */
record EveTable(TableSchema schema, List<EveColumn> columns) {
  static final String FILE = "src_file";
  static final String LINE = "src_line";

  EveTable {
    columns = List.copyOf(columns);
  }

  /** A table with the columns that all have, then its own. */
  static Builder named(String name, String meaning) {
    return new Builder(name, meaning);
  }

  /** Gathers the columns of a table. */
  static final class Builder {
    private final String name;
    private final String meaning;
    private final List<EveColumn> columns = new ArrayList<>();

    private Builder(String name, String meaning) {
      this.name = name;
      this.meaning = meaning;
    }

    Builder text(String column, String path, String meaning) {
      return with(column, STRING, "", meaning, new Source(path, Kind.TEXT));
    }

    Builder number(String column, String path, String unit, String meaning) {
      return with(column, BIGINT, unit, meaning, new Source(path, Kind.NUMBER));
    }

    Builder bool(String column, String path, String meaning) {
      return with(column, BOOLEAN, "", meaning, new Source(path, Kind.BOOL));
    }

    Builder hex(String column, String path, String meaning) {
      return with(column, INTEGER, "", meaning, new Source(path, Kind.HEX));
    }

    Builder flag(String column, String path, int bit, String meaning) {
      Source ofAll = new Source("dns.flags", Kind.FLAG, bit);
      return with(column, BOOLEAN, "", meaning, ofAll, new Source(path, Kind.BOOL));
    }

    Builder time(String column, String path, String meaning) {
      return with(column, TIMESTAMP, "UTC", meaning, new Source(path, Kind.TIME));
    }

    Builder words(String column, String path, String meaning) {
      return with(column, STRING_LIST, "", meaning, new Source(path, Kind.WORDS));
    }

    Builder with(String column, ColumnType type, String unit, String meaning, Source... sources) {
      Column made = new Column(column, type, unit, meaning);
      columns.add(new EveColumn(made, List.of(sources), ""));
      return this;
    }

    /** A column that has the same text in each row. */
    Builder constant(String column, String meaning, String text) {
      columns.add(new EveColumn(new Column(column, STRING, "", meaning), List.of(), text));
      return this;
    }

    /** The time of the event, and the start that a record may tell. */
    Builder begin(String meaning, Source... start) {
      Source logged = new Source("timestamp", Kind.LOGGED);
      return with(
          "ts",
          TIMESTAMP,
          "UTC",
          meaning,
          Stream.concat(Stream.of(start), Stream.of(logged)).toArray(Source[]::new));
    }

    /** What events of all kinds tell. */
    Builder common() {
      return number("flow_id", "flow_id", "", "Suricata's number of the flow")
          .with("src_ip", STRING, "", "source's address", new Source("src_ip", Kind.ADDRESS))
          .number("src_port", "src_port", "", "source's port")
          .with("dest_ip", STRING, "", "destination's address", new Source("dest_ip", Kind.ADDRESS))
          .number("dest_port", "dest_port", "", "destination's port")
          .text("proto", "proto", "transport protocol, as written")
          .with("ip_proto", INTEGER, "", "IP protocol number", new Source("proto", Kind.PROTOCOL))
          .text("app_proto", "app_proto", "application protocol as Suricata recognised it")
          .with("vlan", INTEGER, "", "outer VLAN", new Source("vlan", Kind.OUTER))
          .with("inner_vlan", INTEGER, "", "inner VLAN", new Source("vlan", Kind.INNER))
          .text("in_iface", "in_iface", "interface that was watched")
          .text("host", "host", "sensor's name")
          .text("community_id", "community_id", "Community ID v1 of the flow")
          .number("tx_id", "tx_id", "", "number of the transaction in its flow, from 0")
          .number("pcap_cnt", "pcap_cnt", "", "number of the packet in the capture, from 1");
    }

    EveTable end() {
      text(FILE, "", "file the record came from");
      number(LINE, "", "", "line number in the file, from 1");
      List<Column> made = columns.stream().map(EveColumn::column).toList();
      return new EveTable(new TableSchema(name, meaning, made), columns);
    }
  }
}
