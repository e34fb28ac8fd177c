// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import io.weir.model.Format;
import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.TableSchema;
import java.util.List;

/**
 * A table that a format reads from files.
 *
 * @param schema name and columns as queries see them: those that the files have
 * @param format the format that reads it
 * @param files the files that hold it, in the order of the listing
 */
public record NativeTable(
    TableSchema schema, Format format, List<InputFile> files, Options options) {
  public NativeTable {
    files = List.copyOf(files);
  }
}
