// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.Column;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tab-separated log.
 *
 * @param file the file it is in
 * @param header the header its first records have
 * @param namesLine the first line when it holds the names of the fields and nothing else; empty
 *     when there is a preamble, or the fields are given
 * @param byName the tables of all headers at the beginning of the file
 */
record TsvLog(
    InputFile file, TsvHeader header, String namesLine, Map<String, TableSchema> byName, String why)
    implements ZeekLog {

  /** A log that begins with one or more headers. */
  static TsvLog of(InputFile file, List<TsvHeader> headers, String namesLine, String why) {
    Map<String, TableSchema> tables = new LinkedHashMap<>();
    for (TsvHeader header : headers) {
      TableSchema table = table(header, file);
      tables.merge(table.name(), table, TableSchema::union);
    }
    if (headers.size() > 1) {
      // Provenance stays last when later headers have more fields.
      tables.replaceAll((name, table) -> provenanceLast(table));
    }
    return new TsvLog(file, headers.get(0), namesLine, tables, why);
  }

  private static TableSchema table(TsvHeader header, InputFile file) {
    String log = header.log(file.name());
    List<String> names = header.columns();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(Column.of(names.get(i), header.type(i, log, names.get(i)).columnType()));
    }
    columns.addAll(Provenance.COLUMNS);
    return new TableSchema(Names.table(log), KnownFields.meaning(log), columns);
  }

  private static TableSchema provenanceLast(TableSchema table) {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.removeAll(Provenance.COLUMNS);
    columns.addAll(Provenance.COLUMNS);
    return new TableSchema(table.name(), table.meaning(), columns);
  }

  /** The table that records behind a header are rows of. */
  String tableOf(TsvHeader other) {
    return Names.table(other.log(file.name()));
  }

  @Override
  public List<TableSchema> tables() {
    return List.copyOf(byName.values());
  }

  @Override
  public String firstTable() {
    return tableOf(header);
  }

  @Override
  public boolean declares(String table) {
    return byName.containsKey(table);
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    return new TsvReader(split, this, scan, rejects);
  }
}
