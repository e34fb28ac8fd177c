// SPDX-License-Identifier: Apache-2.0
package io.weir.testkit;

import io.weir.model.CellWriter;
import io.weir.model.Format;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading splits, one after another.
 *
 * @param rows for each table of the scan
 * @param recordsRead of all splits together
 */
public record Reading(List<Rows> rows, CollectedRejects rejects, long recordsRead) {
  private static final int BATCH = 7;
  private static final int LARGE_BATCH = 300;

  /** Reads splits to their end, in small batches. */
  public static Reading of(Format format, List<Split> splits, Scan scan) {
    List<Rows> rows = scan.tables().stream().map(table -> new Rows(table, BATCH)).toList();
    CollectedRejects rejects = new CollectedRejects();
    CellWriter[] writers = rows.toArray(CellWriter[]::new);
    long records =
        read(format, splits, scan, rejects, writers, () -> rows.forEach(Rows::nextBatch));
    return new Reading(rows, rejects, records);
  }

  /** Reads splits to their end into writers that take several rows at once. */
  public static Reading atOnce(Format format, List<Split> splits, Scan scan) {
    List<Rows> rows = scan.tables().stream().map(table -> new Rows(table, LARGE_BATCH)).toList();
    List<RowsAtOnce> writers = rows.stream().map(r -> new RowsAtOnce(r, LARGE_BATCH)).toList();
    CollectedRejects rejects = new CollectedRejects();
    long records =
        read(
            format,
            splits,
            scan,
            rejects,
            writers.toArray(CellWriter[]::new),
            () -> writers.forEach(RowsAtOnce::nextBatch));
    return new Reading(rows, rejects, records);
  }

  private static long read(
      Format format,
      List<Split> splits,
      Scan scan,
      CollectedRejects rejects,
      CellWriter[] writers,
      Runnable nextBatch) {
    long records = 0;
    try {
      for (Split split : splits) {
        try (TableReader reader = format.open(split, scan, rejects)) {
          boolean more = true;
          while (more) {
            nextBatch.run();
            more = reader.fill(writers);
          }
          records += reader.recordsRead();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  /** Reads all columns of a table from the whole of a file. */
  public static Reading of(Format format, Split split, TableScan table) {
    return of(format, List.of(split), Scan.of(table));
  }

  /** The rows of the first table. */
  public List<List<@Nullable Object>> table() {
    return rows.get(0).rows();
  }

  /** The rows of the first table as text. */
  public String text() {
    return rows.get(0).toString();
  }
}
