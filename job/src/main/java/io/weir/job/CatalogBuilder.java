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
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts what was found in the files of one input after another into a catalog.
 *
 * <p>A native table is united over the files of an input that hold it; over inputs and formats the
 * engines unite rows of tables of one name. A composed table is there when the first of its sources
 * is. A file that engines read themselves, named as one of these tables and with no other columns,
 * holds rows of it. An input with a name has each of its tables once more as {@code NAME_TABLE}.
 */
final class CatalogBuilder {
  /** The column that conversion adds, and names the directories by. */
  private static final String DAY = "day";

  private final Options options;
  private final EngineFiles engineFiles;
  private final List<NativeTable> natives = new ArrayList<>();
  private final Map<String, List<View>> views = new LinkedHashMap<>();
  private final List<RelationFile> relations = new ArrayList<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final TableNames names = new TableNames();
  private final List<NamedRelations> waiting = new ArrayList<>();

  /** The tables that engines read, of one input, which get their names last. */
  private record NamedRelations(String input, List<Header> found, boolean alone) {}

  /** A table in files, and the names in its header where they are known. */
  private record Header(RelationFile file, List<String> columns) {}

  CatalogBuilder(Options options, EngineFiles engineFiles) {
    this.options = options;
    this.engineFiles = engineFiles;
  }

  /** Adds an input, by its name or the empty text, and the files that are read. */
  void add(String input, List<Examined> files) {
    List<NativeTable> found = natives(files);
    List<Header> tables = relations(files);
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
      named.found().forEach(header -> addRelation(named, header));
    }
    // A table of that name is not hidden by the short name of an input.
    aliases.keySet().removeIf(alias -> isTable(alias));
    return new Catalog(natives, views, relations, aliases, range);
  }

  private void addRelation(NamedRelations named, Header header) {
    RelationFile file = header.file();
    String input = named.input();
    Optional<TableSchema> table = table(header);
    String name = table.map(TableSchema::name).orElseGet(() -> names.unique(file.name()));
    relations.add(new RelationFile(name, file.kind(), file.files()));
    if (input.isEmpty()) {
      return;
    }
    String own = input + "_" + (table.isPresent() ? name : file.name());
    if (table.isPresent()) {
      relations.add(new RelationFile(own, file.kind(), file.files()));
    } else {
      aliases.putIfAbsent(own, name);
    }
    if (named.alone()) {
      aliases.putIfAbsent(input, table.isPresent() ? own : name);
    }
  }

  /**
   * The table of a format, or the one of the five, whose rows a file has by its name and its
   * header: what was converted is an input again, alone and beside logs.
   */
  private Optional<TableSchema> table(Header header) {
    String name = header.file().name();
    List<TableSchema> known =
        Stream.of(
                natives.stream().map(NativeTable::schema),
                views.values().stream().map(united -> united.get(0).table().schema()),
                FiveTables.named(name).stream())
            .flatMap(schemas -> schemas)
            .filter(schema -> schema.name().equalsIgnoreCase(name))
            .toList();
    boolean fits =
        !header.columns().isEmpty()
            && header.columns().stream()
                .allMatch(
                    column ->
                        column.equalsIgnoreCase(DAY)
                            || known.stream()
                                .anyMatch(schema -> schema.indexOf(column).isPresent()));
    return fits ? known.stream().findFirst() : Optional.empty();
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
        List<InputFile> held = holders.computeIfAbsent(key, k -> new ArrayList<>());
        if (!examined.isOutside()) {
          held.add(Objects.requireNonNull(examined.file()));
        }
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
  private List<View> composed(List<NativeTable> natives) {
    List<View> composed = new ArrayList<>();
    List<Format> formats = natives.stream().map(NativeTable::format).distinct().toList();
    for (Format format : formats) {
      List<NativeTable> own = natives.stream().filter(t -> t.format() == format).toList();
      for (ComposedTable table : format.composed(options)) {
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
  private List<Header> relations(List<Examined> files) {
    record Key(String name, Kind kind, List<String> header) {}
    Map<Key, List<InputFile>> tables = new LinkedHashMap<>();
    Map<Key, Set<String>> columns = new LinkedHashMap<>();
    for (Examined examined : files) {
      Kind kind = examined.kind();
      InputFile file = examined.file();
      // A file outside the time asked for only says that there is a table.
      if (kind != null && file != null && (!examined.isOutside() || examined.hasTime())) {
        // Records of the other kinds have their columns by name, whatever the file's first has.
        List<String> header = kind == Kind.CSV ? examined.columns() : List.of();
        Key key = new Key(TableNames.ofPath(file.path()), kind, header);
        tables.computeIfAbsent(key, k -> new ArrayList<>()).add(engineFiles.named(file, kind));
        columns.computeIfAbsent(key, k -> new LinkedHashSet<>()).addAll(examined.columns());
      }
    }
    List<Header> found = new ArrayList<>();
    tables.forEach(
        (key, held) ->
            found.add(
                new Header(
                    new RelationFile(key.name(), key.kind(), held),
                    List.copyOf(columns.getOrDefault(key, Set.of())))));
    return found;
  }
}
