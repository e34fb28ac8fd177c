// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.MessageReader;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IpfixcolJsonTest extends FormatContract {
  /** IPFIXcol's with formatted values and with raw ones; IPFIXcol2's biflow, by name and number. */
  private static final String FLOWS =
      """
      {"@type": "ipfix.entry", "ipfix.octetDeltaCount": 3970, "ipfix.packetDeltaCount": 14, "ipfix.flowStartMilliseconds": "2015-08-03T14:10:2.012", "ipfix.flowEndMilliseconds": "2015-08-03T14:11:02.380", "ipfix.ingressInterface": 2, "ipfix.ipVersion": 4, "ipfix.sourceIPv4Address": "192.0.2.8", "ipfix.destinationIPv4Address": "198.51.100.4", "ipfix.ipClassOfService": 0, "ipfix.ipTTL": 52, "ipfix.protocolIdentifier": "TCP", "ipfix.tcpControlBits": ".AP.SF", "ipfix.sourceTransportPort": 443, "ipfix.destinationTransportPort": 49285, "ipfix.egressInterface": 0, "ipfix.samplingInterval": 0}
      {"@type": "ipfix.entry", "a.b.flowStartMilliseconds": 1537599474880, "a.b.flowEndSeconds": 1537599485, "a.b.tcpControlBits": 27, "a.b.protocolIdentifier": 1, "a.b.icmpTypeCodeIPv4": 2048, "a.b.sourceIPv4Address": "240.0.1.4", "a.b.destinationIPv4Address": "240.125.0.2", "a.b.packetDeltaCount": 16, "a.b.octetDeltaCount": 1973, "a.b.bgpSourceAsNumber": 65001, "a.b.x": "0x71e1"}
      {"@type":"ipfix.entry","iana:octetDeltaCount":10,"iana@reverse:octetDeltaCount":20,"iana:packetDeltaCount":1,"iana@reverse:packetDeltaCount":2,"iana:flowStartMicroseconds":"2018-05-11T19:44:29.006Z","iana:sourceIPv6Address":"2001:db8::1","iana:destinationIPv6Address":"2001:db8::2","iana:protocolIdentifier":"UDP","iana:sourceTransportPort":[53,54],"iana:destinationTransportPort":5353,"cesnet:octetDeltaCount":null,"ipfix:srcAddr":"192.0.2.99"}
      {"@type":"ipfix.entry","en0:id1":5,"en29305:id1":6,"en9999:id2":7,"en0:id8":"10.0.0.1","en0:id12":"10.0.0.2","en0:id150":1537599474}
      {"@type":"ipfix.entry","en0:id1":5,"en0:id4":"IPv6-Frag","en0:id8":"10.0.0.1","en0:id12":"10.0.0.2","en0:id150":1537599474}
      {"@type":"ipfix.entry","en0:id1":5,"en0:id4":"unassigned","en0:id8":"10.0.0.1","en0:id12":"10.0.0.2","en0:id150":1537599474}
      """;

  private static final String ROWS =
      """
      time_start=1.438611002012E9 time_end=1.43861106238E9 duration=60.368 proto="tcp" ip_proto=6 ip_version=4 c_ip="192.0.2.8" c_port=443 s_ip="198.51.100.4" s_port=49285 c_pkt=14 c_bytes=3970 c_ip_bytes=3970 tcp_flags=27 tcp_flags_c=27 tos=0 in_if=2 out_if=0 bytes_kind="ip" ts=2015-08-03T14:10:02.012Z ts_end=2015-08-03T14:11:02.380Z day=2015-08-03 source="ipfixcol" src_file="flows.json" src_line=1 community_id="1:SSr58dB48Izpt4HnWxDwvqrCPrY="
      time_start=1.53759947488E9 time_end=1.537599485E9 duration=10.12 proto="icmp" ip_proto=1 ip_version=4 c_ip="240.0.1.4" c_port=8 s_ip="240.125.0.2" s_port=0 c_pkt=16 c_bytes=1973 c_ip_bytes=1973 c_as=65001 bytes_kind="ip" ts=2018-09-22T06:57:54.880Z ts_end=2018-09-22T06:58:05Z day=2018-09-22 source="ipfixcol" src_file="flows.json" src_line=2 community_id="1:mFNmEPHZ1+KrBbeqdbQr4raV1nU="
      time_start=1.526067869006E9 proto="udp" ip_proto=17 ip_version=6 c_ip="2001:db8::1" c_port=53 s_ip="2001:db8::2" s_port=5353 c_pkt=1 s_pkt=2 c_bytes=10 s_bytes=20 c_ip_bytes=10 s_ip_bytes=20 exporter="192.0.2.99" bytes_kind="ip" ts=2018-05-11T19:44:29.006Z day=2018-05-11 source="ipfixcol" src_file="flows.json" src_line=3 community_id="1:tajKKCYPX5Fr60+44RSdKtpFb4s="
      time_start=1.537599474E9 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_bytes=5 s_bytes=6 c_ip_bytes=5 s_ip_bytes=6 bytes_kind="ip" ts=2018-09-22T06:57:54Z day=2018-09-22 source="ipfixcol" src_file="flows.json" src_line=4
      time_start=1.537599474E9 proto="44" ip_proto=44 ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_bytes=5 c_ip_bytes=5 bytes_kind="ip" ts=2018-09-22T06:57:54Z day=2018-09-22 source="ipfixcol" src_file="flows.json" src_line=5 community_id="1:5k98vc9cBdP7BVmBPEQjZJ/gDwE="
      time_start=1.537599474E9 proto="unassigned" ip_version=4 c_ip="10.0.0.1" s_ip="10.0.0.2" c_bytes=5 c_ip_bytes=5 bytes_kind="ip" ts=2018-09-22T06:57:54Z day=2018-09-22 source="ipfixcol" src_file="flows.json" src_line=6
      """;

  private static final String BAD =
      """
      {"@type":"ipfix.entry","iana:octetDeltaCount":"many"}
      {"@type":"ipfix.optionsEntry","iana:exporterIPv4Address":"10.0.0.1","iana:samplingInterval":10}
      {"@type":"ipfix.entry","iana:flowStartMilliseconds":99999999999999999999}
      {"@type":"ipfix.entry","iana:sourceIPv4Address":7}
      """;

  /**
   * Of Flowmon's exporters, a record each direction, texts filled with zeros: a question, its
   * answer, a flow that is no DNS. Of CESNET's, both directions in a record: answered, and not. By
   * the names and the forms of IPFIXcol, and by numbers.
   */
  private static final String DNS =
      """
      {"@type":"ipfix.entry","iana:octetDeltaCount":60,"iana:flowStartMilliseconds":"2022-05-11T19:44:29.006Z","iana:sourceIPv4Address":"10.0.0.1","iana:destinationIPv4Address":"10.0.0.53","iana:protocolIdentifier":"UDP","iana:sourceTransportPort":40000,"iana:destinationTransportPort":53,"flowmon:dnsId":7,"flowmon:dnsFlagsCodes":256,"flowmon:dnsQname":"www.Example.org\\u0000\\u0000\\u0000","flowmon:dnsQtype":1,"flowmon:dnsQclass":1,"flowmon:dnsCrrName":"\\u0000\\u0000"}
      {"@type":"ipfix.entry","iana:octetDeltaCount":90,"iana:flowStartMilliseconds":"2022-05-11T19:44:29.016Z","iana:flowEndMilliseconds":"2022-05-11T19:44:29.116Z","iana:sourceIPv4Address":"10.0.0.53","iana:destinationIPv4Address":"10.0.0.1","iana:protocolIdentifier":"UDP","iana:sourceTransportPort":53,"iana:destinationTransportPort":40000,"flowmon:dnsId":7,"flowmon:dnsFlagsCodes":33152,"flowmon:dnsQuestionCount":1,"flowmon:dnsAnswrecCount":2,"flowmon:dnsAuthrecCount":0,"flowmon:dnsAddtrecCount":1,"flowmon:dnsQname":"www.Example.org\\u0000\\u0000\\u0000","flowmon:dnsQtype":1,"flowmon:dnsQclass":1,"flowmon:dnsCrrType":5,"flowmon:dnsCrrTtl":300,"flowmon:dnsCrrRdata":"0x676C6173746F6E2E6E65740000000000"}
      {"@type":"ipfix.entry","iana:octetDeltaCount":90,"iana:flowStartMilliseconds":"2022-05-11T19:44:30Z","iana:sourceIPv4Address":"10.0.0.2","iana:destinationIPv4Address":"10.0.0.80","iana:sourceTransportPort":53,"iana:destinationTransportPort":80,"flowmon:dnsId":0,"flowmon:dnsFlagsCodes":0,"flowmon:dnsQtype":0,"flowmon:dnsQname":"\\u0000\\u0000","flowmon:httpHost":""}
      {"@type":"ipfix.entry","iana:packetDeltaCount":1,"iana@reverse:packetDeltaCount":1,"iana:octetDeltaCount":60,"iana@reverse:octetDeltaCount":99,"iana:flowStartMicroseconds":"2022-05-11T19:44:31Z","iana:flowEndMicroseconds":"2022-05-11T19:44:31.5Z","iana:sourceIPv6Address":"2001:db8::1","iana:destinationIPv6Address":"2001:db8::53","iana:protocolIdentifier":"UDP","iana:sourceTransportPort":5000,"iana:destinationTransportPort":53,"cesnet:DNSName":"a.example","cesnet:DNSTransactionID":513,"cesnet:DNSRCode":0,"cesnet:DNSQType":28,"cesnet:DNSClass":1,"cesnet:DNSAnswers":1,"cesnet:DNSAType":28,"cesnet:DNSRRTTL":60,"cesnet:DNSRData":"2001:db8::80","cesnet:DNSPSize":1232,"cesnet:DNSRDO":0}
      {"@type":"ipfix.entry","iana:packetDeltaCount":2,"iana@reverse:packetDeltaCount":0,"iana:octetDeltaCount":120,"iana:flowStartSeconds":"2022-05-11T19:44:32Z","iana:sourceIPv4Address":"10.0.0.1","iana:destinationIPv4Address":"10.0.0.53","cesnet:DNSName":"b.example","cesnet:DNSRCode":0}
      {"@type": "ipfix.entry", "ipfix.octetDeltaCount": 70, "ipfix.flowStartMilliseconds": 1537599474880, "ipfix.sourceIPv4Address": "10.0.0.53", "ipfix.destinationIPv4Address": "10.0.0.1", "ipfix.sourceTransportPort": 53, "ipfix.destinationTransportPort": 999, "ipfix.DNSFlagsCodes": 32899, "ipfix.DNSName": "c.example", "ipfix.DNSQType": "255", "ipfix.DNSCrrType": 1, "ipfix.DNSRData": "3221225994", "ipfix.DNSRDataLength": 4}
      {"@type":"ipfix.entry","en0:id1":5,"en0:id8":"10.0.0.53","en0:id12":"10.0.0.1","en0:id150":1537599474,"en39499:id111":33157,"en39499:id121":"d.example","en39499:id117":1,"en39499:id120":"0xc000020100000000","en39499:id124":4}
      """;

  private static final String LINE = " src_line=\\d+";

  private static final String DNS_ROWS =
      """
      c_ip="10.0.0.1" c_port=40000 s_ip="10.0.0.53" s_port=53 trans_id="7" query="www.example.org" req_class="IN" req_type="A" req_time=1.652298269016E9 resp_time=1.652298269016E9 resp_code="NOERROR" flags_resp=12 answers=["glaston.net"] answer_types=["CNAME"] answer_ttls=[300] proto="udp" rcode=0 qtype_num=1 qclass_num=1 aa=false tc=false rd=true ra=true ad=false cd=false rejected=false qdcount=1 ancount=2 nscount=0 arcount=1 query_raw="www.Example.org" unanswered=false ts=2022-05-11T19:44:29.016Z ts_end=2022-05-11T19:44:29.116Z day=2022-05-11 source="ipfixcol" src_file="dns.json" src_line=2 community_id="1:tsRYCl/+BxiF7NoYw7+legBUvt0="
      c_ip="2001:db8::1" c_port=5000 s_ip="2001:db8::53" s_port=53 trans_id="513" query="a.example" req_class="IN" req_type="AAAA" req_time=1.652298271E9 resp_time=1.6522982715E9 resp_code="NOERROR" answers=["2001:db8::80"] answer_types=["AAAA"] answer_ttls=[60] proto="udp" rcode=0 qtype_num=28 qclass_num=1 rejected=false edns_udp_size=1232 ancount=1 unanswered=false ts=2022-05-11T19:44:31Z ts_end=2022-05-11T19:44:31.500Z day=2022-05-11 source="ipfixcol" src_file="dns.json" src_line=4 community_id="1:X1PLsozCcoJOQnFYdIX48m75gkw="
      c_ip="10.0.0.1" s_ip="10.0.0.53" query="b.example" req_time=1.652298272E9 resp_time=1.652298272E9 unanswered=true ts=2022-05-11T19:44:32Z day=2022-05-11 source="ipfixcol" src_file="dns.json" src_line=5
      c_ip="10.0.0.1" s_ip="10.0.0.53" query="c.example" req_type="ANY" req_time=1.53759947488E9 resp_time=1.53759947488E9 resp_code="NXDOMAIN" flags_resp=4 answers=["192.0.2.10"] answer_types=["A"] answer_ttls=[null] rcode=3 qtype_num=255 aa=false tc=false rd=false ra=true ad=false cd=false rejected=false unanswered=false ts=2018-09-22T06:57:54.880Z day=2018-09-22 source="ipfixcol" src_file="dns.json" src_line=6
      c_ip="10.0.0.1" s_ip="10.0.0.53" query="d.example" req_time=1.537599474E9 resp_time=1.537599474E9 resp_code="REFUSED" flags_resp=12 answers=["192.0.2.1"] answer_types=["A"] answer_ttls=[null] rcode=5 aa=false tc=false rd=true ra=true ad=false cd=false rejected=true unanswered=false ts=2018-09-22T06:57:54Z day=2018-09-22 source="ipfixcol" src_file="dns.json" src_line=7
      """;

  /** Of Flowmon's exporters, by IANA's elements, by IPFIXcol's names, and of a response alone. */
  private static final String HTTP =
      """
      {"@type":"ipfix.entry","iana:octetDeltaCount":600,"iana:flowStartMilliseconds":"2022-05-11T19:44:29Z","iana:sourceIPv4Address":"10.0.0.1","iana:destinationIPv4Address":"10.0.0.80","iana:protocolIdentifier":"TCP","iana:sourceTransportPort":40000,"iana:destinationTransportPort":80,"flowmon:httpHost":"HTTPbin.org:80\\u0000\\u0000","flowmon:httpUrl":"/status/418\\u0000","flowmon:httpUserAgent":"curl/7.43.0\\u0000","flowmon:httpReferer":"\\u0000","flowmon:httpMethodMask":4,"flowmon:httpStatusCode":0,"flowmon:dnsId":0}
      {"@type":"ipfix.entry","iana:octetDeltaCount":900,"iana:flowStartMilliseconds":"2022-05-11T19:44:29Z","iana:sourceIPv4Address":"10.0.0.80","iana:destinationIPv4Address":"10.0.0.1","iana:sourceTransportPort":80,"iana:destinationTransportPort":40000,"flowmon:httpHost":"\\u0000","flowmon:httpStatusCode":418,"flowmon:httpContentType":"text/html"}
      {"@type":"ipfix.entry","iana:octetDeltaCount":600,"iana@reverse:octetDeltaCount":900,"iana@reverse:packetDeltaCount":4,"iana:flowStartMilliseconds":"2022-05-11T19:44:29Z","iana:flowEndMilliseconds":"2022-05-11T19:44:31Z","iana:sourceIPv4Address":"10.0.0.1","iana:destinationIPv4Address":"10.0.0.80","iana:httpRequestMethod":"GET","iana:httpRequestHost":"www.example","iana:httpRequestTarget":"/a \\"b\\"","iana:httpStatusCode":404,"iana:httpReasonPhrase":"Not Found","iana:httpMessageVersion":"1.1","iana:httpContentType":"text/html"}
      {"@type": "ipfix.entry", "ipfix.octetDeltaCount": 70, "ipfix.flowStartMilliseconds": 1537599474880, "ipfix.sourceIPv4Address": "10.0.0.1", "ipfix.HTTPRequestHost": "old.example"}
      """;

  private static final String BAD_DNS =
      """
      {"@type":"ipfix.entry","iana:octetDeltaCount":5,"cesnet:DNSName":"a.example","cesnet:DNSQType":"A"}
      {"@type":"ipfix.entry","iana:octetDeltaCount":5,"cesnet:DNSName":"a.example","cesnet:DNSRCode":4294967295}
      {"@type":"ipfix.entry","iana:octetDeltaCount":5,"cesnet:DNSName":"a.example"
      {"@type":"ipfix.entry","iana:octetDeltaCount":5,"cesnet:DNSName":"a.example","iana:sourceIPv4Address":"a"}
      """;

  private static final String HTTP_ROWS =
      """
      c_ip="10.0.0.1" c_port=40000 s_ip="10.0.0.80" s_port=80 host="httpbin.org" path="/status/418" user_agent="curl/7.43.0" req_time=1.652298269E9 host_raw="HTTPbin.org:80" ts=2022-05-11T19:44:29Z day=2022-05-11 source="ipfixcol" src_file="http.json" src_line=1 community_id="1:r37v2rh+7KrmX+xO1I7ab9Jwj18="
      c_ip="10.0.0.1" s_ip="10.0.0.80" method="GET" host="www.example" path="/a \\"b\\"" req_time=1.652298269E9 resp_time=1.652298271E9 status_code=404 content_type="text/html" proto_version="1.1" status_msg="Not Found" ts=2022-05-11T19:44:29Z ts_end=2022-05-11T19:44:31Z day=2022-05-11 source="ipfixcol" src_file="http.json" src_line=3
      c_ip="10.0.0.1" host="old.example" req_time=1.53759947488E9 ts=2018-09-22T06:57:54.880Z day=2018-09-22 source="ipfixcol" src_file="http.json" src_line=4
      """;

  @Override
  protected Format format() {
    return new IpfixcolJsonFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        FormatSample.of("flows.json", FLOWS, "flows", ROWS).with("zone", "UTC"),
        FormatSample.of("flows.json", BAD, "flows", "")
            .rejecting("bad number", "no flow", "bad time", "bad address"),
        FormatSample.of("dns.json", DNS, "dns", DNS_ROWS).with("zone", "UTC"),
        FormatSample.of("http.json", HTTP, "http", HTTP_ROWS).with("zone", "UTC"),
        FormatSample.of("bad.json", BAD_DNS, "dns", "")
            .rejecting("bad number", "bad number", "bad JSON", "bad address"));
  }

  @Test
  void messagesAreReadAsFiles() {
    assertThat(messages(FiveTables.DNS, DNS)).isEqualTo(DNS_ROWS.replaceAll(LINE, ""));
    assertThat(messages(FiveTables.HTTP, HTTP)).isEqualTo(HTTP_ROWS.replaceAll(LINE, ""));
  }

  private static String messages(TableSchema table, String content) {
    Scan scan = new Scan(List.of(TableScan.all(table)), TimeRange.ALL, Options.NONE);
    CollectedRejects rejects = new CollectedRejects();
    MessageReader reader = new IpfixcolJsonFormat().messages(scan, rejects);
    Rows rows = new Rows(scan.tables().get(0), Integer.MAX_VALUE);
    String name = table.name() + ".json";
    for (String message : content.split("\n", -1)) {
      byte[] value = ("." + message).getBytes(StandardCharsets.UTF_8);
      reader.begin(BytesFile.of(name, ""), 0, value, 1, value.length - 1);
      assertThat(reader.fill(new Rows[] {rows})).isFalse();
    }
    assertThat(rejects.reasons()).isEmpty();
    return rows.toString();
  }

  @Test
  void onePassFillsAllTablesAndARejectIsNoRowOfAny() throws IOException {
    List<TableScan> tables =
        Stream.of(FiveTables.FLOWS, FiveTables.DNS, FiveTables.HTTP).map(TableScan::all).toList();
    Scan scan = new Scan(tables, TimeRange.ALL, Options.NONE);
    Rows[] rows =
        tables.stream().map(table -> new Rows(table, Integer.MAX_VALUE)).toArray(Rows[]::new);
    CollectedRejects rejects = new CollectedRejects();
    InputFile file = BytesFile.of("all.json", DNS + BAD_DNS + HTTP);
    try (TableReader reader = format().open(Split.whole(file), scan, rejects)) {
      assertThat(reader.fill(rows)).isFalse();
      assertThat(reader.recordsRead()).isEqualTo(11);
    }
    assertThat(rejects.reasons())
        .containsExactly("bad number", "bad number", "bad JSON", "bad address");
    assertThat(Stream.of(rows).map(table -> table.toString().lines().count()))
        .containsExactly(11L, 5L, 3L);
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    byte[] file = ("\ufeff" + FLOWS).getBytes(StandardCharsets.UTF_8);
    Head head = new Head(BytesFile.of("flows.json", file), file, true);
    assertThat(format().recognise(head, Options.NONE)).isInstanceOf(Recognition.Yes.class);
  }

  @Test
  void onlyFilesWithElementsOfDnsAndHttpHaveTheirTables() {
    assertThat(tables(FLOWS)).containsExactly("flows");
    assertThat(tables(FLOWS + DNS)).containsExactly("flows", "dns", "http");
    assertThat(tables(FLOWS + HTTP.lines().skip(2).findFirst().orElseThrow()))
        .containsExactly("flows", "http");
  }

  private List<String> tables(String content) {
    byte[] file = content.getBytes(StandardCharsets.UTF_8);
    Head head = new Head(BytesFile.of("flows.json", file), file, true);
    Recognition.Yes yes = (Recognition.Yes) format().recognise(head, Options.NONE);
    return yes.tables().stream().map(TableSchema::name).toList();
  }

  @Test
  void elementsAreKnownBehindAnyPrefix() {
    assertThat(
            Stream.of(
                    "ipfix.protocolIdentifier",
                    "iana:protocolIdentifier",
                    "protocolIdentifier",
                    "iana@reverse:octetDeltaCount",
                    "en0:id4",
                    "en29305:id1",
                    "en8057:id4",
                    "cesnet:identity")
                .map(IpfixcolDialect::name))
        .containsExactly(
            "protocolIdentifier",
            "protocolIdentifier",
            "protocolIdentifier",
            "@octetDeltaCount",
            "id4",
            "@id1",
            "",
            "identity");
  }
}
