// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import io.weir.model.InputFile;
import java.util.List;

/**
 * A table in files that engines read themselves.
 *
 * @param name the table's name in queries
 */
public record RelationFile(String name, Kind kind, List<InputFile> files) {
  /** The kinds of such files. */
  public enum Kind {
    CSV,
    /** An array of objects a file. */
    JSON,
    /** An object a line. */
    NDJSON,
    PARQUET
  }

  public RelationFile {
    files = List.copyOf(files);
  }
}
