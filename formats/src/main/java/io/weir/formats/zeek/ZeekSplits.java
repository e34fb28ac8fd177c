// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.formats.lines.LineFiles;
import io.weir.formats.lines.NoCells;
import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Divides logs into splits. */
final class ZeekSplits {
  /** How much is read where a split begins, to see that the file's header still holds there. */
  private static final int SAMPLE = 1 << 12;

  private ZeekSplits() {}

  /**
   * Splits of files. A file is read whole when line numbers are wanted, for only its beginning
   * tells them; and when it seems to be joined of logs with different fields.
   */
  static List<Split> plan(List<InputFile> files, Scan scan, int parallelism) throws IOException {
    if (!ZeekOptions.isInParts(scan.options())) {
      return files.stream().map(Split::whole).toList();
    }
    return LineFiles.plan(files, scan, parallelism, (file, parts) -> isUniform(file, parts, scan));
  }

  /** Whether the records where the splits begin are such as the file's header says. */
  private static boolean isUniform(InputFile file, List<Split> splits, Scan scan)
      throws IOException {
    if (!(ZeekFormat.log(file, scan.options()) instanceof TsvLog log)) {
      return true;
    }
    List<TableSchema> tables = log.tables();
    if (tables.size() > 1) {
      return false;
    }
    Scan all = new Scan(List.of(TableScan.all(tables.get(0))), TimeRange.ALL, scan.options());
    for (Split split : splits.subList(1, splits.size())) {
      Split sample = new Split(split.files(), split.start(), split.start() + SAMPLE);
      AtomicLong rejected = new AtomicLong();
      try (TsvReader reader =
          new TsvReader(
              sample,
              log,
              all,
              (rejectedFile, offset, reason, record, from, length) -> rejected.incrementAndGet())) {
        reader.read(new CellWriter[] {new NoCells()});
        if (rejected.get() > reader.recordsRead() || reader.hasNewHeader()) {
          return false;
        }
      }
    }
    return true;
  }
}
