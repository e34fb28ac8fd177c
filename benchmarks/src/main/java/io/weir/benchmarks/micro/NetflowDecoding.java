// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.micro;

import io.weir.benchmarks.generate.FlowPool;
import io.weir.wire.export.ExportOutcome;
import io.weir.wire.export.FlowExportWriter;
import io.weir.wire.export.FlowReader;
import io.weir.wire.export.FlowRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Flows of NetFlow v9 decoded from memory by one thread: datagrams of 1400 bytes with templates now
 * and then, each flow as numbers.
 *
 * <pre>java -cp 'benchmarks/target/lib/*:benchmarks/target/*' org.openjdk.jmh.Main NetflowDecoding
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class NetflowDecoding {
  private static final int FLOWS = 10_000;
  private static final int DATAGRAM = 1400;
  private static final long END = 1_772_409_600_000_000L;

  private final List<byte[]> datagrams = datagrams();
  private final FlowReader reader = new FlowReader();
  private long sum;
  private int flows;

  private static List<byte[]> datagrams() {
    List<byte[]> all = new ArrayList<>();
    FlowExportWriter writer =
        new FlowExportWriter(
            0, DATAGRAM, (bytes, length, count) -> all.add(Arrays.copyOf(bytes, length)));
    FlowPool pool = new FlowPool(42, FLOWS);
    for (int i = 0; i < FLOWS; i++) {
      writer.add(pool.flow(i, END + i));
    }
    writer.flush();
    return all;
  }

  /** Decodes the datagrams. */
  @Benchmark
  @OperationsPerInvocation(FLOWS)
  public long decode() {
    flows = 0;
    for (byte[] datagram : datagrams) {
      ExportOutcome outcome =
          reader.read(
              datagram,
              0,
              datagram.length,
              (flow, header) -> {
                flows++;
                sum += flow.value(FlowRecord.BYTES);
              });
      if (outcome instanceof ExportOutcome.Malformed malformed) {
        throw new IllegalStateException(malformed.reason());
      }
    }
    if (flows != FLOWS) {
      throw new IllegalStateException("%d of %d flows".formatted(flows, FLOWS));
    }
    return sum;
  }
}
