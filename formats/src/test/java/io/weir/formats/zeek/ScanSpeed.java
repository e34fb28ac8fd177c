// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.input.LocalFile;
import io.weir.model.CellWriter;
import io.weir.model.Format;
import io.weir.model.Head;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.testkit.CollectedRejects;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Measures one thread's scan of a log into a writer that costs nearly nothing, in processor time,
 * so that a busy machine matters less.
 *
 * <p>Arguments: a file, then columns; without columns all.
 */
final class ScanSpeed {
  private static final int ROUNDS = 7;
  private static final int HEAD = 1 << 18;

  private ScanSpeed() {}

  public static void main(String[] arguments) throws IOException {
    LocalFile file = LocalFile.of(Path.of(arguments[0]));
    Format format = new ZeekFormat();
    TableSchema table = table(format, file);
    List<Integer> columns =
        Arrays.stream(arguments).skip(1).map(name -> table.indexOf(name).orElseThrow()).toList();
    Scan scan = Scan.of(columns.isEmpty() ? TableScan.all(table) : new TableScan(table, columns));
    for (int round = 0; round < ROUNDS; round++) {
      System.out.println(measure(format, file, scan));
    }
  }

  private static TableSchema table(Format format, LocalFile file) throws IOException {
    try (InputStream in = file.open(0)) {
      Head head = new Head(file, in.readNBytes(HEAD), false);
      Recognition recognition = format.recognise(head, Options.NONE);
      if (recognition instanceof Recognition.Yes yes) {
        return yes.tables().get(0);
      }
      throw new IllegalArgumentException(recognition.why());
    }
  }

  private static String measure(Format format, LocalFile file, Scan scan) throws IOException {
    CollectedRejects rejects = new CollectedRejects();
    Sum sum = new Sum();
    CellWriter[] out = {sum};
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    long bytes;
    try (TableReader reader = format.open(Split.whole(file), scan, rejects)) {
      while (reader.fill(out)) {
        sum.inBatch = 0;
      }
      bytes = reader.bytesRead();
    }
    double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
    return "%.3f s, %.0f MB/s, %.2f M rows/s, %d rows, %d rejects, check %x"
        .formatted(
            seconds,
            bytes / seconds / 1e6,
            sum.rows / seconds / 1e6,
            sum.rows,
            rejects.all().size(),
            sum.check);
  }

  /** Adds everything up. */
  private static final class Sum implements CellWriter {
    private long check;
    private long rows;
    private int inBatch;

    @Override
    public boolean isFull() {
      return inBatch == 2048;
    }

    @Override
    public void setLong(int column, long value) {
      check += value;
    }

    @Override
    public void setDouble(int column, double value) {
      check += Double.doubleToRawLongBits(value);
    }

    @Override
    public void setBoolean(int column, boolean value) {
      check += value ? 1 : 2;
    }

    @Override
    public void setBytes(int column, byte[] source, int offset, int length) {
      check += length + (length == 0 ? 0 : source[offset]);
    }

    @Override
    public void endRow() {
      rows++;
      inBatch++;
    }

    @Override
    public void dropRow() {}
  }
}
