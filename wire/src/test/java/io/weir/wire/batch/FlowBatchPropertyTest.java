// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.wire.export.FlowRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FlowBatchPropertyTest {
  private static final int[] NUMBERS = {
    FlowRecord.START_MICROS, FlowRecord.END_MICROS, FlowRecord.BYTES, FlowRecord.PACKETS,
    FlowRecord.SRC_PORT, FlowRecord.PROTOCOL, FlowRecord.SAMPLING, FlowRecord.NAT_SRC_PORT
  };

  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int rows) {
    Random random = new Random(seed);
    FlowBatchWriter writer = new FlowBatchWriter(FlowBatch.MOST_ROWS);
    // Two batches through one writer: the second must know nothing of the first.
    fill(writer, random, 1 + random.nextInt(600));
    writer.finish();
    List<FlowRecord> flows = fill(writer, random, rows);
    int length = writer.finish();

    int from = random.nextInt(20);
    byte[] message = new byte[from + length + 3];
    random.nextBytes(message);
    System.arraycopy(writer.buffer(), 0, message, from, length);
    FlowBatchReader reader = new FlowBatchReader();
    assertThat(reader.open(message, from, length)).isEmpty();

    assertThat(reader.rows()).isEqualTo(rows);
    assertThat(reader.domain()).isEqualTo(0xffff_fffeL);
    assertThat(reader.exportVersion()).isEqualTo(9);
    assertThat(reader.exporterHigh()).isEqualTo(1);
    assertThat(reader.exporterLow()).isEqualTo(2);
    assertThat(reader.receivedMicros()).isEqualTo(1_000);
    long[] block = new long[rows];
    for (int row = 0; row < rows; row++) {
      assertSame(reader, row, flows.get(row));
      assertThat(reader.number(FlowBatch.RECEIVED_MICROS, row)).isEqualTo(1_000L + row / 3);
    }
    for (int column : NUMBERS) {
      if (reader.isComplete(column)) {
        reader.numbers(column, 0, rows, block);
        assertThat(block).isEqualTo(flows.stream().mapToLong(flow -> flow.value(column)).toArray());
      }
    }
  }

  private static List<FlowRecord> fill(FlowBatchWriter writer, Random random, int rows) {
    // What the columns of this batch look like: absent, the same in all rows, narrow, wide …
    int[] kinds = random.ints(FlowRecord.FIELDS, 0, 7).toArray();
    boolean hasIpv4 = random.nextBoolean();
    boolean hasIpv6 = random.nextBoolean();
    List<FlowRecord> flows = new ArrayList<>();
    writer.begin(1, 2, 0xffff_fffeL);
    for (int row = 0; row < rows; row++) {
      FlowRecord flow = new FlowRecord();
      for (int column : NUMBERS) {
        number(flow, column, kinds[column], random);
      }
      if (hasIpv4 || hasIpv6) {
        boolean isIpv6 = hasIpv6 && (!hasIpv4 || random.nextBoolean());
        flow.set(FlowRecord.IP_VERSION, isIpv6 ? 6 : 4);
        long low = isIpv6 ? random.nextLong() : random.nextInt() & 0xffff_ffffL;
        flow.setAddress(FlowRecord.SRC_ADDRESS, isIpv6 ? random.nextLong() : 0, low);
        if (random.nextInt(4) > 0) {
          flow.setAddress(FlowRecord.DST_ADDRESS, 0, low & 0xffff_ffffL);
        }
      }
      flows.add(flow);
      writer.add(flow, 9, 1_000L + row / 3);
    }
    return flows;
  }

  private static void number(FlowRecord flow, int column, int kind, Random random) {
    switch (kind) {
      case 0 -> {}
      case 1 -> flow.set(column, 77);
      case 2 -> flow.set(column, 1000 + random.nextInt(256));
      case 3 -> flow.set(column, 1_700_000_000_000_000L + 1000L * random.nextInt(60_000));
      case 4 -> flow.set(column, random.nextInt());
      case 5 -> flow.set(column, random.nextLong());
      default -> {
        if (random.nextBoolean()) {
          flow.set(column, random.nextInt(70_000));
        }
      }
    }
  }

  private static void assertSame(FlowBatchReader reader, int row, FlowRecord flow) {
    for (int column : NUMBERS) {
      assertThat(reader.has(column, row)).isEqualTo(flow.has(column));
      if (flow.has(column)) {
        assertThat(reader.number(column, row)).isEqualTo(flow.value(column));
      }
    }
    for (int column : Arrays.asList(FlowRecord.SRC_ADDRESS, FlowRecord.DST_ADDRESS)) {
      assertThat(reader.has(column, row)).isEqualTo(flow.has(column));
      if (flow.has(column)) {
        assertThat(reader.isIpv4(column, row)).isEqualTo(flow.value(FlowRecord.IP_VERSION) == 4);
        assertThat(reader.low(column, row)).isEqualTo(flow.value(column));
        assertThat(reader.high(column, row)).isEqualTo(flow.high(column));
      }
    }
  }
}
