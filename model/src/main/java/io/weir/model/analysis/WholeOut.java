// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import io.weir.model.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the tables that {@link Whole} makes. Tables may be filled in turns. */
public interface WholeOut {
  /** Begins a table that the plan's outputs and later steps can name. */
  Rows table(String name, List<Column> columns);

  /**
   * Begins a table of the first input's rows, all their columns unchanged, with further columns
   * behind them. The first value of each row is the place of the input's row, counted from 0 as
   * they are read; a row whose place is never given is left out. The order is the input's.
   */
  Rows beside(String name, List<Column> added);

  /** Counts something a person should know of, such as rows left out. */
  void count(String what, long n);

  /** Takes the rows of one table. */
  interface Rows {
    /** Puts out one row, a value for each column. */
    void row(@Nullable Object... values);
  }
}
