// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import io.weir.model.Column;
import java.util.List;

/**
 * A fold and how to feed it.
 *
 * @param key the columns by which rows are kept apart
 * @param time the TIMESTAMP column by which a key's rows are ordered
 * @param tieBreak further columns that order rows of the same time, so that the order is total
 * @param columns the columns of a {@link Row}, key and time among them
 * @param output the columns the fold puts out
 */
public record FoldSpec<S>(
    List<String> key,
    String time,
    List<String> tieBreak,
    List<Column> columns,
    List<Column> output,
    Fold<S> fold) {
  public FoldSpec {
    key = List.copyOf(key);
    tieBreak = List.copyOf(tieBreak);
    columns = List.copyOf(columns);
    output = List.copyOf(output);
  }
}
