// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.TableSchema;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.RelationFile;
import io.weir.model.engine.View;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables that inputs have. */
final class InputTables {
  private InputTables() {}

  /** By name; columns of tables that engines read themselves are not known here. */
  static List<TableSchema> of(Catalog catalog) {
    Map<String, TableSchema> tables = new TreeMap<>();
    for (NativeTable table : catalog.natives()) {
      tables.merge(table.schema().name(), table.schema(), TableSchema::union);
    }
    for (List<View> views : catalog.views().values()) {
      for (View view : views) {
        TableSchema schema = view.table().schema();
        tables.merge(schema.name(), schema, TableSchema::union);
      }
    }
    for (RelationFile relation : catalog.relations()) {
      String meaning = "A table in files: " + relation.kind() + ".";
      tables.putIfAbsent(relation.name(), new TableSchema(relation.name(), meaning, List.of()));
    }
    return List.copyOf(tables.values());
  }
}
