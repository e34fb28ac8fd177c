// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExportFormatTest extends FormatContract {
  private static final byte[] TEMPLATE =
      ExportCapture.set(0, 256, 6, 8, 4, 12, 4, 7, 2, 11, 2, 4, 2, 1, 4);
  private static final byte[] DATA =
      ExportCapture.set(256, 0x0a00, 1, 0x0a00, 2, 1234, 53, 17, 0, 99);

  private static final String V5_ROW =
      """
      time_start=1.699999998E9 time_end=1.6999999995E9 duration=1.5 proto="tcp" ip_proto=6 ip_version=4 c_ip="10.0.0.1" c_port=443 s_ip="10.0.0.2" s_port=50000 c_pkt=7 c_bytes=700 c_ip_bytes=700 tcp_flags=27 tcp_flags_c=27 tos=8 in_if=3 out_if=4 c_as=65001 s_as=0 exporter="192.0.2.1" sampling=10 bytes_kind="ip" ts=2023-11-14T22:13:18Z ts_end=2023-11-14T22:13:19.500Z day=2023-11-14 source="netflow" src_file="netflow.pcap" community_id="1:w9iuTaiuttyYUFKthLzeDYFDHRk="
      """;
  private static final String V9_ROW =
      """
      time_start=1.7E9 time_end=1.7E9 duration=0.0 proto="udp" ip_proto=17 ip_version=4 c_ip="10.0.0.1" c_port=1234 s_ip="10.0.0.2" s_port=53 c_bytes=99 c_ip_bytes=99 exporter="192.0.2.2" bytes_kind="ip" ts=2023-11-14T22:13:20Z ts_end=2023-11-14T22:13:20Z day=2023-11-14 source="netflow" src_file="netflow.pcap" community_id="1:Ea0b+QAKyyyZmzLMpe+46vMamSo="
      """;

  private static final String IPFIX_ROW =
      V9_ROW
          .replace("exporter=\"192.0.2.2\" ", "")
          .replace("source=\"netflow\"", "source=\"ipfix\"")
          .replace("netflow.pcap", "flows.ipfix");
  private static final String ROW_OF_KEPT_V5 =
      V5_ROW.replace("exporter=\"192.0.2.1\" ", "").replace("netflow.pcap", "kept.dat");
  private static final String ROW_OF_KEPT_V9 =
      V9_ROW.replace("exporter=\"192.0.2.2\" ", "").replace("netflow.pcap", "kept.dat");
  private static final String MESSAGE_ROWS = ROW_OF_KEPT_V5 + ROW_OF_KEPT_V9 + ROW_OF_KEPT_V9;
  private static final String SFLOW_ROW =
      """
      time_start=1.7E9 time_end=1.7E9 duration=0.0 proto="udp" ip_proto=17 ip_version=4 c_ip="10.0.0.1" c_port=53 s_ip="10.0.0.2" s_port=50000 c_pkt=1 c_bytes=60 c_ip_bytes=60 tos=0 in_if=3 out_if=4 exporter="192.0.2.9" sampling=512 direction="incoming" bytes_kind="ip" ts=2023-11-14T22:13:20Z ts_end=2023-11-14T22:13:20Z day=2023-11-14 source="sflow" src_file="netflow.pcap" community_id="1:PlTpyC2BO2NO/VrMWHe2+/jcGG0="
      """;
  private static final String COUNTER_ROWS =
      """
      ts=2023-11-14T22:13:20Z agent="192.0.2.9" sub_agent=0 uptime_ms=1000 sequence=9 source_type=0 source_index=3 enterprise=0 format=1 src_file="netflow.pcap" if_index=3 if_type=6 if_speed=1000000000 if_direction=1 if_status=3 if_in_octets=5000 if_in_ucast_pkts=40 if_in_broadcast_pkts=2 if_in_discards=0 if_in_errors=0 if_in_unknown_protos=0 if_out_octets=7000 if_out_ucast_pkts=50 if_out_multicast_pkts=0 if_out_broadcast_pkts=0 if_out_discards=0 if_out_errors=0 if_promiscuous_mode=2
      ts=2023-11-14T22:13:20Z agent="192.0.2.9" sub_agent=0 uptime_ms=1000 sequence=9 source_type=0 source_index=3 enterprise=0 format=2001 content="01020304" src_file="netflow.pcap"
      """;

  @Override
  protected Format format() {
    return new ExportFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    byte[] good =
        new ExportCapture()
            .add(1, ExportCapture.v5(700))
            .add(2, ExportCapture.v9(1, TEMPLATE, DATA))
            .bytes();
    // Another exporter's template does not count, what is no export is no record.
    byte[] bad =
        new ExportCapture()
            .add(2, ExportCapture.v9(1, DATA))
            .add(1, ExportCapture.v9(1, TEMPLATE, DATA))
            .add(2, ExportCapture.v9(2, new byte[] {1, 0, 0, 2}))
            .add(
                3, "no NetFlow, but a name query".getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .bytes();
    return Stream.of(
        sample(good, V5_ROW + V9_ROW),
        sample(file(), IPFIX_ROW + IPFIX_ROW, "flows.ipfix", "flows"),
        sample(messages(), MESSAGE_ROWS, "kept.dat", "flows"),
        sample(cutMessages(), ROW_OF_KEPT_V5, "kept.dat", "flows").rejecting("v5 record cut off"),
        sample(sflow(), SFLOW_ROW),
        sample(sflow(), COUNTER_ROWS, "netflow.pcap", "sflow_counters"),
        sample(bad, V9_ROW.replace("192.0.2.2", "192.0.2.1"))
            .rejecting("no template", "set length below four"),
        sample(withoutExports(), "")
            .rejecting("no datagram of the capture is NetFlow, IPFIX or sFlow"),
        sample(new ExportCapture().bytes(), ""));
  }

  /** Payloads as a tool kept them: v5, v9 with filling behind, and v9. */
  private static byte[] messages() {
    return joined(
        ExportCapture.v5(700),
        ExportCapture.v9(1, TEMPLATE, DATA),
        new byte[7],
        ExportCapture.v9(2, DATA));
  }

  private static byte[] cutMessages() {
    return joined(ExportCapture.v5(700), Arrays.copyOf(ExportCapture.v5(800), 50));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** An IPFIX file: a message with a template and a flow, and one with another flow. */
  private static byte[] file() {
    byte[] template = ExportCapture.set(2, 256, 6, 8, 4, 12, 4, 7, 2, 11, 2, 4, 2, 1, 4);
    byte[] first = ExportCapture.ipfix(0, template, DATA);
    byte[] second = ExportCapture.ipfix(1, DATA);
    return joined(first, second);
  }

  private static byte[] withoutExports() {
    return new ExportCapture().add(1, new byte[40]).add(2, new byte[40]).bytes();
  }

  private static byte[] sflow() {
    return new ExportCapture().add(1, ExportCapture.sflow()).bytes();
  }

  private static FormatSample sample(byte[] capture, String rows) {
    return sample(capture, rows, "netflow.pcap", "flows");
  }

  private static FormatSample sample(byte[] content, String rows, String name, String table) {
    return new FormatSample(
        BytesFile.of(name, content),
        Options.NONE.with("input-format", "export"),
        table,
        rows,
        java.util.List.of(),
        FormatSample.Division.AS_PLANNED);
  }

  @Test
  void captureIsOnlyReadAsExportWhenThatIsAskedFor() {
    BytesFile capture =
        BytesFile.of("netflow.pcap", new ExportCapture().add(1, ExportCapture.v5(1)).bytes());
    Recognition unasked = format().recognise(FormatSample.head(capture), Options.NONE);
    assertThat(unasked).isInstanceOf(Recognition.No.class);
    assertThat(unasked.why()).contains("--input-format export");
  }

  @Test
  void templatesCountForTheNextPieceOfARotatedCapture() throws IOException {
    byte[] first = new ExportCapture().add(2, ExportCapture.v9(1, TEMPLATE, DATA)).bytes();
    byte[] second = new ExportCapture().add(2, ExportCapture.v9(2, DATA)).bytes();
    List<InputFile> pieces =
        List.of(BytesFile.of("exports-2.pcap", second), BytesFile.of("exports-1.pcap", first));
    Scan scan = new Scan(List.of(TableScan.all(FiveTables.FLOWS)), TimeRange.ALL, Options.NONE);
    List<Split> splits = format().plan(pieces, scan, 2);
    Reading reading = Reading.of(format(), splits, scan);
    assertThat(reading.recordsRead()).isEqualTo(2);
    assertThat(reading.text().lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("src_file=\"exports-1.pcap\"");
  }
}
