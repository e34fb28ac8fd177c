// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.ComposedTable;
import io.weir.model.Format;
import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.RelationFile;
import io.weir.model.engine.RelationFile.Kind;
import io.weir.model.engine.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts what was found in the files of one input after another into a catalog.
 *
 * <p>A native table is united over the files of an input that hold it; over inputs and formats the
 * engines unite rows of tables of one name. A composed table is there when the first of its sources
 * is. An input with a name has each of its tables once more as {@code NAME_TABLE}.
 */
final class CatalogBuilder {
  private final Options options;
  private final EngineFiles engineFiles;
  private final List<NativeTable> natives = new ArrayList<>();
  private final Map<String, List<View>> views = new LinkedHashMap<>();
  private final List<RelationFile> relations = new ArrayList<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final TableNames names = new TableNames();
  private final List<NamedRelations> waiting = new ArrayList<>();

  /** The tables that engines read, of one input, which get their names last. */
  private record NamedRelations(String input, List<RelationFile> found, boolean alone) {}

  CatalogBuilder(Options options, EngineFiles engineFiles) {
    this.options = options;
    this.engineFiles = engineFiles;
  }

  /** Adds an input, by its name or the empty text, and the files that are read. */
  void add(String input, List<Examined> files) {
    List<NativeTable> found = natives(files);
    List<RelationFile> tables = relations(files);
    natives.addAll(found);
    found.forEach(table -> names.take(table.schema().name()));
    List<View> composed = composed(found);
    composed.forEach(view -> addView(view.table().schema().name(), view));
    if (!input.isEmpty()) {
      found.forEach(table -> addView(input + "_" + table.schema().name(), alone(table)));
      composed.forEach(view -> addView(input + "_" + view.table().schema().name(), view));
      if (found.size() == 1 && tables.isEmpty()) {
        aliases.putIfAbsent(input, input + "_" + found.get(0).schema().name());
      }
    }
    waiting.add(new NamedRelations(input, tables, found.isEmpty() && tables.size() == 1));
  }

  /** The catalog of all that was added. */
  Catalog build(TimeRange range) {
    for (NamedRelations named : waiting) {
      for (RelationFile relation : named.found()) {
        String name = names.unique(relation.name());
        relations.add(new RelationFile(name, relation.kind(), relation.files()));
        if (!named.input().isEmpty()) {
          aliases.putIfAbsent(named.input() + "_" + relation.name(), name);
          if (named.alone()) {
            aliases.putIfAbsent(named.input(), name);
          }
        }
      }
    }
    // A table of that name is not hidden by the short name of an input.
    aliases.keySet().removeIf(alias -> isTable(alias));
    return new Catalog(natives, views, relations, aliases, range);
  }

  private boolean isTable(String name) {
    return Stream.of(
            natives.stream().map(table -> table.schema().name()),
            views.keySet().stream(),
            relations.stream().map(RelationFile::name))
        .flatMap(all -> all)
        .anyMatch(name::equalsIgnoreCase);
  }

  private void addView(String name, View view) {
    views.computeIfAbsent(name, key -> new ArrayList<>()).add(view);
    names.take(name);
  }

  private List<NativeTable> natives(List<Examined> files) {
    Map<String, TableSchema> schemas = new LinkedHashMap<>();
    Map<String, List<InputFile>> holders = new LinkedHashMap<>();
    Map<String, Format> formats = new LinkedHashMap<>();
    for (Examined examined : files) {
      Format format = examined.format();
      if (format == null) {
        continue;
      }
      for (TableSchema table : examined.report().tables()) {
        String key = format.spec().name() + "/" + table.name().toLowerCase(Locale.ROOT);
        formats.put(key, format);
        schemas.merge(key, table, TableSchema::union);
        holders
            .computeIfAbsent(key, k -> new ArrayList<>())
            .add(Objects.requireNonNull(examined.file()));
      }
    }
    return schemas.entrySet().stream()
        .map(
            entry ->
                new NativeTable(
                    entry.getValue(),
                    Objects.requireNonNull(formats.get(entry.getKey())),
                    Objects.requireNonNull(holders.get(entry.getKey())),
                    options))
        .toList();
  }

  /** The composed tables of the formats that read an input. */
  private static List<View> composed(List<NativeTable> natives) {
    List<View> composed = new ArrayList<>();
    List<Format> formats = natives.stream().map(NativeTable::format).distinct().toList();
    for (Format format : formats) {
      List<NativeTable> own = natives.stream().filter(t -> t.format() == format).toList();
      for (ComposedTable table : format.spec().composed()) {
        List<NativeTable> sources =
            own.stream().filter(t -> isSource(t.schema().name(), table.sources())).toList();
        boolean driven =
            !table.sources().isEmpty()
                && own.stream()
                    .anyMatch(t -> isSource(t.schema().name(), table.sources().subList(0, 1)));
        if (driven) {
          composed.add(new View(table, sources));
        }
      }
    }
    return composed;
  }

  private static boolean isSource(String table, List<TableSchema> sources) {
    return sources.stream().anyMatch(source -> source.name().equalsIgnoreCase(table));
  }

  /** A native table as a view, so that it can have a second name. */
  private static View alone(NativeTable table) {
    TableSchema schema = table.schema();
    String items =
        schema.columnNames().stream()
            .map(column -> "t.`%s` AS `%s`".formatted(column, column))
            .collect(Collectors.joining(", "));
    String sql = "SELECT " + items + " FROM `" + schema.name() + "` t";
    return new View(new ComposedTable(schema, List.of(schema), sql), List.of(table));
  }

  /** Files of one kind and header that belong to one table by their paths are that table. */
  private List<RelationFile> relations(List<Examined> files) {
    record Key(String name, Kind kind, List<String> columns) {}
    Map<Key, List<InputFile>> tables = new LinkedHashMap<>();
    for (Examined examined : files) {
      Kind kind = examined.kind();
      InputFile file = examined.file();
      if (kind != null && file != null) {
        Key key = new Key(TableNames.ofPath(file.path()), kind, examined.columns());
        tables.computeIfAbsent(key, k -> new ArrayList<>()).add(engineFiles.named(file, kind));
      }
    }
    return tables.entrySet().stream()
        .map(
            entry ->
                new RelationFile(entry.getKey().name(), entry.getKey().kind(), entry.getValue()))
        .toList();
  }
}
