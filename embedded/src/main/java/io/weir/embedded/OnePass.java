// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.CellWriter;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.engine.NativeTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One pass over files that fills several tables at once, each for a query of its own: a producer
 * reads, and each query takes its chunks from a queue. The queues are short, so the pass is as slow
 * as the slowest query and memory stays bounded; all of the queries must run at the same time.
 */
final class OnePass {
  private static final int QUEUE_CHUNKS = 4;
  private static final int CHUNK_ROWS = 2048;

  private final List<NativeTable> tables;
  private final Scan scan;
  private final NativeScan.Supervisor supervisor;
  private final IdentityHashMap<NativeTable, Channel> channels = new IdentityHashMap<>();
  private boolean isStarted;
  private volatile boolean isStopped;

  /** The chunks of one table. */
  private static final class Channel {
    private final TableScan scan;
    private final BlockingQueue<ColumnBuffers> full = new ArrayBlockingQueue<>(QUEUE_CHUNKS);
    private final BlockingQueue<ColumnBuffers> free = new LinkedBlockingQueue<>();
    private volatile boolean isDone;

    Channel(TableScan scan) {
      this.scan = scan;
    }

    ColumnBuffers fresh() {
      ColumnBuffers rows = free.poll();
      if (rows == null) {
        rows = new ColumnBuffers(scan.wanted(), CHUNK_ROWS);
      }
      rows.reset();
      return rows;
    }
  }

  /**
   * @param tables tables of the same format and files, with all the columns queries may ask for
   */
  OnePass(Map<NativeTable, TableSchema> tables, NativeScan.Supervisor supervisor) {
    this.tables = List.copyOf(tables.keySet());
    this.supervisor = supervisor;
    List<TableScan> scans = new ArrayList<>();
    for (NativeTable table : this.tables) {
      TableSchema columns = tables.getOrDefault(table, table.schema());
      TableScan all = TableScan.all(columns);
      scans.add(all);
      channels.put(table, new Channel(all));
    }
    NativeTable first = this.tables.get(0);
    scan = new Scan(scans, supervisor.range(first), first.options());
  }

  boolean feeds(NativeTable table) {
    return channels.containsKey(table);
  }

  /** Ends the pass early: a query failed. */
  void stop() {
    isStopped = true;
  }

  /** The next chunk of a table; null when there are no more. */
  @Nullable ColumnBuffers take(NativeTable table) throws IOException {
    start();
    Channel channel = channel(table);
    try {
      while (!isStopped) {
        ColumnBuffers rows = channel.full.poll(50, TimeUnit.MILLISECONDS);
        if (rows != null) {
          return rows;
        }
        if (channel.isDone && channel.full.isEmpty()) {
          return null;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("The conversion was stopped.");
  }

  /** Gives a chunk back that DuckDB no longer reads. */
  void release(NativeTable table, ColumnBuffers rows) {
    channel(table).free.add(rows);
  }

  private Channel channel(NativeTable table) {
    Channel channel = channels.get(table);
    if (channel == null) {
      throw new IllegalArgumentException("This pass does not fill " + table.schema().name());
    }
    return channel;
  }

  private synchronized void start() {
    if (!isStarted) {
      isStarted = true;
      Thread producer = new Thread(this::produce, "weir-one-pass");
      producer.setDaemon(true);
      producer.start();
    }
  }

  private void produce() {
    NativeTable first = tables.get(0);
    try {
      first.files().forEach(file -> supervisor.account().expect(Math.max(0, file.length())));
      for (Split split : first.format().plan(first.files(), scan, 1)) {
        try (TableReader reader = first.format().open(split, scan, supervisor.account())) {
          read(split, reader);
        }
      }
      if (supervisor.isCancelled()) {
        stop();
      }
      // A pass that was stopped never looks like one that came to its end.
      channels.values().forEach(channel -> channel.isDone = !isStopped);
    } catch (InterruptedException e) {
      stop();
    } catch (Throwable e) {
      supervisor.failed(e);
      stop();
    }
  }

  private void read(Split split, TableReader reader) throws IOException, InterruptedException {
    CellWriter[] out = new CellWriter[tables.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = channel(tables.get(i)).fresh();
    }
    long bytes = 0;
    long records = 0;
    boolean more = true;
    while (more && !isStopped && !supervisor.isCancelled()) {
      more = reader.fill(out);
      supervisor.account().progress(split, bytes, reader.bytesRead(), !more);
      supervisor.account().records(reader.recordsRead() - records);
      bytes = reader.bytesRead();
      records = reader.recordsRead();
      for (int i = 0; i < out.length; i++) {
        if (out[i].isFull() || (!more && ((ColumnBuffers) out[i]).rows() > 0)) {
          put(channel(tables.get(i)), (ColumnBuffers) out[i]);
          out[i] = channel(tables.get(i)).fresh();
        }
      }
    }
  }

  private void put(Channel channel, ColumnBuffers rows) throws InterruptedException {
    while (!isStopped && !channel.full.offer(rows, 50, TimeUnit.MILLISECONDS)) {
      // Waits for the query that takes these rows.
    }
  }
}
