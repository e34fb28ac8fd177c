// SPDX-License-Identifier: Apache-2.0
package io.weir.model.tables;

import io.weir.model.Nearest;
import io.weir.model.TableSchema;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The five tables. Columns that NetLytics had keep its names, types and units; absent values are
 * NULL; times are UTC.
 */
public final class FiveTables {
  public static final TableSchema PACKETS = PacketsTable.SCHEMA;
  public static final TableSchema FLOWS = FlowsTable.SCHEMA;
  public static final TableSchema NAMED_FLOWS = NamedFlowsTable.SCHEMA;
  public static final TableSchema DNS = DnsTable.SCHEMA;
  public static final TableSchema HTTP = HttpTable.SCHEMA;

  /** All five, packets first. */
  public static final List<TableSchema> ALL = List.of(PACKETS, FLOWS, NAMED_FLOWS, DNS, HTTP);

  /** The view that stands for the table asked for, or the only one there is. */
  public static final String NETLYTICS = "netlytics";

  private FiveTables() {}

  /** The table of this name, if it is one of the five. */
  public static Optional<TableSchema> named(String name) {
    return ALL.stream().filter(table -> table.name().equalsIgnoreCase(name)).findFirst();
  }

  /**
   * What to tell a person whose SQL names a table that the input does not have.
   *
   * @param known the names that the input has
   */
  public static String missing(String name, Collection<String> known) {
    List<String> tables = withoutAlias(known);
    String all = String.join(", ", tables);
    if (name.equalsIgnoreCase(NETLYTICS) && tables.size() > 1) {
      return "%s stands for one table, and the input has several. Choose with --table: %s."
          .formatted(name, all);
    }
    return named(name).isPresent() && !known.contains(name)
        ? "the input has no table %s. Tables: %s.".formatted(name, all)
        : "there is no table %s. %s".formatted(name, Nearest.remedy(name, "Tables", tables));
  }

  /** The names of tables without the view's, which is no table of its own. */
  public static List<String> withoutAlias(Collection<String> names) {
    return names.stream().filter(name -> !name.equals(NETLYTICS)).toList();
  }
}
