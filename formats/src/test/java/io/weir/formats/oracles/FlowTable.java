// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.input.LocalFile;
import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The flows of a file as rows of text: what is NULL is empty, times are milliseconds. */
final class FlowTable {
  private FlowTable() {}

  /** All columns of all flows that a format reads from a file; nothing may be rejected. */
  static List<Map<String, String>> of(Format format, Path file, Options options) {
    Reading reading;
    try {
      Scan scan = new Scan(List.of(TableScan.all(FiveTables.FLOWS)), TimeRange.ALL, options);
      reading = Reading.of(format, List.of(Split.whole(LocalFile.of(file))), scan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!reading.rejects().all().isEmpty()) {
      throw new AssertionError(file + " " + reading.rejects().reasons());
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<@Nullable Object> cells : reading.table()) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        row.put(FiveTables.FLOWS.columns().get(i).name(), text(cells.get(i)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String text(@Nullable Object cell) {
    if (cell instanceof Instant instant) {
      return Long.toString(instant.toEpochMilli());
    }
    return cell == null ? "" : cell.toString();
  }
}
