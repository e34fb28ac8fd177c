// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowbatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.MessageReader;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects;
import io.weir.testkit.RowText;
import io.weir.testkit.Rows;
import io.weir.wire.batch.FlowBatchWriter;
import io.weir.wire.export.FlowRecord;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowBatchMessagesTest {
  private static final long START = 1_700_000_000_000_000L;
  private static final BytesFile TOPIC = BytesFile.of("kafka://h:9092/flows/0", "");

  private final CollectedRejects rejects = new CollectedRejects();

  private static FlowRecord tcp(long start, int source, int port) {
    FlowRecord flow = new FlowRecord();
    flow.set(FlowRecord.START_MICROS, start);
    flow.set(FlowRecord.END_MICROS, start + 2_500_000);
    flow.set(FlowRecord.IP_VERSION, 4);
    flow.setAddress(FlowRecord.SRC_ADDRESS, 0, source);
    flow.setAddress(FlowRecord.DST_ADDRESS, 0, 0x0a000001);
    flow.set(FlowRecord.PROTOCOL, 6);
    flow.set(FlowRecord.SRC_PORT, port);
    flow.set(FlowRecord.DST_PORT, 443);
    flow.set(FlowRecord.TCP_FLAGS, 27);
    flow.set(FlowRecord.BYTES, 1000L + port);
    flow.set(FlowRecord.PACKETS, 4);
    return flow;
  }

  private static FlowRecord ping6(long start) {
    FlowRecord flow = new FlowRecord();
    flow.set(FlowRecord.START_MICROS, start);
    flow.set(FlowRecord.IP_VERSION, 6);
    flow.setAddress(FlowRecord.SRC_ADDRESS, 0x20010db8_00000000L, 1);
    flow.setAddress(FlowRecord.DST_ADDRESS, 0x20010db8_00000000L, 2);
    flow.set(FlowRecord.PROTOCOL, 58);
    flow.set(FlowRecord.DST_PORT, 0x8000);
    flow.set(FlowRecord.SAMPLING, 64);
    return flow;
  }

  private static byte[] batch(FlowRecord... flows) {
    FlowBatchWriter writer = new FlowBatchWriter(1000);
    writer.begin(0, 0xffff_c0000201L, 1);
    for (FlowRecord flow : flows) {
      writer.add(flow, 9, START);
    }
    int length = writer.finish();
    return Arrays.copyOf(writer.buffer(), length);
  }

  private Rows read(Scan scan, int batch, byte[]... messages) {
    MessageReader reader = new FlowBatchFormat().messages(scan, rejects);
    Rows rows = new Rows(scan.tables().get(0), batch);
    for (byte[] message : messages) {
      reader.begin(TOPIC, 5, message, 0, message.length);
      while (reader.fill(new Rows[] {rows})) {
        rows.nextBatch();
      }
    }
    return rows;
  }

  @Test
  void rowsAreExact() {
    Scan scan = Scan.of(TableScan.all(FiveTables.FLOWS));
    Rows rows = read(scan, 1, batch(tcp(START, 0xc6336401, 50_000), ping6(START + 1)));
    assertThat(RowText.of(rows.columns(), rows.rows()))
        .isEqualTo(
            """
            time_start=1.7E9 time_end=1.7000000025E9 duration=2.5 proto="tcp" ip_proto=6 ip_version=4 c_ip="198.51.100.1" c_port=50000 s_ip="10.0.0.1" s_port=443 c_pkt=4 c_bytes=51000 c_ip_bytes=51000 tcp_flags=27 tcp_flags_c=27 exporter="192.0.2.1" bytes_kind="ip" ts=2023-11-14T22:13:20Z ts_end=2023-11-14T22:13:22.500Z day=2023-11-14 source="netflow" src_file="kafka://h:9092/flows/0" community_id="1:XI81MfE5Or194QTSuAD7+IlCRBM="
            time_start=1.700000000000001E9 proto="icmp" ip_proto=58 ip_version=6 c_ip="2001:db8::1" c_port=128 s_ip="2001:db8::2" s_port=0 exporter="192.0.2.1" sampling=64 bytes_kind="ip" ts=2023-11-14T22:13:20.000001Z day=2023-11-14 source="netflow" src_file="kafka://h:9092/flows/0" community_id="1:u2vMS3HiWth2lIMKHB1fjELshpQ="
            """);
    assertThat(rejects.all()).isEmpty();
  }

  @Test
  void otherPeoplesMessagesAreRejectsAndNothingMore() {
    byte[] good = batch(tcp(START, 1, 2));
    byte[] cut = Arrays.copyOf(good, good.length - 1);
    Scan scan = Scan.of(new TableScan(FiveTables.FLOWS, List.of(7)));
    Rows rows = read(scan, 10, "hello".getBytes(UTF_8), cut, new byte[0], good);
    assertThat(rows.rows()).isEqualTo(List.of(List.of(2L)));
    assertThat(rejects.reasons())
        .containsExactly("no batch of flows", "batch cut off", "no batch of flows");
    assertThat(rejects.all()).allMatch(reject -> reject.offset() == 5);
  }

  @Test
  void rowsOutsideTheTimeRangeAreLeftOutAndCounted() {
    Scan scan =
        new Scan(
            List.of(new TableScan(FiveTables.FLOWS, List.of(7))),
            new TimeRange(START + 1, START + 2),
            Options.NONE);
    MessageReader reader = new FlowBatchFormat().messages(scan, rejects);
    Rows rows = new Rows(scan.tables().get(0), 10);
    byte[] message = batch(tcp(START, 1, 1), tcp(START + 1, 1, 2), tcp(START + 2, 1, 3));
    reader.begin(TOPIC, 0, message, 0, message.length);
    assertThat(reader.fill(new Rows[] {rows})).isFalse();
    assertThat(rows.rows()).isEqualTo(List.of(List.of(2L)));
    assertThat(reader.recordsRead()).isEqualTo(3);
  }

  @Test
  void aValueThatNoColumnCanHoldIsAReject() {
    FlowRecord wide = tcp(START, 1, 1);
    wide.set(FlowRecord.TOS, 1L << 40);
    FlowRecord negative = tcp(START, 1, 2);
    negative.set(FlowRecord.PACKETS, -1);
    Scan scan = Scan.of(TableScan.all(FiveTables.FLOWS));
    Rows rows = read(scan, 10, batch(wide, negative, tcp(START, 1, 3)));
    assertThat(rows.rows()).hasSize(1);
    assertThat(rejects.reasons()).containsExactly("value out of range", "value out of range");
  }

  @Test
  void isRecognisedByItsFirstBytes() {
    byte[] good = batch(tcp(START, 1, 2));
    FlowBatchFormat format = new FlowBatchFormat();
    assertThat(format.recognise(good, 0, good.length)).isInstanceOf(Recognition.Yes.class);
    assertThat(format.recognise(good, 0, 20)).isInstanceOf(Recognition.Broken.class);
    assertThat(format.recognise("{}".getBytes(UTF_8), 0, 2)).isInstanceOf(Recognition.No.class);
  }
}
