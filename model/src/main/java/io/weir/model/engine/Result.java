// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import io.weir.model.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer, read once and forwards. Not thread-safe.
 *
 * <p>Values are {@link Boolean}, {@link Integer}, {@link Long}, {@link java.math.BigInteger},
 * {@link java.math.BigDecimal}, {@link Double}, {@link String}, {@link java.time.LocalDateTime}
 * (UTC, for TIMESTAMP), {@link java.time.LocalDate}, {@code byte[]}, {@link List} of these, {@link
 * java.util.Map} for structs, or null for NULL.
 */
public interface Result extends AutoCloseable {
  /** Name and type of each column; the type of an engine's own kinds of values is STRING. */
  List<Column> columns();

  /** Moves to the next row; false when there is none. */
  boolean next();

  /**
   * The value of a column in the current row.
   *
   * @param column counted from 0
   */
  @Nullable Object value(int column);

  @Override
  void close();
}
