// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TstatFormatTest extends FormatContract {
  private static final String TCP =
      """
      #31#c_ip:1 c_port:2 c_bytes_all:3 s_ip:4 first:5 durat:6 c_isint:7 s_isint:8 c_tls_SNI:9
      10.0.0.1 1025 100 192.0.2.1 1722494965351.445068 1840.809000 1 0 www.example.com
      2001:db8::1 65535 0 2001:db8::2 1722494965352.000000 0.000000 0 0 -
      """;

  private static final String TCP_ROWS =
      """
      c_ip="10.0.0.1" c_port=1025 c_bytes_all=100 s_ip="192.0.2.1" first=1.722494965351445E12 durat=1840.809 c_isint=1 s_isint=0 c_tls_SNI="www.example.com" ts=2024-08-01T06:49:25.351445Z src_file="log_tcp_complete" src_line=2
      c_ip="2001:db8::1" c_port=65535 c_bytes_all=0 s_ip="2001:db8::2" first=1.722494965352E12 durat=0.0 c_isint=0 s_isint=0 ts=2024-08-01T06:49:25.352Z src_file="log_tcp_complete" src_line=3
      """;

  /** The order of version 2: absolute times are in a column of their own. */
  private static final String OLD =
      """
      #c_ip:1 c_port:2 s_ip:45 first:90 first_abs:98
      10.0.0.1 1 10.0.0.2 17.5 1400000000000.5
      """;

  private static final String DNS =
      """
      #c_ip:1 c_port:2 s_ip:5 s_port:6 time:9 entry:10 trans_id:11 query:12 ttl:13 class:14 type:15 answer:16 flags:17 qdcount:18 ancount:19 nscount:20 arcount:21 pkt_size:22
      10.0.0.1 4000 10.0.0.9 53 1400000000000.1 REQ 0x00ff Www.Example.com. - IN A - 0x08 1 0 0 0 40
      10.0.0.2 4001 10.0.0.9 53 1400000000001 REQ 0x0001 nowhere.example. - IN AAAA - 0x08 1 0 0 0 41
      10.0.0.1 4000 10.0.0.9 53 1400000000020 RESP 0x00ff www.example.com. 300 IN CNAME a.example.net. 0x0c 1 2 0 0 90
      10.0.0.1 4000 10.0.0.9 53 1400000000020 RESP 0x00ff a.example.net. 60 IN A 192.0.2.7 0x0c 1 2 0 0 90
      10.0.0.2 4001 10.0.0.9 53 1400000000030 RESP_ERR 0x0001 nowhere.example. - IN AAAA NXDOMAIN 0x0c 1 0 1 0 100
      10.0.0.3 4002 10.0.0.9 53 1400000020000 REQ 0x0002 lost.example. - IN A - 0x08 1 0 0 0 41
      """;

  private static final String DNS_ROWS =
      """
      c_ip="10.0.0.1" c_port=4000 s_ip="10.0.0.9" s_port=53 trans_id="255" query="www.example.com" req_class="IN" req_type="A" req_time=1.4000000000001E9 resp_time=1.40000000002E9 resp_code="NOERROR" flags_req=8 flags_resp=12 answers=["a.example.net", "192.0.2.7"] answer_types=["CNAME", "A"] answer_ttls=[300, 60] proto="udp" rtt=0.0199 aa=false tc=false rd=true ra=true ad=false cd=false qdcount=1 ancount=2 nscount=0 arcount=0 msg_size_req=40 msg_size_resp=90 query_raw="Www.Example.com" unanswered=false ts=2014-05-13T16:53:20.000100Z ts_end=2014-05-13T16:53:20.020Z day=2014-05-13 source="tstat" src_file="log_dns_complete" src_line=2
      c_ip="10.0.0.2" c_port=4001 s_ip="10.0.0.9" s_port=53 trans_id="1" query="nowhere.example" req_class="IN" req_type="AAAA" req_time=1.400000000001E9 resp_time=1.40000000003E9 resp_code="NXDOMAIN" flags_req=8 flags_resp=12 answers=[] answer_types=[] answer_ttls=[] proto="udp" rtt=0.029 aa=false tc=false rd=true ra=true ad=false cd=false qdcount=1 ancount=0 nscount=1 arcount=0 msg_size_req=41 msg_size_resp=100 unanswered=false ts=2014-05-13T16:53:20.001Z ts_end=2014-05-13T16:53:20.030Z day=2014-05-13 source="tstat" src_file="log_dns_complete" src_line=3
      c_ip="10.0.0.3" c_port=4002 s_ip="10.0.0.9" s_port=53 trans_id="2" query="lost.example" req_class="IN" req_type="A" req_time=1.40000002E9 resp_time=1.40000002E9 flags_req=8 proto="udp" aa=false tc=false rd=true ra=false ad=false cd=false qdcount=1 ancount=0 nscount=0 arcount=0 msg_size_req=41 unanswered=true ts=2014-05-13T16:53:40Z ts_end=2014-05-13T16:53:40Z day=2014-05-13 source="tstat" src_file="log_dns_complete" src_line=7
      """;

  private static final String HTTP =
      """
      10.0.0.1|4000|192.0.2.7|80|1400000000.5|GET|www.Example.com:80|-|/a?b|http://ref/|Mozilla/5.0 (X)|-|1
      10.0.0.1|4000|192.0.2.7|80|1400000000.6|GET|www.example.com|-|/c|-|-|-|-
      10.0.0.1|4000|192.0.2.7|80|1400000000.7|HTTP|200|1234|text/html|nginx|-|-|-
      10.0.0.1|4000|192.0.2.7|80|1400000000.7|RES2|-|-|-|-|-|-|id=1
      10.0.0.1|4000|192.0.2.7|80|1400000000.8|HTTP|302|-|-|-|-|/d|-
      """
          .replace('|', '\t');

  private static final String HTTP_ROWS =
      """
      c_ip="10.0.0.1" c_port=4000 s_ip="192.0.2.7" s_port=80 time=1.4000000005E9 entry="GET" hostname="www.Example.com:80" path="/a?b" referer="http://ref/" user_agent="Mozilla/5.0 (X)" dnt="1" ts=2014-05-13T16:53:20.500Z src_file="log_http_complete" src_line=1
      c_ip="10.0.0.1" c_port=4000 s_ip="192.0.2.7" s_port=80 time=1.4000000006E9 entry="GET" hostname="www.example.com" path="/c" ts=2014-05-13T16:53:20.600Z src_file="log_http_complete" src_line=2
      c_ip="10.0.0.1" c_port=4000 s_ip="192.0.2.7" s_port=80 time=1.4000000007E9 entry="HTTP" code=200 content_len=1234 content_type="text/html" server="nginx" ts=2014-05-13T16:53:20.700Z src_file="log_http_complete" src_line=3
      c_ip="10.0.0.1" c_port=4000 s_ip="192.0.2.7" s_port=80 time=1.4000000007E9 entry="RES2" set_cookie="id=1" ts=2014-05-13T16:53:20.700Z src_file="log_http_complete" src_line=4
      c_ip="10.0.0.1" c_port=4000 s_ip="192.0.2.7" s_port=80 time=1.4000000008E9 entry="HTTP" code=302 location="/d" ts=2014-05-13T16:53:20.800Z src_file="log_http_complete" src_line=5
      """;

  private static final String HTTP_TRANSACTIONS =
      """
      c_ip="10.0.0.1" c_port=4000 s_ip="192.0.2.7" s_port=80 method="GET" host="www.example.com" path="/a?b" referrer="http://ref/" user_agent="Mozilla/5.0 (X)" req_time=1.4000000005E9 resp_time=1.4000000007E9 response_body_len=1234 status_code=200 content_type="text/html" server="nginx" set_cookie="id=1" uri_scheme="http" url="http://www.Example.com:80/a?b" trans_depth=1 host_raw="www.Example.com:80" ts=2014-05-13T16:53:20.500Z ts_end=2014-05-13T16:53:20.700Z day=2014-05-13 source="tstat" src_file="log_http_complete" src_line=1
      c_ip="10.0.0.1" c_port=4000 s_ip="192.0.2.7" s_port=80 method="GET" host="www.example.com" path="/c" req_time=1.4000000006E9 resp_time=1.4000000008E9 status_code=302 uri_scheme="http" url="http://www.example.com/c" trans_depth=2 location="/d" ts=2014-05-13T16:53:20.600Z ts_end=2014-05-13T16:53:20.800Z day=2014-05-13 source="tstat" src_file="log_http_complete" src_line=2
      """;

  @Override
  protected Format format() {
    return new TstatFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        FormatSample.of("log_tcp_complete", TCP, "tstat_tcp_complete", TCP_ROWS),
        // Read under another name, and joined with itself.
        FormatSample.of(
            "a.log",
            (TCP + TCP)
                .replace("c_tls_SNI:9", "c_rtt_avg:9")
                .replace("c_isint", "c_syn_cnt")
                .replace("www.example.com", "1.5"),
            "tstat_tcp_complete",
            rttRows()),
        FormatSample.of(
            "log_tcp_nocomplete",
            OLD,
            "tstat_tcp_nocomplete",
            """
            c_ip="10.0.0.1" c_port=1 s_ip="10.0.0.2" first=17.5 first_abs=1.4000000000005E12 ts=2014-05-13T16:53:20.000500Z src_file="log_tcp_nocomplete" src_line=2
            """),
        FormatSample.of(
                "log_tcp_complete",
                TCP.replace("\n2001", "\n10.0.0.1 1 100 192.0.2.1 1722494965351.4 1 1 0 - -\n2001")
                    + """
                    10.0.0.1 x 100 192.0.2.1 1722494965351.4 1 1 0 -
                    10.0.0.1 1 100 192.0.2.1 yesterday 1 1 0 -
                    10.0.0.1 1 100 192.0.2.1 1722494965351.4 long 1 0 -
                    10.0.0.1 1 100 192.0.2.1 1722494965351.4
                    """,
                "tstat_tcp_complete",
                TCP_ROWS.replace("src_line=3", "src_line=4"))
            .rejecting(
                "wrong number of fields",
                "bad integer in c_port",
                "bad time in first",
                "bad number in durat",
                "too few fields"),
        FormatSample.of("log_http_complete", HTTP, "tstat_http_complete", HTTP_ROWS),
        FormatSample.of(
            "log_some_complete",
            """
            c_ip s_ip note
            a b c
            #c_ip:1 s_ip:2 x:3
            """,
            "tstat_some_complete",
            """
            c_ip="a" s_ip="b" note="c" src_file="log_some_complete" src_line=2
            c_ip="#c_ip:1" s_ip="s_ip:2" note="x:3" src_file="log_some_complete" src_line=3
            """));
  }

  private static String rttRows() {
    String rows =
        TCP_ROWS
            .replace("log_tcp_complete", "a.log")
            .replace("c_isint", "c_syn_cnt")
            .replace("c_tls_SNI=\"www.example.com\"", "c_rtt_avg=1.5");
    return rows + rows.replace("src_line=3", "src_line=6").replace("src_line=2", "src_line=5");
  }

  private void paired(FormatSample sample) {
    assertThat(readWhole(sample).text()).isEqualTo(sample.expected());
  }

  @Test
  void queriesAndResponsesAreTransactions() {
    paired(FormatSample.of("log_dns_complete", DNS, "dns", DNS_ROWS));
  }

  @Test
  void requestsAndResponsesAreTransactions() {
    paired(FormatSample.of("log_http_complete", HTTP, "http", HTTP_TRANSACTIONS));
  }

  @Test
  void linesOfWordsAreNoHeader() {
    for (String text : new String[] {"this is text", "Starting up now\nand so on and on\n"}) {
      BytesFile file = BytesFile.of("log_of_mine", text);
      assertThat(format().recognise(FormatSample.head(file), Options.NONE))
          .isInstanceOf(Recognition.No.class);
    }
  }

  @Test
  void everyMaskOfColumnsIsRead() {
    for (String mask : new String[] {"#15#", "#27#", "#"}) {
      BytesFile file = BytesFile.of("x", TCP.replace("#31#", mask));
      Recognition recognition = format().recognise(FormatSample.head(file), Options.NONE);
      assertThat(recognition.why()).startsWith("a header with 9 numbered columns");
    }
  }

  /** What a later range holds is only known to whoever has met the header in an earlier one. */
  @Test
  void joinedLogsWithOtherColumnsAreReadWhole() throws IOException {
    String record = "10.0.0.1 1025 100 192.0.2.1 1722494965351.4 1840.8 1 0 www.example.com\n";
    String first = TCP.lines().findFirst().orElseThrow() + "\n" + record.repeat(30_000);
    String second =
        "#31#c_ip:1 s_ip:2 c_port:3 c_bytes_all:4 first:5 durat:6 c_isint:7 s_isint:8 c_tls_SNI:9\n"
            + "10.0.0.1 192.0.2.1 1025 100 1722494965351.4 1840.8 1 0 www.example.com\n"
                .repeat(90_000);
    assertThat(splits(first + second)).isEqualTo(1);
    assertThat(splits(first + first + first + first)).isEqualTo(2);
  }

  private int splits(String content) throws IOException {
    FormatSample sample = FormatSample.of("log_tcp_complete", content, "tstat_tcp_complete", "");
    Scan scan = Scan.of(new TableScan(table(sample), List.of(1)));
    return format().plan(List.of(sample.file()), scan, 2).size();
  }
}
