// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import io.weir.formats.lines.KeptRow;

/** Keeps the cells of one row of a native table, to make another row of it. Not thread-safe. */
final class EveRow extends KeptRow {
  private final EveTable table;

  EveRow(EveTable table) {
    super(table.schema().columns().size());
    this.table = table;
  }

  /** The position of a column. */
  static int at(EveTable table, String column) {
    return table.schema().indexOf(column).orElseThrow();
  }

  EveTable table() {
    return table;
  }
}
