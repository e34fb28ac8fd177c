// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
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

  @Override
  protected Format format() {
    return new IpfixcolJsonFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        FormatSample.of("flows.json", FLOWS, "flows", ROWS).with("zone", "UTC"),
        FormatSample.of("flows.json", BAD, "flows", "")
            .rejecting("bad number", "no flow", "bad time", "bad address"));
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
