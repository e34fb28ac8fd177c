// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.formats.lines.LineDecoder;
import io.weir.model.CellWriter;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.testkit.RandomJson;
import io.weir.testkit.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event is does not depend on the events before it, whose members tell what to expect. */
class EveOrderTest {
  private static final int PADDING = 64;
  private static final String FLOW =
      """
      "flow":{"pkts_toserver":${n},"bytes_toserver":${n},"start":"2026-11-21T11:05:10.107311+0000"}""";

  private static final List<String> MEMBERS =
      List.of(
          "\"timestamp\":\"2026-11-21T11:05:10.104512+0000\"",
          "\"flow_id\":${n}",
          "\"in_iface\":\"eth0\"",
          "\"event_type\":\"flow\"",
          "\"src_ip\":\"10.20.0.${n}\"",
          "\"src_port\":${n}",
          "\"proto\":\"TCP\"",
          "\"metadata\":{\"a\":[1,{\"b\":\"}\"}]}",
          FLOW,
          "\"tcp\":{\"tcp_flags\":\"1b\"}");

  private static String read(
      LineDecoder events, TableSchema table, List<Integer> wanted, byte[] text) {
    Rows rows = new Rows(new TableScan(table, wanted), Integer.MAX_VALUE);
    return events.decode(text, 0, text.length - PADDING, 1, new CellWriter[] {rows}) + " " + rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"src_ip,bytes_toserver", "ts", "tcp_flags,pkts_toserver", "src_file"})
  void eventsAreWhatTheyAreWhateverCameBefore(String columns) {
    TableSchema table = EveTables.FLOW.schema();
    List<Integer> wanted =
        Arrays.stream(columns.split(",", -1))
            .map(name -> table.indexOf(name).orElseThrow())
            .toList();
    Scan scan = Scan.of(new TableScan(table, wanted));
    EveLines experienced = new EveLines(scan, "f");
    RandomJson objects = new RandomJson(new Random(5), MEMBERS);
    int events = 0;
    int rejects = 0;
    for (int i = 0; i < 6000; i++) {
      String line = objects.next();
      byte[] text = (line + "\n" + "\"".repeat(PADDING - 1)).getBytes(UTF_8);
      String alone = read(new EveLines(scan, "f"), table, wanted, text);
      assertThat(read(experienced, table, wanted, text)).as(line).isEqualTo(alone);
      events += alone.startsWith("null ") ? 1 : 0;
      rejects += alone.startsWith("bad") ? 1 : 0;
    }
    assertThat(events).isGreaterThan(3000);
    assertThat(rejects).isGreaterThan(200);
  }
}
