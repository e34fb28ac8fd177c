// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.model.Nearest;
import io.weir.model.tables.FiveTables;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says where a column is that a connector's table lacks. */
record MissingColumn(Connector connector, String column) {
  /** The whole message. */
  String message() {
    return "Cannot run the query: %s makes the table %s, which has no column %s. %s"
        .formatted(connector.className(), connector.table().title(), column, remedy());
  }

  private String remedy() {
    List<Connector> others = connector.having(column);
    if (!others.isEmpty()) {
      return others.stream()
          .collect(
              Collectors.groupingBy(
                  other -> other.table().title(),
                  TreeMap::new,
                  Collectors.mapping(Connector::className, Collectors.joining(" or "))))
          .entrySet()
          .stream()
          .map(entry -> "The table %s has it: %s.".formatted(entry.getKey(), entry.getValue()))
          .collect(Collectors.joining(" "));
    }
    boolean isOfWeir =
        FiveTables.named(connector.table().table())
            .filter(table -> table.indexOf(column).isPresent())
            .isPresent();
    if (isOfWeir) {
      return "Weir's %s has it: ask weir query.".formatted(connector.table().table());
    }
    return Nearest.remedy(column, "Columns", connector.table().columns());
  }
}
