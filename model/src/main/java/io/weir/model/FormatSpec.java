// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.util.List;

/**
 * What a format is, for people and for the engines.
 *
 * @param name the word for {@code --input-format} and {@code source}
 * @param summary one sentence
 * @param tables those of the five tables that the format fills directly
 */
public record FormatSpec(
    String name, String summary, List<TableSchema> tables, List<Option> options) {
  public FormatSpec {
    tables = List.copyOf(tables);
    options = List.copyOf(options);
  }
}
