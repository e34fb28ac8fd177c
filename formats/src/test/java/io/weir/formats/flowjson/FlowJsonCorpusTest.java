// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import io.weir.testkit.SharedData;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of pmacct's own tests, and those that IPFIXcol's documentation shows. */
class FlowJsonCorpusTest {
  private static final Options UTC = Options.NONE.with("zone", "UTC");

  private static Reading read(Format format, byte[] content) {
    BytesFile file = BytesFile.of("flows.json", content);
    Recognition found = format.recognise(FormatSample.head(file), UTC);
    assertThat(found).as(found.why()).isInstanceOf(Recognition.Yes.class);
    Scan scan = new Scan(List.of(TableScan.all(FiveTables.FLOWS)), TimeRange.ALL, UTC);
    return Reading.of(format, List.of(Split.whole(file)), scan);
  }

  private static @Nullable Object cell(List<@Nullable Object> row, String column) {
    return row.get(FiveTables.FLOWS.indexOf(column).orElseThrow());
  }

  /** What a plain look into a record finds; empty when it has no such member. */
  private static String value(String line, String key) {
    Matcher matcher = Pattern.compile("\"" + key + "\": (\"[^\"]*\"|[^,}]*)").matcher(line);
    return matcher.find() ? matcher.group(1).replace("\"", "").strip() : "";
  }

  private static InetAddress address(Object text) throws UnknownHostException {
    return InetAddress.getByName(text.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "104-IPFIXv10-IPv6-CISCO-sampling_option/output-flow-00.json, 3",
    "106-IPFIXv10-HUAWEI-vrf_name/output-flow-00.json, 3",
    "112-IPFIXv10-CISCO-options-map-reassignment/output-flow-00.json, 9",
    "402-IPFIXv10-BMP-IPv6-high-availability/output-flow-00.json, 716",
    "501-IPFIXv10-BGP-IPv6-CISCO-MPLS/output-flow-00.json, 74",
    "501-IPFIXv10-BGP-IPv6-CISCO-MPLS/scenario-01/output-flow-00.json, 74"
  })
  void recordsOfPmacctsTestsAreReadAsTheyAre(String path, int count) throws UnknownHostException {
    byte[] content = SharedData.content(SharedData.path("flow-export/pmacct/" + path));
    Reading reading = read(new PmacctJsonFormat(), content);
    assertThat(reading.rejects().all()).isEmpty();
    assertThat(reading.recordsRead()).isEqualTo(count);
    List<String> lines = new String(content, UTF_8).lines().filter(l -> !l.isBlank()).toList();
    assertThat(lines).hasSize(count);
    for (int i = 0; i < count; i++) {
      check(reading.table().get(i), lines.get(i));
    }
  }

  private static void check(List<@Nullable Object> row, String line) throws UnknownHostException {
    assertThat(cell(row, "c_pkt")).hasToString(value(line, "packets"));
    assertThat(cell(row, "c_bytes")).hasToString(value(line, "bytes"));
    assertThat(cell(row, "tos")).hasToString(value(line, "tos"));
    assertThat(address(String.valueOf(cell(row, "c_ip"))))
        .isEqualTo(address(value(line, "ip_src")));
    assertThat(address(String.valueOf(cell(row, "s_ip"))))
        .isEqualTo(address(value(line, "ip_dst")));
    assertThat(cell(row, "exporter")).hasToString(value(line, "peer_ip_src"));
    String start = value(line, "timestamp_start");
    Object found = cell(row, "time_start");
    if (start.isEmpty()) {
      assertThat(found).isNull();
    } else {
      assertThat(found).isEqualTo(Double.parseDouble(start));
    }
    String protocol = value(line, "ip_proto");
    if (protocol.equals("tcp") || protocol.equals("udp")) {
      assertThat(cell(row, "proto")).isEqualTo(protocol);
      assertThat(cell(row, "c_port")).hasToString(value(line, "port_src"));
      assertThat(cell(row, "s_port")).hasToString(value(line, "port_dst"));
    }
  }

  @Test
  void recordsOfDocumentationAreReadInAllTheirForms() {
    byte[] content = SharedData.content(SharedData.path("flow-json/documented-records.jsonl"));
    Reading reading = read(new IpfixcolJsonFormat(), content);
    assertThat(reading.rejects().all()).isEmpty();
    List<String> columns =
        List.of("c_ip", "c_port", "s_ip", "s_port", "proto", "c_pkt", "c_bytes", "tcp_flags", "ts");
    List<String> rows =
        reading.table().stream()
            .map(row -> columns.stream().map(c -> String.valueOf(cell(row, c))).toList())
            .map(cells -> String.join(" ", cells))
            .toList();
    assertThat(rows)
        .isEqualTo(
            List.of(
                "52.24.214.8 443 147.175.54.248 49285 tcp 14 3970 27 2015-08-03T14:10:02.012Z",
                "192.168.0.100 47200 192.168.0.101 20810 tcp 2383 3568720 26"
                    + " 2018-05-11T19:44:29.006Z",
                "240.0.1.4 34306 240.125.0.2 22 tcp 16 1973 27 2018-09-22T06:57:54.880Z"));
  }
}
