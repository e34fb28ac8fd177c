// SPDX-License-Identifier: Apache-2.0
package io.weir.model.tables;

import static io.weir.model.ColumnType.BIGINT;
import static io.weir.model.ColumnType.DATE;
import static io.weir.model.ColumnType.STRING;
import static io.weir.model.ColumnType.TIMESTAMP;

import io.weir.model.Column;
import java.util.List;
import java.util.stream.Stream;

/** The columns that flows, named_flows, dns and http end with: when, and where a record is from. */
final class CommonColumns {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("ts", TIMESTAMP, "UTC", "start"),
          new Column("ts_end", TIMESTAMP, "UTC", "end"),
          new Column("day", DATE, "UTC", "day of the start"),
          new Column("source", STRING, "", "format the record came from"),
          new Column(
              "sensor", STRING, "", "sensor or peer that wrote the record, where the record tells"),
          new Column("src_file", STRING, "", "file the record came from"),
          new Column("src_line", BIGINT, "", "line or record number in the file, from 1"),
          new Column("uid", STRING, "", "the tool's own identifier of the connection"),
          new Column("community_id", STRING, "", "Community ID v1 of the connection"));

  private CommonColumns() {}

  /** A table's own columns, then these. */
  static List<Column> after(List<Column> own) {
    return Stream.concat(own.stream(), COLUMNS.stream()).toList();
  }
}
