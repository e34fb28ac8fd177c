// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

import io.weir.model.analysis.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of columns by which rows are taken apart. */
public final class RowKeys {
  /** By the alphabet, NULL first. */
  public static final Comparator<List<@Nullable String>> ORDER = RowKeys::compare;

  private RowKeys() {}

  /**
   * The words of a row from one column on.
   *
   * @param count how many
   */
  public static List<@Nullable String> of(Row row, int first, int count) {
    List<@Nullable String> key = new ArrayList<>(count);
    for (int i = first; i < first + count; i++) {
      key.add(row.text(i));
    }
    return key;
  }

  private static int compare(List<@Nullable String> a, List<@Nullable String> b) {
    return Arrays.compare(
        a.toArray(String[]::new),
        b.toArray(String[]::new),
        Comparator.nullsFirst(Comparator.<String>naturalOrder()));
  }
}
