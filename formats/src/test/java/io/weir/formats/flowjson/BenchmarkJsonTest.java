// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.model.MessageReader;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Rows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BenchmarkJsonTest extends FormatContract {
  private static final String FLOWS =
      """
      {"date_first_seen":"2016-03-01T10:20:30.123+01:00","date_last_seen":"2016-03-01T10:20:31.123+01:00","duration":1.000,"src_ip_addr":"10.0.0.1","dst_ip_addr":"10.0.0.2","src_port":50001,"dst_port":443,"protocol":6,"flags":".AP.SF","tos":0,"packets":3,"bytes":180}
      {"date_first_seen":"2016-03-01T10:20:30Z","date_last_seen":"2016-03-01 10:20:30","src_ip_addr":"fe80::1","dst_ip_addr":"fe80::2","protocol":"ICMP","flags":18,"packets":1,"bytes":80}
      """;

  private static final String ROWS =
      """
      time_start=1.456824030123E9 time_end=1.456824031123E9 duration=1.0 proto="tcp" ip_proto=6 ip_version=4 c_ip="10.0.0.1" c_port=50001 s_ip="10.0.0.2" s_port=443 c_pkt=3 c_bytes=180 c_ip_bytes=180 tcp_flags=27 tcp_flags_c=27 tos=0 bytes_kind="ip" ts=2016-03-01T09:20:30.123Z ts_end=2016-03-01T09:20:31.123Z day=2016-03-01 source="netflow" src_file="b.json" src_line=1 community_id="1:+Z8Ss2Sv+ZLyIZcw6sAlKa86GzU="
      time_start=1.45682763E9 time_end=1.45682763E9 duration=0.0 proto="icmp" ip_proto=58 ip_version=6 c_ip="fe80::1" s_ip="fe80::2" c_pkt=1 c_bytes=80 c_ip_bytes=80 bytes_kind="ip" ts=2016-03-01T10:20:30Z ts_end=2016-03-01T10:20:30Z day=2016-03-01 source="netflow" src_file="b.json" src_line=2
      """;

  @Override
  protected Format format() {
    return new BenchmarkJsonFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(FormatSample.of("b.json", FLOWS, "flows", ROWS));
  }

  @Test
  void messagesOfSeveralLinesAreReadInBatches() {
    Scan scan = Scan.of(new TableScan(FiveTables.FLOWS, List.of(6, 12)));
    CollectedRejects rejects = new CollectedRejects();
    MessageReader reader = new BenchmarkJsonFormat().messages(scan, rejects);
    Rows rows = new Rows(scan.tables().get(0), 1);
    byte[] value = ("..." + FLOWS + "other people's\n{").getBytes(StandardCharsets.UTF_8);
    reader.begin(BytesFile.of("kafka://h/t/0", ""), 77, value, 3, value.length - 4);
    int fills = 0;
    while (reader.fill(new Rows[] {rows})) {
      rows.nextBatch();
      fills++;
    }
    assertThat(fills).isEqualTo(2);
    assertThat(rows.rows()).isEqualTo(List.of(List.of("10.0.0.1", 180L), List.of("fe80::1", 80L)));
    assertThat(reader.recordsRead()).isEqualTo(2);
    assertThat(rejects.all())
        .containsExactly(
            new CollectedRejects.Reject("kafka://h/t/0", 77, "bad JSON", "other people's\n"));
  }

  private static List<List<@Nullable Object>> read(CollectedRejects rejects, String... messages) {
    Scan scan = Scan.of(new TableScan(FiveTables.FLOWS, List.of(6, 12)));
    MessageReader reader = new BenchmarkJsonFormat().messages(scan, rejects);
    Rows rows = new Rows(scan.tables().get(0), 100);
    for (String message : messages) {
      byte[] value = message.getBytes(StandardCharsets.UTF_8);
      reader.begin(BytesFile.of("kafka://h/t/0", ""), 5, value, 0, value.length);
      while (reader.fill(new Rows[] {rows})) {
        rows.nextBatch();
      }
    }
    assertThat(reader.recordsRead()).isEqualTo(rows.rows().size());
    return rows.rows();
  }

  @Test
  void aMessageOfOneObjectMayHaveSeveralLines() {
    String written = FLOWS.lines().findFirst().orElseThrow().replace(",\"", ",\n  \"") + "\n\n";
    CollectedRejects rejects = new CollectedRejects();
    // What came before it makes no difference.
    assertThat(read(rejects, written, "{\n}", FLOWS, "", "\n", written))
        .containsExactly(
            List.of("10.0.0.1", 180L),
            List.of("10.0.0.1", 180L),
            List.of("fe80::1", 80L),
            List.of("10.0.0.1", 180L));
    assertThat(rejects.all()).hasSize(2);
  }

  @Test
  void aDamagedObjectIsRejectedOnce() {
    String damaged = FLOWS.lines().findFirst().orElseThrow().replace(":180}", ":18o}");
    CollectedRejects rejects = new CollectedRejects();
    assertThat(read(rejects, damaged, FLOWS)).hasSize(2);
    assertThat(rejects.all()).hasSize(1);
  }
}
