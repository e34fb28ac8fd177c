// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.NativeTable;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tables with known rows; {@code netlytics} is {@code named_flows}. */
final class Fixtures {
  private static final String NETLYTICS = "netlytics";
  private static final String REFERENCE = "named_flows";

  private Fixtures() {}

  /** Tables without rows. */
  static Catalog empty(List<TableSchema> tables) {
    return catalog(tables.stream().map(table -> FixtureFormat.table(table, "", 1)).toList());
  }

  /** Tables whose rows have no cell that is not NULL. */
  static Catalog nothingButNull(List<TableSchema> tables, int rows) {
    String text = "nothing\n" + "x\n".repeat(rows);
    return catalog(tables.stream().map(table -> FixtureFormat.table(table, text, 1)).toList());
  }

  /** The five tables with the rows of the test's resources, divided into so many splits. */
  static Catalog fiveTables(int splits) {
    return fiveTables("", splits);
  }

  /**
   * The same for an analysis, which may bring rows of its own: {@code analyses/NAME/TABLE.tsv}
   * stands for a table's other rows.
   */
  static Catalog fiveTables(String analysis, int splits) {
    List<NativeTable> tables = new ArrayList<>();
    for (TableSchema table : FiveTables.ALL) {
      String own = "analyses/" + analysis + "/" + table.name() + ".tsv";
      boolean isOwn = Fixtures.class.getResource(own) != null;
      String text = text(isOwn ? own : "tables/" + table.name() + ".tsv");
      tables.add(FixtureFormat.table(table, text, splits));
    }
    return catalog(tables);
  }

  private static Catalog catalog(List<NativeTable> tables) {
    boolean isNamed = tables.stream().anyMatch(t -> t.schema().name().equals(REFERENCE));
    Map<String, String> aliases = isNamed ? Map.of(NETLYTICS, REFERENCE) : Map.of();
    return new Catalog(tables, Map.of(), List.of(), aliases, TimeRange.ALL);
  }

  /** The names that queries may use for these tables. */
  static List<String> tables(List<TableSchema> tables) {
    List<String> names = new ArrayList<>(tables.stream().map(TableSchema::name).toList());
    names.add(NETLYTICS);
    return names;
  }

  /** A resource of the tests. */
  static String text(String name) {
    try (InputStream content =
        Objects.requireNonNull(Fixtures.class.getResourceAsStream(name), name)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
