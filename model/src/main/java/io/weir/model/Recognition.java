// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.util.List;

/** Whether a file is of a format, as its content tells. */
public sealed interface Recognition {
  /** The reason, as {@code weir detect} shows it. */
  String why();

  /**
   * The file is of this format.
   *
   * @param tables the native tables it fills, typed from its header or content; empty when it is a
   *     file of the format that holds no records
   */
  record Yes(List<TableSchema> tables, String why) implements Recognition {
    public Yes {
      tables = List.copyOf(tables);
    }
  }

  /** The file is not of this format. */
  record No(String why) implements Recognition {}

  /** The file is meant to be of this format, but cannot be read; the reason has the remedy. */
  record Broken(String why) implements Recognition {}
}
