// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import io.weir.model.Column;
import java.util.List;
import java.util.function.Consumer;

/** A finished table as {@link Whole} reads it. */
public interface WholeInput {
  /** Name and type of each column. */
  List<Column> columns();

  /**
   * Goes through all rows, each time in the same order.
   *
   * @param expressions portable SQL over the columns; a row holds their values
   * @param reader takes each row; valid during its call only
   */
  void read(List<String> expressions, Consumer<Row> reader);
}
