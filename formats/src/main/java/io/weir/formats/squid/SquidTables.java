// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import io.weir.formats.lines.Resources;
import io.weir.model.ComposedTable;
import io.weir.model.tables.FiveTables;
import java.util.List;

/** The tables that Weir makes of access logs. */
final class SquidTables {
  static final List<ComposedTable> COMPOSED =
      List.of(
          new ComposedTable(FiveTables.HTTP, List.of(SquidColumns.ACCESS), sql("http.sql")),
          new ComposedTable(
              FiveTables.NAMED_FLOWS, List.of(SquidColumns.ACCESS), sql("named_flows.sql")));

  private SquidTables() {}

  private static String sql(String name) {
    return Resources.text(SquidTables.class, name).strip();
  }
}
