// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import java.util.List;

/** The columns behind those of the log, which tell where a row is from. */
final class Provenance {
  static final String FILE = "src_file";
  static final String LINE = "src_line";
  static final List<Column> COLUMNS =
      List.of(
          new Column(FILE, ColumnType.STRING, "", "file the record came from"),
          new Column(LINE, ColumnType.BIGINT, "", "line number in the file, from 1"));

  private Provenance() {}
}
