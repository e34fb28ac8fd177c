// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.cli.json.Json;
import io.weir.model.Column;
import io.weir.model.TableSchema;
import java.util.List;

/** Shows tables: for people, and as JSON for programs. */
final class SchemaText {
  private SchemaText() {}

  /** Names and meanings of tables. */
  static String overview(List<TableSchema> tables, int screen) {
    TextColumns text = new TextColumns();
    tables.forEach(table -> text.row(table.name(), table.meaning()));
    return text.text(screen);
  }

  /** A table's columns. */
  static String columns(TableSchema table, int screen) {
    TextColumns text = new TextColumns().row("column", "type", "unit", "meaning");
    for (Column column : table.columns()) {
      text.row(column.name(), column.type().toString(), column.unit(), column.meaning());
    }
    String head = table.meaning().isEmpty() ? table.name() : table.name() + ": " + table.meaning();
    return head + "\n\n" + text.text(screen);
  }

  /** Tables as an array of JSON objects. */
  static String json(List<TableSchema> tables) {
    StringBuilder out = new StringBuilder("[");
    for (TableSchema table : tables) {
      out.append(out.length() == 1 ? "\n" : ",\n").append("  {\"name\": ");
      Json.quote(table.name(), out);
      out.append(", \"meaning\": ");
      Json.quote(table.meaning(), out);
      out.append(", \"columns\": [");
      String separator = "\n";
      for (Column column : table.columns()) {
        out.append(separator).append("    {\"name\": ");
        Json.quote(column.name(), out);
        out.append(", \"type\": ");
        Json.quote(column.type().toString(), out);
        out.append(", \"unit\": ");
        Json.quote(column.unit(), out);
        out.append(", \"meaning\": ");
        Json.quote(column.meaning(), out);
        out.append('}');
        separator = ",\n";
      }
      out.append("]}");
    }
    return out.append(out.length() == 1 ? "]\n" : "\n]\n").toString();
  }
}
