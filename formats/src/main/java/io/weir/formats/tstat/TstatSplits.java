// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import io.weir.formats.lines.LineFiles;
import io.weir.formats.lines.LineReader;
import io.weir.formats.lines.NoCells;
import io.weir.model.CellWriter;
import io.weir.model.InputFile;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Divides logs into splits. */
final class TstatSplits {
  /** How much is read where a split begins, to see that the file's header still holds there. */
  private static final int SAMPLE = 1 << 14;

  private TstatSplits() {}

  /**
   * Splits of files. A file is read whole when line numbers are wanted, for only its beginning
   * tells them; and when it seems to be joined of logs with different columns, for only a reader of
   * the whole has met the header that holds.
   */
  static List<Split> plan(List<InputFile> files, Scan scan, int parallelism) throws IOException {
    return LineFiles.plan(files, scan, parallelism, (file, parts) -> isUniform(file, parts, scan));
  }

  /** Whether all records where the splits begin are such as the file's header says. */
  private static boolean isUniform(InputFile file, List<Split> splits, Scan scan)
      throws IOException {
    Optional<TstatLog> log = TstatLog.of(LineFiles.head(file));
    if (log.isEmpty() || log.get().name().equals(TstatHttpLines.NAME)) {
      return true; // no header, nothing to differ from
    }
    TableScan all = TableScan.all(log.get().table());
    Scan sampled = new Scan(List.of(all), TimeRange.ALL, scan.options());
    for (Split split : splits.subList(1, splits.size())) {
      Split sample = new Split(split.files(), split.start(), split.start() + SAMPLE);
      AtomicLong rejected = new AtomicLong();
      try (LineReader reader =
          new LineReader(
              sample,
              new TstatLines(log.get(), sampled, 0, file.path()),
              (rejectedFile, offset, reason, record, from, length) -> rejected.incrementAndGet())) {
        CellWriter[] out = {new NoCells()};
        boolean isMore = true;
        while (isMore) {
          isMore = reader.fill(out);
        }
      }
      if (rejected.get() > 0) {
        return false;
      }
    }
    return true;
  }
}
