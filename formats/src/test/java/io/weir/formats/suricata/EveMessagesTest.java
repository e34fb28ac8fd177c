// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.MessageReader;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects;
import io.weir.testkit.Rows;
import org.junit.jupiter.api.Test;

/** Events of topics make the rows that the SQL makes of those in files. */
class EveMessagesTest {
  private static final String EVENTS =
      """
      {"timestamp":"2026-11-21T11:05:10.104512+0000","flow_id":5,"event_type":"dns","src_ip":"10.20.0.10","src_port":40112,"dest_ip":"10.20.0.13","dest_port":53,"proto":"UDP","dns":{"version":3,"type":"request","id":4711,"queries":[{"rrname":"www.example.test","rrtype":"A"}]}}
      {"timestamp":"2026-11-21T11:05:10.105220+0000","flow_id":5,"event_type":"dns","src_ip":"10.20.0.13","src_port":53,"dest_ip":"10.20.0.10","dest_port":40112,"proto":"UDP","dns":{"version":3,"type":"response","id":4711,"flags":"8580","opcode":0,"rcode":"NOERROR","queries":[{"rrname":"WWW.example.test","rrtype":"A"}],"answers":[{"rrname":"www.example.test","rrtype":"A","ttl":60,"rdata":"198.51.100.20"}]}}
      {"timestamp":"2026-11-21T11:05:10.131007+0000","flow_id":7,"event_type":"http","src_ip":"10.20.0.10","src_port":51844,"dest_ip":"198.51.100.20","dest_port":80,"proto":"TCP","tx_id":0,"http":{"hostname":"www.example.test","http_port":8080,"url":"/index.html?a=1","http_method":"GET","protocol":"HTTP/1.1","status":200,"length":512}}
      {"timestamp":"2026-11-21T11:05:10.131007+0000","event_type":"http","http":{"hostname":"www.example.test","url":"http://www.example.test/b","version":"2","length":512}}
      {"timestamp":"2026-11-21T11:06:10.000000+0000","flow_id":7,"event_type":"flow","src_ip":"10.20.0.10","src_port":51844,"dest_ip":"198.51.100.20","dest_port":80,"proto":"TCP","app_proto":"http","host":"s1","flow":{"pkts_toserver":6,"pkts_toclient":5,"bytes_toserver":510,"bytes_toclient":1042,"start":"2026-11-21T11:05:10.107311+0000","end":"2026-11-21T11:05:10.140311+0000"},"tcp":{"tcp_flags":"1b","tcp_flags_ts":"1b","tcp_flags_tc":"12"}}
      {"timestamp":"2026-11-21T11:06:12.100000+0000","event_type":"flow","src_ip":"2001:db8:20::10","dest_ip":"2001:db8:20::80","proto":"IPv6-ICMP","app_proto":"failed","icmp_type":128,"icmp_code":0,"flow":{"pkts_toserver":3}}
      """;

  private static String read(TableSchema table, CollectedRejects rejects, String... messages) {
    Scan scan = Scan.of(TableScan.all(table));
    MessageReader reader = new SuricataEveMessageFormat().messages(scan, rejects);
    Rows rows = new Rows(scan.tables().get(0), Integer.MAX_VALUE);
    for (int i = 0; i < messages.length; i++) {
      byte[] value = ("." + messages[i]).getBytes(UTF_8);
      reader.begin(BytesFile.of("t", ""), i, value, 1, value.length - 1);
      assertThat(reader.fill(new Rows[] {rows})).isFalse();
    }
    return rows.toString();
  }

  @Test
  void flowsAreThoseOfFilesWithoutNames() {
    assertThat(read(FiveTables.FLOWS, new CollectedRejects(), EVENTS))
        .isEqualTo(
            """
            time_start=1.795259110107311E9 time_end=1.795259110140311E9 duration=0.033 proto="tcp" ip_proto=6 ip_version=4 c_ip="10.20.0.10" c_port=51844 s_ip="198.51.100.20" s_port=80 c_pkt=6 s_pkt=5 c_bytes=510 s_bytes=1042 service="http" tcp_flags=27 tcp_flags_c=27 tcp_flags_s=18 bytes_kind="frame" ts=2026-11-21T11:05:10.107311Z ts_end=2026-11-21T11:05:10.140311Z day=2026-11-21 source="suricata" sensor="s1" src_file="t" uid="7"
            time_start=1.7952591721E9 proto="icmp" ip_proto=58 ip_version=6 c_ip="2001:db8:20::10" c_port=128 s_ip="2001:db8:20::80" s_port=0 c_pkt=3 bytes_kind="frame" ts=2026-11-21T11:06:12.100Z day=2026-11-21 source="suricata" src_file="t"
            """);
  }

  @Test
  void answersAreRowsOfDns() {
    assertThat(read(FiveTables.DNS, new CollectedRejects(), EVENTS))
        .isEqualTo(
            """
            c_ip="10.20.0.10" c_port=40112 s_ip="10.20.0.13" s_port=53 trans_id="4711" query="www.example.test" req_type="A" req_time=1.79525911010522E9 resp_time=1.79525911010522E9 resp_code="NOERROR" flags_resp=44 answers=["198.51.100.20"] answer_types=["A"] answer_ttls=[60] proto="udp" rcode=0 opcode=0 aa=true tc=false rd=true ra=true ad=false cd=false rejected=false query_raw="WWW.example.test" unanswered=false ts=2026-11-21T11:05:10.105220Z ts_end=2026-11-21T11:05:10.105220Z day=2026-11-21 source="suricata" src_file="t" uid="5"
            """);
  }

  @Test
  void httpIsThatOfFiles() {
    assertThat(read(FiveTables.HTTP, new CollectedRejects(), EVENTS))
        .isEqualTo(
            """
            c_ip="10.20.0.10" c_port=51844 s_ip="198.51.100.20" s_port=80 method="GET" host="www.example.test" path="/index.html?a=1" req_time=1.795259110131007E9 resp_time=1.795259110131007E9 response_body_len=512 status_code=200 proto_version="1.1" uri_scheme="http" url="http://www.example.test:8080/index.html?a=1" trans_depth=1 ts=2026-11-21T11:05:10.131007Z ts_end=2026-11-21T11:05:10.131007Z day=2026-11-21 source="suricata" src_file="t" uid="7"
            host="www.example.test" path="/b" req_time=1.795259110131007E9 proto_version="2" uri_scheme="http" url="http://www.example.test/b" ts=2026-11-21T11:05:10.131007Z ts_end=2026-11-21T11:05:10.131007Z day=2026-11-21 source="suricata" src_file="t"
            """);
  }

  @Test
  void whatIsNoEventIsRejectedWithTheOffsetOfItsMessage() {
    CollectedRejects rejects = new CollectedRejects();
    String flow = "{\"timestamp\":\"2026-11-21T11:06:10.0+0000\",\"event_type\":\"flow\"";
    assertThat(read(FiveTables.FLOWS, rejects, EVENTS, flow + "\n[1]", "", flow + "}"))
        .hasLineCount(3);
    assertThat(rejects.all())
        .containsExactly(
            new CollectedRejects.Reject("t", 1, "bad JSON", flow),
            new CollectedRejects.Reject("t", 1, "bad JSON", "[1]"));
  }

  @Test
  void messagesAreRecognised() {
    SuricataEveMessageFormat format = new SuricataEveMessageFormat();
    byte[] event = EVENTS.getBytes(UTF_8);
    assertThat(format.recognise(event, 0, event.length)).isInstanceOf(Recognition.Yes.class);
    byte[] other = "{\"event_type\":\"purge\",\"packets\":1}".getBytes(UTF_8);
    assertThat(format.recognise(other, 0, other.length)).isInstanceOf(Recognition.No.class);
  }
}
