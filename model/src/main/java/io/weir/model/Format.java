// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.io.IOException;
import java.util.List;

/**
 * Knows what one tool writes and turns it into tables. A format knows no engine and no question.
 *
 * <p>Stateless and thread-safe. Found by {@link java.util.ServiceLoader}.
 */
public interface Format {
  FormatSpec spec();

  /**
   * Looks at the values of the format's options before anything is read.
   *
   * @throws WeirException of kind USAGE when one cannot be
   */
  default void check(Options options) {}

  /**
   * The tables that the format offers as SQL over its native tables, as the options want them.
   * Asked for only where a file is of this format, or all there is to know of it is told: what
   * takes long to make is not made in {@link #spec}.
   */
  default List<ComposedTable> composed(Options options) {
    return List.of();
  }

  /** Tells from its content whether a file is of this format, and which tables it fills. */
  Recognition recognise(Head head, Options options);

  /**
   * Divides files that this format recognised into splits, in a sensible order of reading.
   *
   * @param parallelism how many splits can be read at once
   */
  List<Split> plan(List<InputFile> files, Scan scan, int parallelism) throws IOException;

  /** Opens a split. A file without some of the wanted columns leaves them NULL. */
  TableReader open(Split split, Scan scan, Rejects rejects) throws IOException;

  /**
   * Whether records are lines, so that a file that is still written can be read as far as it is: a
   * directory of such files is a live input.
   */
  default boolean isOfLines() {
    return false;
  }
}
