// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.MessageFormat;
import io.weir.model.MessageReader;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects;
import io.weir.testkit.RandomJson;
import io.weir.testkit.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record is does not depend on the records before it, whose members tell what to expect. */
class FlowJsonOrderTest {
  private static final List<String> GOFLOW2 =
      List.of(
          "\"type\":\"IPFIX\"",
          "\"sequence_num\":${n}",
          "\"sampler_address\":\"10.20.0.1\"",
          "\"time_flow_start_ns\":168158329500000${n}",
          "\"bytes\":${n}",
          "\"packets\":${n}",
          "\"src_addr\":\"10.0.${n}.1\"",
          "\"dst_addr\":\"2001:db8::${n}\"",
          "\"proto\":\"UDP\"",
          "\"src_port\":${n}",
          "\"etype\":\"IPv4\"",
          "\"tcp_flags\":27",
          "\"mpls_label\":[1,{\"a\":\"}\"}]",
          "\"next_hop\":\"10.0.0.1\"");

  private static final List<String> PMACCT =
      List.of(
          "\"event_type\": \"purge\"",
          "\"vlan\": 0",
          "\"peer_ip_src\": \"127.0.0.1\"",
          "\"ip_src\": \"10.0.0.${n}\"",
          "\"ip_dst\": \"198.51.100.7\"",
          "\"label\": {\"nkey\": \"unknown\"}",
          "\"port_src\": ${n}",
          "\"tcp_flags\": [\"ACK\", \"PSH\"]",
          "\"ip_proto\": \"tcp\"",
          "\"timestamp_start\": \"1772323200.${n}\"",
          "\"stamp_inserted\": \"2026-11-21 18:01:00\"",
          "\"class\": null",
          "\"packets\": ${n}",
          "\"bytes\": ${n}");

  private static List<String> read(
      MessageReader reader,
      CollectedRejects rejects,
      Scan scan,
      byte[] text,
      int from,
      int length) {
    Rows rows = new Rows(scan.tables().get(0), Integer.MAX_VALUE);
    int before = rejects.all().size();
    reader.begin(BytesFile.of("t", ""), 7, text, from, length);
    reader.fill(new Rows[] {rows});
    List<String> read = new ArrayList<>(List.of(rows.toString()));
    rejects.all().stream().skip(before).forEach(reject -> read.add(reject.toString()));
    return read;
  }

  @ParameterizedTest
  @ValueSource(strings = {"c_ip,c_bytes", "c_ip,s_ip,c_port,proto,c_pkt,ts", "s_ip", "source"})
  void recordsAreWhatTheyAreWhateverCameBefore(String columns) {
    List<Integer> wanted =
        List.of(columns.split(",", -1)).stream()
            .map(name -> FiveTables.FLOWS.indexOf(name).orElseThrow())
            .toList();
    Scan scan = Scan.of(new TableScan(FiveTables.FLOWS, wanted));
    int rows = 0;
    int rejects = 0;
    for (MessageFormat format : List.of(new Goflow2JsonFormat(), new PmacctJsonFormat())) {
      List<String> members = format instanceof PmacctJsonFormat ? PMACCT : GOFLOW2;
      RandomJson objects = new RandomJson(new Random(5), members);
      CollectedRejects all = new CollectedRejects();
      MessageReader experienced = format.messages(scan, all);
      for (int i = 0; i < 4000; i++) {
        byte[] text = (objects.next() + "{\"bytes\":1").getBytes(UTF_8);
        int length = text.length - 10;
        CollectedRejects one = new CollectedRejects();
        List<String> alone = read(format.messages(scan, one), one, scan, text, 0, length);
        List<String> behindOthers = read(experienced, all, scan, text, 0, length);
        assertThat(behindOthers).as(new String(text, 0, length, UTF_8)).isEqualTo(alone);
        rows += alone.get(0).isEmpty() ? 0 : 1;
        rejects += alone.size() - 1;
      }
    }
    assertThat(rows).isGreaterThan(4000);
    assertThat(rejects).isGreaterThan(200);
  }
}
