// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableSchema;
import java.io.IOException;
import java.util.List;

/** A file of Zeek's, as far as its beginning tells. Immutable. */
sealed interface ZeekLog permits TsvLog, JsonLog {
  /**
   * How much of a file's content decides what it is, so that everybody who looks into it finds the
   * same.
   */
  int LOOK = 1 << 14;

  /** The tables the file fills, that of its first record first. */
  List<TableSchema> tables() throws IOException;

  /** The table of the file's first record. */
  String firstTable();

  /** Whether a table of this name is one of {@link #tables}. */
  boolean declares(String table) throws IOException;

  /** Why the file is a log of Zeek's. */
  String why();

  TableReader open(Split split, Scan scan, Rejects rejects) throws IOException;
}
