// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wire.export.FlowRecord;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FlowBatchTest {
  private static FlowRecord flow(long startMicros, int source, long bytes) {
    FlowRecord flow = new FlowRecord();
    flow.set(FlowRecord.START_MICROS, startMicros);
    flow.set(FlowRecord.IP_VERSION, 4);
    flow.setAddress(FlowRecord.SRC_ADDRESS, 0, source);
    flow.set(FlowRecord.BYTES, bytes);
    return flow;
  }

  private static byte[] batch(FlowRecord... flows) {
    FlowBatchWriter writer = new FlowBatchWriter(100);
    writer.begin(0, 0xffff_c0000201L, 7);
    for (FlowRecord flow : flows) {
      writer.add(flow, 5, 1_700_000_000_000_000L);
    }
    int length = writer.finish();
    return Arrays.copyOf(writer.buffer(), length);
  }

  @Test
  void theLayoutIsThatOfTheDescription() {
    byte[] message =
        batch(
            flow(1_700_000_000_000_000L, 0x0a000001, 100),
            flow(1_700_000_001_000_000L, 0x0a000002, 400));
    String hex = HexFormat.of().formatHex(message);
    assertThat(hex.substring(0, 96))
        .isEqualTo(
            "8f574642010505" // magic, version, NetFlow v5, five columns
                + "00e80000000200000007000000" // 232 bytes, 2 rows, domain 7
                + "0000000000401e18240a0600" // received
                + "00000000000000000000ffffc0000201");
    // The first column: start times in milliseconds from the first one, two bytes each.
    assertThat(hex.substring(96, 160))
        .isEqualTo(
            "000002" + "00e8030000" + "00401e18240a0600" + "d0000000" + "000000000000000000000000");
    assertThat(hex.substring(416))
        .isEqualTo("0000e80300000000" + "0a0000010a000002" + "00002c0100000000");
  }

  @Test
  void aColumnThatIsTheSameInAllRowsTakesNoRoomInThem() {
    FlowRecord[] flows = new FlowRecord[100];
    Arrays.fill(flows, flow(5, 6, 7));
    int header = FlowBatch.HEADER + 5 * FlowBatch.ENTRY;
    assertThat(batch(flows)).hasSize(header + 4 * 100);
  }

  @Test
  void tellsWhatIsWrong() {
    byte[] good = batch(flow(1, 2, 3), flow(4, 5, 6));
    FlowBatchReader reader = new FlowBatchReader();
    assertThat(reader.open(good, 0, good.length)).isEmpty();
    assertThat(reader.open(good, 0, 3)).isEqualTo("no batch of flows");
    assertThat(reader.open(good, 0, 40)).isEqualTo("batch cut off");
    assertThat(reader.open(good, 0, good.length - 8)).isEqualTo("batch cut off");
    assertThat(reader.rows()).isZero();
    assertThat(reader.open("{\"a\": 1}".getBytes(UTF_8), 0, 8)).isEqualTo("no batch of flows");
    assertThat(defect(good, 4, 2)).isEqualTo("batch of another version");
    assertThat(defect(good, 14, 2)).isEqualTo("too many rows in a batch");
    assertThat(defect(good, 7, 1)).isEqualTo("batch cut off");
    assertThat(defect(good, FlowBatch.HEADER, 60)).isEqualTo("columns out of order");
    assertThat(defect(good, FlowBatch.HEADER + 1, 1)).isEqualTo("column of another kind");
    assertThat(defect(good, FlowBatch.HEADER + 2, 3)).isEqualTo("column of an odd width");
    assertThat(defect(good, FlowBatch.HEADER + 18, 1)).isEqualTo("column outside the batch");
    assertThat(defect(good, FlowBatch.HEADER + 23, 0x80)).isEqualTo("column outside the batch");
  }

  private static String defect(byte[] good, int at, int value) {
    byte[] bad = good.clone();
    bad[at] = (byte) value;
    return new FlowBatchReader().open(bad, 0, bad.length);
  }

  @Test
  void aFullWriterTakesNoMore() {
    FlowBatchWriter writer = new FlowBatchWriter(1);
    writer.begin(0, 0, 0);
    writer.add(flow(1, 2, 3), 9, 0);
    assertThat(writer.isFull()).isTrue();
    assertThatThrownBy(() -> writer.add(flow(1, 2, 3), 9, 0))
        .isInstanceOf(IllegalStateException.class);
  }
}
