// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.engine.NativeTable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBTableFunctionState;
import org.jspecify.annotations.Nullable;

/**
 * A native table as a table function of DuckDB: asks the format for the wanted columns only, and
 * reads its splits on as many threads as DuckDB gives.
 *
 * <p>DuckDB attaches a new Java thread for nearly every chunk, so all state is in the objects it
 * keeps for us, none in thread-locals.
 */
final class NativeScan
    implements DuckDBTableFunction<Boolean, NativeScan.Shared, NativeScan.Local> {
  private final NativeTable table;
  private final TableSchema columns;
  private final Supervisor supervisor;

  /** What all scans of an engine share. */
  interface Supervisor {
    int threads();

    ScanAccount account();

    ChunkFiller filler();

    TimeRange range(NativeTable table);

    /** True the first time a table is scanned by a query: further scans are not counted. */
    boolean isFirstScan(NativeTable table);

    /** Keeps a failure, so that it can be told in its own words. */
    void failed(Throwable failure);

    boolean isCancelled();

    /** The pass that feeds this table together with others, if there is one. */
    @Nullable OnePass pass(NativeTable table);
  }

  /**
   * @param columns what the function yields: the table's columns and those that composed tables may
   *     ask for
   */
  NativeScan(NativeTable table, TableSchema columns, Supervisor supervisor) {
    this.table = table;
    this.columns = columns;
    this.supervisor = supervisor;
  }

  @Override
  public Boolean bind(DuckDBTableFunctionBindInfo info) {
    for (Column column : columns.columns()) {
      info.addResultColumn(column.name(), type(column.type()));
    }
    long bytes = table.files().stream().mapToLong(f -> Math.max(0, f.length())).sum();
    info.setCardinality(Math.max(1, bytes / 130), false);
    return true;
  }

  /** Lists and bytes travel as text; the view over the function makes them what they are. */
  static DuckDBColumnType type(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> DuckDBColumnType.BOOLEAN;
      case INTEGER -> DuckDBColumnType.INTEGER;
      case BIGINT -> DuckDBColumnType.BIGINT;
      case DOUBLE -> DuckDBColumnType.DOUBLE;
      case TIMESTAMP -> DuckDBColumnType.TIMESTAMP;
      case DATE -> DuckDBColumnType.DATE;
      default -> DuckDBColumnType.VARCHAR;
    };
  }

  @Override
  public Shared init(DuckDBTableFunctionInitInfo info) throws IOException {
    List<Integer> wanted =
        LongStream.range(0, info.getColumnCount())
            .mapToObj(i -> (int) info.getColumnIndex(i))
            .toList();
    Scan scan =
        new Scan(List.of(new TableScan(columns, wanted)), supervisor.range(table), table.options());
    OnePass pass = supervisor.pass(table);
    if (pass != null) {
      info.setMaxThreads(1);
      return new Shared(scan, List.of(), false, pass);
    }
    try {
      List<Split> splits = table.format().plan(table.files(), scan, supervisor.threads());
      info.setMaxThreads(Math.max(1, Math.min(splits.size(), supervisor.threads())));
      Shared shared = new Shared(scan, splits, supervisor.isFirstScan(table), null);
      if (shared.isCounted) {
        table.files().forEach(file -> supervisor.account().expect(Math.max(0, file.length())));
      }
      return shared;
    } catch (IOException | RuntimeException e) {
      supervisor.failed(e);
      throw e;
    }
  }

  @Override
  public Local localInit(DuckDBTableFunctionInitInfo info) {
    return new Local();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk)
      throws IOException {
    Shared shared = call.getInitData();
    Local local = call.getLocalInitData();
    try {
      return local.next(this, shared, chunk);
    } catch (IOException | RuntimeException e) {
      supervisor.failed(e);
      throw e;
    }
  }

  /** One scan of the table: its splits, handed out in order. */
  static final class Shared implements DuckDBTableFunctionState {
    private final Scan scan;
    private final List<Split> splits;
    private final boolean isCounted;
    private final @Nullable OnePass pass;
    private final AtomicInteger nextSplit = new AtomicInteger();

    Shared(Scan scan, List<Split> splits, boolean isCounted, @Nullable OnePass pass) {
      this.scan = scan;
      this.splits = splits;
      this.isCounted = isCounted;
      this.pass = pass;
    }

    @Nullable Split take() {
      int index = nextSplit.getAndIncrement();
      return index < splits.size() ? splits.get(index) : null;
    }

    @Override
    public void close() {
      nextSplit.set(Integer.MAX_VALUE / 2);
    }
  }

  /** One thread's part in a scan. */
  static final class Local implements DuckDBTableFunctionState {
    private @Nullable ColumnBuffers rows;
    private @Nullable Split split;
    private @Nullable TableReader reader;
    private final Deque<ColumnBuffers> lent = new ArrayDeque<>();
    private long bytesCounted;
    private long recordsCounted;

    long next(NativeScan scan, Shared shared, DuckDBDataChunkWriter chunk) throws IOException {
      if (shared.pass != null) {
        return nextOfPass(scan, shared, shared.pass, chunk);
      }
      if (rows == null) {
        rows = new ColumnBuffers(shared.scan.tables().get(0).wanted(), (int) chunk.capacity());
      }
      CellWriter[] out = {rows};
      while (true) {
        if (scan.supervisor.isCancelled()) {
          throw new IOException("The query was cancelled.");
        }
        if (reader == null) {
          split = shared.take();
          if (split == null) {
            return 0;
          }
          Rejects rejects = shared.isCounted ? scan.supervisor.account() : NativeScan::ignore;
          reader = scan.table.format().open(split, shared.scan, rejects);
          bytesCounted = 0;
          recordsCounted = 0;
        }
        rows.reset();
        boolean more = reader.fill(out);
        if (shared.isCounted && split != null) {
          count(scan.supervisor.account(), split, reader, !more);
        }
        if (!more) {
          reader.close();
          reader = null;
        }
        if (rows.rows() > 0) {
          scan.supervisor.filler().fill(rows, all(rows), chunk);
          return rows.rows();
        }
      }
    }

    /** DuckDB may still read the texts of the chunk before: buffers are given back two later. */
    private long nextOfPass(
        NativeScan scan, Shared shared, OnePass pass, DuckDBDataChunkWriter chunk)
        throws IOException {
      ColumnBuffers next = pass.take(scan.table);
      if (next == null) {
        return 0;
      }
      int[] columns =
          shared.scan.tables().get(0).columns().stream().mapToInt(Integer::intValue).toArray();
      scan.supervisor.filler().fill(next, columns, chunk);
      lent.add(next);
      if (lent.size() > 2) {
        pass.release(scan.table, lent.remove());
      }
      return next.rows();
    }

    private static int[] all(ColumnBuffers rows) {
      return IntStream.range(0, rows.columns()).toArray();
    }

    private void count(ScanAccount account, Split of, TableReader from, boolean isDone) {
      long bytes = from.bytesRead();
      long records = from.recordsRead();
      account.progress(of, bytesCounted, bytes, isDone);
      account.records(records - recordsCounted);
      bytesCounted = bytes;
      recordsCounted = records;
    }

    @Override
    public void close() throws IOException {
      if (reader != null) {
        reader.close();
        reader = null;
      }
    }
  }

  private static void ignore(
      InputFile file, long offset, String reason, byte[] record, int from, int length) {
    // A further scan of the same records: they were counted by the first.
  }
}
