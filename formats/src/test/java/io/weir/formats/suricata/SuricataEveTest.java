// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects.Reject;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class SuricataEveTest extends FormatContract {
  private static final String HEAD =
      "{\"timestamp\":\"2026-11-21T11:05:10.5+0100\",\"flow_id\":7,\"event_type\":";

  private static final String FLOWS =
      """
      {"timestamp":"2026-11-21T11:06:10.000000+0000","flow_id":2039115077410226,"in_iface":"eth0","event_type":"flow","vlan":[7,8],"src_ip":"10.20.0.10","src_port":51844,"dest_ip":"198.51.100.20","dest_port":80,"proto":"TCP","app_proto":"http","flow":{"pkts_toserver":6,"pkts_toclient":5,"bytes_toserver":510,"bytes_toclient":1042,"start":"2026-11-21T11:05:10.107311+0000","end":"2026-11-21T11:05:10.140025+0000","age":0,"state":"closed","reason":"timeout","alerted":false},"tcp":{"tcp_flags":"1b","tcp_flags_ts":"1b","tcp_flags_tc":"12","syn":true,"state":"closed"},"host":"sensor \\"a\\""}
      { "event_type" : "flow", "timestamp":"2026-11-21T12:06:12.100000+0100","src_ip":"2001:0db8:0000:0000:0000:0000:0000:0010","dest_ip":"2001:0db8:0000:0000:0000:0000:0000:0080","proto":"IPv6-ICMP","icmp_type":128,"icmp_code":0,"vlan":9,"flow":{"pkts_toserver":3,"end":null,"nested":{"start":"x","l":[1,{"a":"}"}]}} }
      {"timestamp":"2026-11-21T11:06:12.100000+0000","event_type":"dhcp","dhcp":{}}
      """;

  private static final String FLOW_ROWS =
      """
      ts=2026-11-21T11:05:10.107311Z ts_end=2026-11-21T11:05:10.140025Z logged=2026-11-21T11:06:10Z flow_id=2039115077410226 src_ip="10.20.0.10" src_port=51844 dest_ip="198.51.100.20" dest_port=80 proto="TCP" ip_proto=6 app_proto="http" vlan=7 inner_vlan=8 in_iface="eth0" host="sensor \\"a\\"" pkts_toserver=6 pkts_toclient=5 bytes_toserver=510 bytes_toclient=1042 age=0 state="closed" reason="timeout" alerted=false tcp_flags=27 tcp_flags_ts=27 tcp_flags_tc=18 tcp_state="closed" src_file="eve.json" src_line=1
      ts=2026-11-21T11:06:12.100Z logged=2026-11-21T11:06:12.100Z src_ip="2001:db8::10" dest_ip="2001:db8::80" proto="IPv6-ICMP" ip_proto=58 vlan=9 pkts_toserver=3 icmp_type=128 icmp_code=0 src_file="eve.json" src_line=2
      """;

  private static final String NETFLOW =
      """
      {"timestamp":"2026-11-21T11:06:10.000000+0000","flow_id":2039115077410226,"event_type":"netflow","src_ip":"10.20.0.10","src_port":51844,"dest_ip":"198.51.100.20","dest_port":80,"proto":"TCP","app_proto":"http","netflow":{"pkts":6,"bytes":510,"start":"2026-11-21T11:05:10.107311+0000","end":"2026-11-21T11:05:10.140025+0000","age":0,"min_ttl":63,"max_ttl":64},"tcp":{"tcp_flags":"1b","syn":true}}
      """;

  private static final String NETFLOW_ROW =
      """
      ts=2026-11-21T11:05:10.107311Z ts_end=2026-11-21T11:05:10.140025Z logged=2026-11-21T11:06:10Z flow_id=2039115077410226 src_ip="10.20.0.10" src_port=51844 dest_ip="198.51.100.20" dest_port=80 proto="TCP" ip_proto=6 app_proto="http" pkts=6 bytes=510 age=0 min_ttl=63 max_ttl=64 tcp_flags=27 src_file="eve.json" src_line=1
      """;

  /** Requests and answers of the three versions, and answers by type alone. */
  private static final String DNS =
      HEAD
          + """
          "dns","dns":{"type":"query","id":3066,"rrname":"A.example.test","rrtype":"A","tx_id":0}}
          """
          + HEAD
          + """
          "dns","dns":{"type":"answer","id":3066,"rcode":"NOERROR","rrname":"a.example.test","rrtype":"A","ttl":60,"rdata":"192.0.2.1"}}
          """
          + HEAD
          + """
          "dns","dns":{"version":2,"type":"answer","id":3,"flags":"8592","qr":true,"aa":true,"rd":true,"ra":true,"rrname":"b.test","rrtype":"MX","rcode":"NOERROR","answers":[{"rrname":"b.test","rrtype":"MX","ttl":10800,"rdata":"m.b.test"},{"rrname":"b.test","rrtype":"SRV","srv":{"priority":20,"weight":1,"port":5060,"name":"s.b.test"}},{"rrtype":"TXT","ttl":5,"rdata":"a\\u001fb\\""}],"authorities":[{"rrname":"b.test","rrtype":"NS","ttl":1,"rdata":"ns.b.test"}]}}
          """
          + HEAD
          + """
          "dns","dns":{"version":2,"type":"answer","id":4,"flags":"8183","rcode":"NXDOMAIN","rrname":"c.test","rrtype":"A","grouped":{"A":["192.0.2.1","192.0.2.2"],"CNAME":["d.test"]}}}
          """
          + HEAD
          + """
          "dns","dns":{"version":3,"type":"request","tx_id":0,"id":16000,"rd":true,"opcode":0,"queries":[{"rrname":"e.test","rrtype":"AAAA"},{"rrname":"f.test","rrtype":"A"}]}}
          """
          + HEAD
          + """
          "dns","dns":{"version":3,"type":"response","tx_id":1,"id":16000,"flags":"8180","opcode":0,"rcode":"NOERROR","queries":[{"rrname":"e.test","rrtype":"AAAA"}],"answers":[]}}
          """;

  private static final String DNS_ROWS =
      """
      ts=2026-11-21T10:05:10.500Z flow_id=7 type="query" id=3066 dns_tx_id=0 rrname="A.example.test" rrtype="A" src_file="eve.json" src_line=1
      ts=2026-11-21T10:05:10.500Z flow_id=7 type="answer" id=3066 rcode="NOERROR" rrname="a.example.test" rrtype="A" answers=["192.0.2.1"] answer_ttls=[60] src_file="eve.json" src_line=2
      ts=2026-11-21T10:05:10.500Z flow_id=7 type="answer" version=2 id=3 flags=34194 aa=true tc=false rd=true ra=true ad=false cd=true rcode="NOERROR" rrname="b.test" rrtype="MX" answers=["m.b.test", "20 1 5060 s.b.test", "a b\\""] answer_types=["MX", "SRV", "TXT"] answer_ttls=[10800, null, 5] authorities=["ns.b.test"] src_file="eve.json" src_line=3
      ts=2026-11-21T10:05:10.500Z flow_id=7 type="answer" version=2 id=4 flags=33155 aa=false tc=false rd=true ra=true ad=false cd=false rcode="NXDOMAIN" rrname="c.test" rrtype="A" answers=["192.0.2.1", "192.0.2.2", "d.test"] answer_types=["A", "A", "CNAME"] src_file="eve.json" src_line=4
      ts=2026-11-21T10:05:10.500Z flow_id=7 type="request" version=3 id=16000 dns_tx_id=0 rd=true opcode=0 rrname="e.test" rrtype="AAAA" src_file="eve.json" src_line=5
      ts=2026-11-21T10:05:10.500Z flow_id=7 type="response" version=3 id=16000 dns_tx_id=1 flags=33152 aa=false tc=false rd=true ra=true ad=false cd=false opcode=0 rcode="NOERROR" rrname="e.test" rrtype="AAAA" answers=[] answer_types=[] answer_ttls=[] src_file="eve.json" src_line=6
      """;

  private static final String NAMING =
      HEAD
          + """
          "http","src_ip":"10.0.0.1","dest_ip":"10.0.0.2","tx_id":1,"http":{"hostname":"www.Example.test","url":"\\/a?b","http_method":"GET","protocol":"HTTP\\/1.1","status":206,"length":5,"content_range":{"raw":"bytes 0-4\\/9"}}}
          """
          + HEAD
          + """
          "tls","tls":{"sni":"api.example.test","version":"TLS 1.3","server_alpns":["h2"],"notbefore":"2026-01-01T00:00:00"}}
          """
          + HEAD
          + """
          "quic","quic":{"version":"1","sni":"q.example.test"}}
          """;

  private static final String NAME_ROWS =
      """
      ts=2026-11-21T10:05:10.500Z flow_id=7 name="www.Example.test" name_source="http_host" src_file="eve.json" src_line=1
      ts=2026-11-21T10:05:10.500Z flow_id=7 name="api.example.test" name_source="tls_sni" tls_version="TLS 1.3" alpn=["h2"] src_file="eve.json" src_line=2
      ts=2026-11-21T10:05:10.500Z flow_id=7 name="q.example.test" name_source="quic_sni" quic_version="1" src_file="eve.json" src_line=3
      """;

  private static final String BAD =
      FLOWS
          + """
          {"timestamp":"2026-11-21T11:06:10.000000+0000","event_type":"flow","src_port":"x"}
          {"timestamp":"yesterday","event_type":"flow"}
          {"timestamp":"2026-11-21T11:06:10.000000+0000","flow":{}}
          {"timestamp":"2026-11-21T11:06:10.000000+0000","event_type":7}
          {"timestamp":"2026-11-21T11:06:10.000000+0000","event_type":"flow"
          {"timestamp":"2026-11-21T11:06:10.000000+0000","event_type":"flow","a":1 "b":2}
          {"timestamp":"2026-11-21T11:06:10.000000+0000","event_type":"flow","tcp":{"tcp_flags":"xx"}}
          {"timestamp":"2026-11-21T11:06:10.000000+0000","event_type":"flow","host":"\\q"}
          {"timestamp":"2026-11-21T11:06:10.000000+0000","event_type":"flow","vlan":["x"]}
          {"timestamp":"2026-11-21T11:06:10.000000+0000","event_type":"flow","vlan":70000}
          {"timestamp":"2026-11-21T11:06:10.000000+0000","event_type":"flow","vlan":-1}
          {"timestamp":"2026-11-21T11:06:10.000000+0000","event_type":"flow","flow":{"alerted":"no"}}
          [1]

          """;

  /** Lives that are no numbers; the last of the bad ones has what stands for NULL in a list. */
  private static final String BAD_LIVES =
      dns("\"type\":\"answer\",\"ttl\":60")
          + dns("\"type\":\"answer\",\"ttl\":\"abc\"")
          + dns("\"type\":\"answer\",\"ttl\":true")
          + dns("\"type\":\"answer\",\"ttl\":\"\"")
          + dns("\"type\":\"answer\",\"ttl\":-1")
          + dns("\"type\":\"answer\",\"answers\":[{\"rdata\":\"a\",\"ttl\":\"1\\u001e2\"}]");

  private static final String LIFE_ROWS =
      """
      ts=2026-11-21T10:05:10.500Z flow_id=7 type="answer" answer_ttls=[60] src_file="eve.json" src_line=1
      """;

  private static String dns(String members) {
    return HEAD + "\"dns\",\"dns\":{" + members + "}}\n";
  }

  @Override
  protected Format format() {
    return new SuricataEveFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        FormatSample.of("eve.json", FLOWS, "eve_flow", FLOW_ROWS),
        FormatSample.of("eve.json", FLOWS.replace("\n", "\r\n"), "eve_flow", FLOW_ROWS),
        FormatSample.of("eve.json", DNS, "eve_dns", DNS_ROWS),
        FormatSample.of("eve.json", NAMING, "eve_names", NAME_ROWS),
        FormatSample.of(
            "eve.json",
            NAMING,
            "eve_http",
            """
            ts=2026-11-21T10:05:10.500Z flow_id=7 src_ip="10.0.0.1" dest_ip="10.0.0.2" tx_id=1 hostname="www.Example.test" url="/a?b" http_method="GET" protocol="HTTP/1.1" status=206 length=5 content_range="bytes 0-4/9" src_file="eve.json" src_line=1
            """),
        FormatSample.of(
            "eve.json",
            NAMING,
            "eve_tls",
            """
            ts=2026-11-21T10:05:10.500Z flow_id=7 sni="api.example.test" version="TLS 1.3" notbefore=2026-01-01T00:00:00Z server_alpns=["h2"] src_file="eve.json" src_line=2
            """),
        FormatSample.of(
            "eve.json",
            FLOWS,
            "eve_other",
            """
            ts=2026-11-21T11:06:12.100Z event_type="dhcp" event="{}" src_file="eve.json" src_line=3
            """),
        FormatSample.of("eve.json", NETFLOW, "eve_netflow", NETFLOW_ROW),
        FormatSample.of("eve.json", BAD, "eve_flow", FLOW_ROWS)
            .rejecting(
                "bad integer in src_port",
                "bad time in ts",
                "no event",
                "no event",
                "bad JSON",
                "bad JSON",
                "bad integer in tcp_flags",
                "bad escape in host",
                "bad integer in vlan",
                "bad integer in vlan",
                "bad integer in vlan",
                "bad bool in alerted",
                "bad JSON"),
        FormatSample.of("eve.json", BAD_LIVES, "eve_dns", LIFE_ROWS)
            .rejecting(
                "bad integer in answer_ttls",
                "bad integer in answer_ttls",
                "bad integer in answer_ttls",
                "bad integer in answer_ttls",
                "bad integer in answer_ttls"));
  }

  @Override
  protected Stream<BytesFile> foreign() {
    return Stream.concat(
        super.foreign(),
        Stream.of(
            BytesFile.of(
                "eve.json", "{\"timestamp\":\"2026-11-21T11:06:10.000000+0000\",\"type\":\"x\"}\n"),
            BytesFile.of("eve.json", "{\"event_type\":\"flow\"}\n"),
            BytesFile.of("eve.json", "{\"timestamp\":1795259170,\"event_type\":\"flow\"}\n"),
            BytesFile.of("eve.json", "{\"timestamp\":\"yesterday\",\"event_type\":\"flow\"}\n"),
            BytesFile.of(
                "app.json",
                "{\"timestamp\":\"2026-11-21T11:06:10Z\",\"event_type\":\"login\",\"user\":{}}\n")));
  }

  private Recognition recognition(String text) {
    return format().recognise(FormatSample.head(BytesFile.of("eve.json", text)), Options.NONE);
  }

  @Test
  void eventsOfUnknownKindAreRecognisedByTheirPartOrFlow() {
    String time = "{\"timestamp\":\"2026-11-21T11:06:10.000000+0000\",";
    Assertions.assertThat(recognition(time + "\"event_type\":\"new\",\"new\":{}}\n"))
        .isInstanceOf(Recognition.Yes.class);
    Assertions.assertThat(recognition(time + "\"flow_id\":7,\"event_type\":\"new\"}\n"))
        .isInstanceOf(Recognition.Yes.class);
    Assertions.assertThat(recognition(time + "\"event_type\":\"new\",\"new\":1}\n"))
        .isInstanceOf(Recognition.No.class);
  }

  /** The first event may be one of stats, which has more than is looked at. */
  @Test
  void lineLongerThanTheLookIsRecognisedByItsBeginning() {
    String members = "\"stats\":{" + "\"counter\":1234567,".repeat(2000) + "\"last\":0}}\n";
    String time = "{\"timestamp\":\"2026-11-21T11:06:10.000000+0000\",";
    Assertions.assertThat(recognition(time + "\"event_type\":\"stats\"," + members))
        .isInstanceOf(Recognition.Yes.class);
    Assertions.assertThat(recognition(time + "\"event_type\":\"login\"," + members))
        .isInstanceOf(Recognition.No.class);
    Assertions.assertThat(recognition("{\"event_type\":\"stats\"," + members))
        .isInstanceOf(Recognition.No.class);
  }

  /** Lines with two events, whole or torn, are no events, whatever is asked for. */
  @Test
  void linesAreEventsForAllColumnsAlike() {
    String event = FLOWS.lines().findFirst().orElseThrow();
    String torn =
        IntStream.rangeClosed(1, event.length())
            .mapToObj(cut -> event.substring(0, cut) + event + "\n")
            .reduce("", String::concat);
    BytesFile file = BytesFile.of("eve.json", event + "\n" + torn + event + " \r\n");
    TableSchema flow = EveTables.FLOW.schema();
    Reading all = Reading.of(format(), Split.whole(file), TableScan.all(flow));
    List<Long> rejects = all.rejects().all().stream().map(Reject::offset).toList();
    Assertions.assertThat(all.table()).hasSize(2);
    for (String columns : List.of("", "ts", "flow_id", "dest_port", "age", "tcp_flags", "host")) {
      List<Integer> wanted =
          columns.isEmpty() ? List.of() : List.of(EveRow.at(EveTables.FLOW, columns));
      Reading some = Reading.of(format(), Split.whole(file), new TableScan(flow, wanted));
      Assertions.assertThat(some.table()).as(columns).hasSize(2);
      Assertions.assertThat(some.rejects().all().stream().map(Reject::offset).toList())
          .as(columns)
          .isEqualTo(rejects);
    }
  }

  /** What is behind the last wanted value is not looked at; that it is there is. */
  @Test
  void recordThatIsCutOffBehindTheWantedValuesIsRejected() {
    String event = HEAD + "\"ssh\",\"ssh\":{\"client\":{}}";
    BytesFile file = BytesFile.of("eve.json", (event + "\n" + event + " }\n").getBytes(UTF_8));
    int column = EveRow.at(EveTables.OTHER, EveTables.OWN_PART);
    TableScan own = new TableScan(EveTables.OTHER.schema(), List.of(column));
    Reading reading = Reading.of(format(), Split.whole(file), own);
    Assertions.assertThat(reading.text()).isEqualTo("event=\"{\\\"client\\\":{}}\"\n");
    Assertions.assertThat(reading.rejects().reasons()).isEqualTo(List.of("bad JSON"));
  }

  /** What is no event would be told once for each table that a question reads. */
  @Test
  void readerOfNamesTellsNothingOfForeignLines() {
    BytesFile file = BytesFile.of("eve.json", (NAMING + "nonsense\n").getBytes(UTF_8));
    TableScan names = TableScan.all(EveTables.HTTP_NAMES.schema());
    Reading reading = Reading.of(format(), Split.whole(file), names);
    Assertions.assertThat(reading.rejects().all()).isEmpty();
    Assertions.assertThat(reading.text()).isEqualTo(NAME_ROWS);
    TableScan flows = TableScan.all(EveTables.FLOW.schema());
    Assertions.assertThat(Reading.of(format(), Split.whole(file), flows).rejects().reasons())
        .isEqualTo(List.of("bad JSON"));
  }
}
