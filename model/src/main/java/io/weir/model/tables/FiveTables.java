// SPDX-License-Identifier: Apache-2.0
package io.weir.model.tables;

import io.weir.model.TableSchema;
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

  private FiveTables() {}

  /** The table of this name, if it is one of the five. */
  public static Optional<TableSchema> named(String name) {
    return ALL.stream().filter(table -> table.name().equalsIgnoreCase(name)).findFirst();
  }
}
