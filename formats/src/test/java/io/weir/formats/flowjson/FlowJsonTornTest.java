// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects.Reject;
import io.weir.testkit.Reading;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines with two records, whole or torn, are no records, whatever is asked for. */
class FlowJsonTornTest {
  private static final String GOFLOW2 =
      """
      {"type":"IPFIX","src_addr":"10.0.0.1","dst_addr":"10.0.0.2","time_flow_start_ns":1681583295000000000,"bytes":80,"proto":"UDP","etype":"a]}\\\\\\"{","mpls_label":[1,{"a":"}"}],"packets":1}""";

  private static final String PMACCT =
      """
      {"label": {"nkey": "unknown"}, "ip_src": "10.0.0.1", "ip_dst": "10.0.0.2", "bytes": 199, "packets": 3, "tcp_flags": ["ACK", "PSH"], "stamp_inserted": "2026-11-21 18:01:00", "class": null}""";

  private static final String IPFIXCOL =
      """
      {"@type":"ipfix.entry","iana:sourceIPv4Address":"10.0.0.1","iana:octetDeltaCount":10,"iana:packetDeltaCount":1,"x:y":true}""";

  private static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of(new Goflow2JsonFormat(), GOFLOW2),
        Arguments.of(new PmacctJsonFormat(), PMACCT),
        Arguments.of(new IpfixcolJsonFormat(), IPFIXCOL));
  }

  private static Reading read(Format format, String text, List<String> columns) {
    TableSchema flows = FiveTables.FLOWS;
    List<Integer> wanted = columns.stream().map(name -> flows.indexOf(name).orElseThrow()).toList();
    return Reading.of(
        format, Split.whole(BytesFile.of("f.json", text)), new TableScan(flows, wanted));
  }

  @ParameterizedTest
  @MethodSource("records")
  void linesAreRecordsForAllColumnsAlike(Format format, String record) {
    String torn =
        IntStream.rangeClosed(1, record.length())
            .mapToObj(cut -> record.substring(0, cut) + record + "\n")
            .reduce("", String::concat);
    String text = record + "\n" + torn + record + " " + record + "\n" + record + " \t\r\n";
    List<String> every = FiveTables.FLOWS.columns().stream().map(column -> column.name()).toList();
    List<Long> rejects =
        read(format, text, every).rejects().all().stream().map(Reject::offset).toList();
    assertThat(rejects).hasSize(record.length() + 1);
    for (List<String> columns :
        List.of(every, List.<String>of(), List.of("c_ip"), List.of("c_bytes", "c_ip"))) {
      Reading reading = read(format, text, columns);
      assertThat(reading.table()).as("rows of %s", columns).hasSize(2);
      List<Long> offsets = reading.rejects().all().stream().map(Reject::offset).toList();
      assertThat(offsets).as("rejects of %s", columns).isEqualTo(rejects);
    }
  }
}
