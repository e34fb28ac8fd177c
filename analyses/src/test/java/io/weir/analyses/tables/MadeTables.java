// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.tables;

import io.weir.model.Column;
import io.weir.model.analysis.WholeOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps what is put out. */
public final class MadeTables implements WholeOut {
  private final Map<String, List<List<@Nullable Object>>> tables = new LinkedHashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();

  @Override
  public Rows table(String name, List<Column> columns) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    tables.put(name, rows);
    return values -> rows.add(Arrays.asList(values.clone()));
  }

  @Override
  public Rows beside(String name, List<Column> added) {
    return table(name, added);
  }

  @Override
  public void count(String what, long n) {
    counts.merge(what, n, Long::sum);
  }

  /** The rows of a table. */
  public List<List<@Nullable Object>> rows(String table) {
    return tables.getOrDefault(table, List.of());
  }

  public Map<String, Long> counts() {
    return counts;
  }
}
