// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.io.Serializable;
import java.util.List;

/**
 * What is wanted of an input: one table for a query, several when one pass fills them all.
 *
 * @param range records outside may be left out, but need not be
 * @param options the format's options
 */
public record Scan(List<TableScan> tables, TimeRange range, Options options)
    implements Serializable {
  public Scan {
    tables = List.copyOf(tables);
  }

  public static Scan of(TableScan table) {
    return new Scan(List.of(table), TimeRange.ALL, Options.NONE);
  }
}
