// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import io.weir.model.Options;
import io.weir.model.TableSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tables of captures. */
final class Tables {
  private Tables() {}

  /** The rows of one table of a capture. */
  static List<Map<String, String>> of(Path capture, Options options, TableSchema table) {
    return Captures.read(List.of(Captures.file(capture)), options, table).tables().get(0);
  }

  /** The rows of several tables of a capture, read at once. */
  static List<List<Map<String, String>>> all(Path capture, Options options, TableSchema... tables) {
    return Captures.read(List.of(Captures.file(capture)), options, tables).tables();
  }
}
