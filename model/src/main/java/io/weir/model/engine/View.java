// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import io.weir.model.ComposedTable;
import java.util.List;

/**
 * A composed table over the native tables of one input.
 *
 * @param table what is composed, and the SQL
 * @param natives the native tables of the input that the SQL may read; one that the SQL names and
 *     the input lacks is empty
 */
public record View(ComposedTable table, List<NativeTable> natives) {
  public View {
    natives = List.copyOf(natives);
  }
}
