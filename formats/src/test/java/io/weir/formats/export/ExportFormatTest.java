// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
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
        sample(bad, V9_ROW.replace("192.0.2.2", "192.0.2.1"))
            .rejecting("no template", "set length below four"));
  }

  private static FormatSample sample(byte[] capture, String rows) {
    return new FormatSample(
        BytesFile.of("netflow.pcap", capture),
        Options.NONE.with("input-format", "export"),
        "flows",
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
}
