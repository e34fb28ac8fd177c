// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.Rejects;
import io.weir.model.TableSchema;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.RelationFile;
import io.weir.model.engine.Result;
import io.weir.model.engine.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The tables that inputs have. */
final class InputTables {
  private InputTables() {}

  /** By name; tables that engines read themselves are without columns. */
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

  /**
   * The same with the columns of tables that engines read themselves, as the engine finds them.
   *
   * @param only the one table that is looked at; absent: all
   */
  static List<TableSchema> described(
      List<TableSchema> tables, Catalog catalog, Optional<String> only, ClassLoader loader) {
    Predicate<TableSchema> isAsked =
        table -> table.columns().isEmpty() && only.map(table.name()::equalsIgnoreCase).orElse(true);
    if (tables.stream().noneMatch(isAsked)) {
      return tables;
    }
    EngineOptions usual = EngineOptions.USUAL;
    Rejects none = (file, offset, reason, record, from, length) -> {}; // No record is read.
    try (Engine engine = usual.provider(loader).open(catalog, usual.settings(), none)) {
      return tables.stream()
          .map(table -> isAsked.test(table) ? described(table, engine) : table)
          .toList();
    }
  }

  private static TableSchema described(TableSchema table, Engine engine) {
    String sql = "SELECT * FROM `%s` LIMIT 0".formatted(table.name());
    try (Result none = engine.query(sql, List.of())) {
      return new TableSchema(table.name(), table.meaning(), none.columns());
    }
  }
}
