// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.cli.EngineOptions;
import io.weir.cli.Session;
import io.weir.job.Formats;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.InputFile;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.engine.Engine;
import io.weir.model.engine.RelationFile;
import io.weir.model.engine.Result;
import io.weir.model.tables.FiveTables;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.TypedColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types that Parquet files say their columns have. Where one is not what the table has, an
 * engine turns its values into that, and one value that cannot be turned would spoil all answers:
 * such files are refused when they are registered. So are those with a text that is no UTF-8, at
 * which an engine stops.
 */
final class ParquetTypes {
  /** What becomes a number or text of a table whatever its value is. */
  private static final Map<ColumnType, Set<String>> TURNED =
      Map.of(
          ColumnType.INTEGER, Set.of("TINYINT", "SMALLINT", "UTINYINT", "USMALLINT"),
          ColumnType.BIGINT,
              Set.of("TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"),
          ColumnType.DOUBLE, Set.of("FLOAT", "TINYINT", "SMALLINT", "INTEGER", "BIGINT"));

  private final Dataset dataset;
  private final Session session;
  private final Map<List<String>, TypedColumn> columns = new LinkedHashMap<>();

  private ParquetTypes(Dataset dataset, Session session) {
    this.dataset = dataset;
    this.session = session;
  }

  /**
   * The columns of a dataset's Parquet files; none where it has no such file.
   *
   * @throws WeirException of kind USAGE when types do not fit their table, or one another
   */
  static List<TypedColumn> of(Dataset dataset, Session session) {
    ParquetTypes types = new ParquetTypes(dataset, session);
    try (OpenedInputs inputs = Inputs.open(dataset.inputs(), Reading.settings(dataset, session));
        Engine engine =
            EngineOptions.USUAL
                .provider(session.loader())
                .open(
                    Inputs.none().catalog(),
                    EngineOptions.USUAL.settings(),
                    (file, offset, reason, record, from, length) -> {})) {
      for (RelationFile relation : inputs.catalog().relations()) {
        for (InputFile file : relation.files()) {
          types.add(engine, relation.name(), file.path());
        }
      }
    }
    return List.copyOf(types.columns.values());
  }

  private void add(Engine engine, String table, String path) {
    String describe =
        "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet('%s'))"
            .formatted(path.replace("'", "''"));
    Optional<TableSchema> schema = schema(table);
    List<TypedColumn> found = new ArrayList<>();
    try (Result rows = engine.query(describe, List.of())) {
      while (rows.next()) {
        String name = String.valueOf(rows.value(0)).toLowerCase(Locale.ROOT);
        found.add(new TypedColumn(table, name, String.valueOf(rows.value(1))));
      }
    }
    requireWellFormed(engine, found, path);
    for (TypedColumn column : found) {
      schema.ifPresent(known -> requireFitting(known, column, path));
      TypedColumn other = columns.put(List.of(table, column.name()), column);
      if (other != null && !other.equals(column)) {
        throw WeirException.usage(
            "Cannot register %s: the column %s of %s is %s in %s, and %s in another file. Convert"
                + " them so that it has one type.",
            dataset.name(), column.name(), table, column.type(), path, other.type());
      }
    }
  }

  /** Reads all texts once; the answer is the operator's. */
  private void requireWellFormed(Engine engine, List<TypedColumn> found, String path) {
    List<String> texts =
        found.stream()
            .filter(column -> column.type().contains(name(ColumnType.STRING)))
            .map(column -> '"' + column.name().replace("\"", "\"\"") + '"')
            .map(
                column ->
                    column
                        + " IS NOT NULL AND TRY(decode(encode(CAST("
                        + column
                        + " AS VARCHAR)))) IS NULL")
            .toList();
    if (texts.isEmpty()) {
      return;
    }
    String count =
        "SELECT count(*) FROM read_parquet('%s') WHERE %s"
            .formatted(path.replace("'", "''"), String.join(" OR ", texts));
    try (Result rows = engine.query(count, List.of())) {
      if (rows.next() && Long.parseLong(String.valueOf(rows.value(0))) == 0) {
        return;
      }
    } catch (WeirException e) {
      throw illFormed(path, e);
    }
    throw illFormed(path, null);
  }

  private WeirException illFormed(String path, @Nullable WeirException because) {
    return WeirException.of(
        WeirException.Kind.USAGE,
        "Cannot register %s: not all texts in %s can be read as UTF-8, so that one row could make all"
                .formatted(dataset.name(), path)
            + " answers empty. Write the file anew with texts that are.",
        because);
  }

  private void requireFitting(TableSchema schema, TypedColumn column, String path) {
    for (Column known : schema.columns()) {
      if (known.name().equalsIgnoreCase(column.name()) && !fits(known.type(), column.type())) {
        throw WeirException.usage(
            "Cannot register %s: the column %s of %s is %s in %s, and not %s, so that one value could"
                + " spoil all answers. Convert it first: weir convert writes the types of the table.",
            dataset.name(), column.name(), schema.name(), column.type(), path, name(known.type()));
      }
    }
  }

  private static boolean fits(ColumnType wanted, String found) {
    return found.equals(name(wanted))
        || wanted == ColumnType.STRING
        || TURNED.getOrDefault(wanted, Set.of()).contains(found);
  }

  /** As DuckDB calls it. */
  private static String name(ColumnType type) {
    return switch (type) {
      case STRING -> "VARCHAR";
      case BINARY -> "BLOB";
      default -> type.element().map(element -> name(element) + "[]").orElse(type.name());
    };
  }

  private Optional<TableSchema> schema(String table) {
    return FiveTables.named(table)
        .or(
            () ->
                Formats.find(session.loader()).stream()
                    .flatMap(format -> format.spec().tables().stream())
                    .filter(schema -> schema.name().equalsIgnoreCase(table))
                    .findFirst());
  }
}
