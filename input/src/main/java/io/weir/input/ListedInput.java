// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.util.List;

/**
 * The files of one input.
 *
 * @param name the name given as {@code name=PATH}; empty when none was given
 * @param files the files, each once, in natural order for each argument
 */
public record ListedInput(String name, List<ListedFile> files) {
  public ListedInput {
    files = List.copyOf(files);
  }
}
