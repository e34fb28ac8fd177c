// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.micro;

import io.weir.benchmarks.generate.LogGenerator;
import io.weir.formats.zeek.ZeekFormat;
import io.weir.input.LocalFile;
import io.weir.model.CellWriter;
import io.weir.model.Head;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds for a line of conn.log (about 135 bytes, as JSON 390), from the page cache into a
 * writer that only looks at the cells.
 *
 * <pre>java -cp 'benchmarks/target/lib/*:benchmarks/target/*' org.openjdk.jmh.Main ZeekReading
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ZeekReading {
  private static final int ROWS = 100_000;

  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "time", List.of("ts"),
          "sum", List.of("id_resp_h", "resp_bytes"),
          "ten",
              List.of(
                  "ts",
                  "uid",
                  "id_orig_h",
                  "id_resp_h",
                  "id_resp_p",
                  "duration",
                  "orig_bytes",
                  "resp_bytes",
                  "conn_state",
                  "history"));

  /** Which columns are asked for. */
  @Param({"time", "sum", "ten"})
  public String columns = "time";

  /** How the log is written. */
  @Param({"tsv", "json"})
  public String form = "tsv";

  private final ZeekFormat format = new ZeekFormat();

  @SuppressWarnings("NullAway.Init") // JMH calls write() first
  private Path directory;

  @SuppressWarnings("NullAway.Init")
  private Split split;

  @SuppressWarnings("NullAway.Init")
  private Scan scan;

  /** Writes the log and plans the scan. */
  @Setup
  public void write() throws IOException {
    directory = Files.createTempDirectory("zeek-reading");
    LogGenerator.main(new String[] {"to=" + directory, "rows=" + ROWS, "forms=" + form});
    LocalFile file = LocalFile.of(directory.resolve(form + "/conn.log"));
    byte[] head;
    try (InputStream in = file.open(0)) {
      head = in.readNBytes(1 << 16);
    }
    Recognition recognition = format.recognise(new Head(file, head, false), Options.NONE);
    TableSchema table = ((Recognition.Yes) recognition).tables().get(0);
    List<String> names = COLUMNS.getOrDefault(columns, List.of());
    List<Integer> wanted =
        IntStream.range(0, table.columns().size())
            .filter(i -> names.contains(table.columns().get(i).name()))
            .boxed()
            .toList();
    scan = Scan.of(new TableScan(table, wanted));
    split = Split.whole(file);
  }

  /** Deletes the log. */
  @TearDown
  public void delete() throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Reads the log. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long read() throws IOException {
    Sums sums = new Sums();
    CellWriter[] out = {sums};
    try (TableReader reader =
        format.open(split, scan, (file, offset, reason, record, from, length) -> sums.fail())) {
      boolean hasMore = true;
      while (hasMore) {
        sums.rows = 0;
        hasMore = reader.fill(out);
      }
    }
    return sums.sum;
  }
}
