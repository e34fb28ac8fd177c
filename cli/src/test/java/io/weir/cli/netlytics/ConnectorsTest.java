// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Weir;
import io.weir.cli.Weir.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each connector on files laid out as NetLytics expects them. */
class ConnectorsTest {
  private static final String DNS =
      "SELECT req_time, resp_time, c_ip, s_ip, query, req_type, resp_code, flags_req, flags_resp,"
          + " answers, answer_types, answer_ttls FROM netlytics ORDER BY req_time, req_type LIMIT 3";
  private static final String HTTP =
      "SELECT req_time, resp_time, c_ip, s_ip, s_port, method, host, path, status_code,"
          + " content_type, response_body_len FROM netlytics ORDER BY req_time LIMIT 3";
  private static final String NAMED_FLOWS =
      "SELECT time_start, time_end, c_ip, c_port, c_pkt, c_bytes, s_ip, s_port, s_pkt, s_bytes,"
          + " name FROM netlytics ORDER BY time_start LIMIT 4";
  private static final String DNS_HEADER =
      ",req_time,resp_time,c_ip,s_ip,query,req_type,resp_code,flags_req,flags_resp,answers,"
          + "answer_types,answer_ttls\n";
  private static final String HTTP_HEADER =
      ",req_time,resp_time,c_ip,s_ip,s_port,method,host,path,status_code,content_type,"
          + "response_body_len\n";
  private static final String NAMED_FLOWS_HEADER =
      ",time_start,time_end,c_ip,c_port,c_pkt,c_bytes,s_ip,s_port,s_pkt,s_bytes,name\n";
  private static final String MARCH = "2026_03_01";
  private static final String NOVEMBER = "2026_11_21";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  static Path logs;

  private final Path directory;

  ConnectorsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void layOut() throws IOException {
    NetlyticsLayouts.write(logs);
  }

  private Outcome query(String connector, String input, String day, String sql, Path answer) {
    return new Weir()
        .run(
            "netlytics",
            "run_query",
            "--zone",
            "UTC",
            "--connector",
            connector,
            "--input_path",
            logs.resolve(input),
            "--start_day",
            day,
            "--end_day",
            day,
            "--query",
            sql,
            "--output_file_local",
            answer);
  }

  private Path answer(String connector, String input, String day, String sql) {
    Path answer = directory.resolve("answer.csv");
    Outcome outcome = query(connector, input, day, sql, answer);
    assertThat(outcome.err()).startsWith("read ").doesNotContain("skipped");
    assertThat(outcome.code()).isZero();
    return answer;
  }

  @Test
  void broToDns() {
    assertThat(answer("connectors.bro_to_DNS.Bro_To_DNS", "bro", MARCH, DNS))
        .hasContent(
            DNS_HEADER
                + """
                0,1772359499.999999,1772359500.019999,10.0.0.2,10.0.0.53,www.example.org,A,NOERROR,8,12,"['web.example.net', '192.0.2.20', '192.0.2.21']",,"[300, 60, 60]"
                1,1772359500.0,1772359500.0,2001:db8::1,2001:db8::53,v6.example.com,AAAA,,8,,,,
                2,1772359501.5,1772359501.504,10.0.0.2,10.0.0.53,nope.example.org,A,NXDOMAIN,8,44,,,
                """);
  }

  @Test
  void broToHttp() {
    assertThat(answer("connectors.bro_to_HTTP.Bro_To_HTTP", "bro", MARCH, HTTP))
        .hasContent(
            HTTP_HEADER
                + """
                0,1772359260.3,1772359260.3,10.0.0.1,192.0.2.20,80,GET,shop.example.co.uk,/,200,text/html,5000
                1,1772359260.4,1772359260.4,10.0.0.1,192.0.2.20,80,GET,img.shop.example.co.uk,"/logo.png?x=1,2",200,image/png,6500
                2,1772359320.6,1772359320.6,10.0.0.2,192.0.2.20,80,POST,www.example.org,/Über/form,302,,60000
                """);
  }

  @Test
  void broToNamedFlows() {
    String connector = "connectors.bro_to_named_flows.Bro_To_Named_Flows";
    assertThat(answer(connector, "bro", MARCH, NAMED_FLOWS))
        .hasContent(
            NAMED_FLOWS_HEADER
                + """
                0,1772359200.000001,1772359201.500001,10.0.0.1,40001,9,517,192.0.2.10,443,8,4096,api.example.com
                1,1772359260.25,1772359260.583333,10.0.0.1,40002,6,300,192.0.2.20,80,11,12000,shop.example.co.uk
                2,1772359320.5,1772359330.500001,10.0.0.2,40003,8,700,192.0.2.20,80,60,70000,www.example.org
                3,1772359499.999999,1772359500.019999,10.0.0.2,53001,1,60,10.0.0.53,53,1,120,
                """);
  }

  @Test
  void squidToHttp() {
    assertThat(answer("connectors.squid_to_HTTP.Squid_To_HTTP", "squid", NOVEMBER, HTTP))
        .hasContent(
            HTTP_HEADER
                + """
                0,1795242780.662,1795242780.665,10.20.0.11,198.51.100.21,80,GET,api.example.test,/status.json,200,application/json,
                1,1795242780.675,1795242780.689,10.20.0.11,198.51.100.21,443,CONNECT,cdn.example.test,,200,,
                2,1795242817.037,1795242817.038,10.20.0.11,198.51.100.21,80,GET,api.example.test,/status.json,200,application/json,
                """);
  }

  @Test
  void squidToNamedFlows() {
    String connector = "connectors.squid_to_named_flows.Squid_To_Named_Flows";
    assertThat(answer(connector, "squid", NOVEMBER, NAMED_FLOWS))
        .hasContent(
            NAMED_FLOWS_HEADER
                + """
                0,1795242780.662,1795242780.665,10.20.0.11,,,,198.51.100.21,80,,363,api.example.test
                1,1795242780.675,1795242780.689,10.20.0.11,,,,198.51.100.21,443,,26154,cdn.example.test
                2,1795242817.037,1795242817.038,10.20.0.11,,,,198.51.100.21,80,,363,api.example.test
                3,1795242817.086,1795242817.12,10.20.0.11,,,,198.51.100.21,443,,26154,cdn.example.test
                """);
  }

  @Test
  void tstatToDns() {
    assertThat(answer("connectors.tstat_to_DNS.Tstat_To_DNS", "tstat", MARCH, DNS))
        .hasContent(
            DNS_HEADER
                + """
                0,1772359200.9,1772359200.9255,10.0.0.1,10.0.0.53,www.example.com,A,NOERROR,8,12,"['web.example.com', '192.0.2.10']","['CNAME', 'A']","[300, 60]"
                1,1772359202.95,1772359202.98025,10.0.0.2,10.0.0.53,shop.example.org,A,NOERROR,8,12,['192.0.2.80'],['A'],[60]
                2,1772359208.0,1772359208.03175,10.0.0.2,10.0.0.53,nowhere.example.org,A,NXDOMAIN,8,12,[],[],[]
                """);
  }

  @Test
  void tstatToHttp() {
    assertThat(answer("connectors.tstat_to_HTTP.Tstat_To_HTTP", "tstat", MARCH, HTTP))
        .hasContent(
            HTTP_HEADER
                + """
                0,1772359203.545,1772359203.59,10.0.0.2,192.0.2.80,80,GET,shop.example.org,/cart?id=7,200,text/html,5100
                """);
  }

  @Test
  void tstatToNamedFlows() {
    String connector = "connectors.tstat_to_named_flows.Tstat_To_Named_Flows";
    assertThat(answer(connector, "tstat", MARCH, NAMED_FLOWS))
        .hasContent(
            NAMED_FLOWS_HEADER
                + """
                0,1772359201.00025,1772359203.50075,10.0.0.1,50001,14,1840,192.0.2.10,443,20,24000,www.example.com
                1,1772359202.0,1772359203.5205,10.0.0.1,40001,12,4200,192.0.2.20,443,40,48000,video.example.net
                2,1772359202.95,1772359202.98025,10.0.0.2,53211,1,34,10.0.0.53,53,1,50,
                3,1772359203.0005,1772359203.12075,10.0.0.2,50002,6,310,192.0.2.80,80,5,5400,shop.example.org
                """);
  }

  @Test
  void bindToDns() {
    assertThat(answer("connectors.bind_to_DNS.Bind_To_DNS", "bind", NOVEMBER, DNS))
        .hasContent(
            DNS_HEADER
                + """
                0,1795242780.611,1795242780.611,10.20.0.10,10.20.0.13,www.example.test,A,,8,,,,
                1,1795242780.611,1795242780.611,10.20.0.10,10.20.0.13,www.example.test,AAAA,,8,,,,
                2,1795242780.631,1795242780.631,10.20.0.10,10.20.0.13,shop.example.test,A,,8,,,,
                """);
  }

  @Test
  void pcapToDns() {
    assertThat(answer("connectors.PCAP_to_DNS.PCAP_To_DNS", "pcap", NOVEMBER, DNS))
        .hasContent(DNS_HEADER + CAPTURED);
  }

  @Test
  void tstatDumpsToDnsReadTheDumpsOfDnsAlone() {
    String connector = "connectors.PCAP_to_DNS.TSTAT_PCAP_To_DNS";
    assertThat(answer(connector, "dumps", NOVEMBER, DNS)).hasContent(DNS_HEADER + CAPTURED);
    String count = "SELECT count(*) AS n FROM netlytics";
    assertThat(answer(connector, "dumps", NOVEMBER, count)).hasContent(",n\n0,94\n");
    String all = "connectors.PCAP_to_DNS.PCAP_To_DNS";
    assertThat(answer(all, "dumps", NOVEMBER, count)).hasContent(",n\n0,188\n");
  }

  private static final String CAPTURED =
      """
      0,1795242780.613288,1795242780.613749,10.20.0.10,10.20.0.13,www.example.test,A,NOERROR,8,44,['198.51.100.20'],['A'],[300]
      1,1795242780.6137989,1795242780.6138408,10.20.0.10,10.20.0.13,www.example.test,AAAA,NOERROR,8,44,['2001:db8:20::80'],['AAAA'],[300]
      2,1795242780.63503,1795242780.635246,10.20.0.10,10.20.0.13,shop.example.test,A,NOERROR,8,44,"['www.example.test', '198.51.100.20']","['CNAME', 'A']","[300, 300]"
      """;

  @Test
  void allColumnsAreThoseOfNetlytics() throws IOException {
    assertThat(answer("Squid_To_Named_Flows", "squid", NOVEMBER, "SELECT * FROM netlytics"))
        .content()
        .startsWith(
            ",c_bytes,c_ip,c_pkt,c_port,name,s_bytes,s_ip,s_pkt,s_port,time_end,time_start\n");
    assertThat(answer("Bind_To_DNS", "bind", NOVEMBER, "SELECT * FROM netlytics"))
        .content()
        .startsWith(
            ",answer_ttls,answer_types,answers,c_ip,c_port,flags_req,flags_resp,query,req_class,"
                + "req_time,req_type,resp_code,resp_time,s_ip,s_port,trans_id\n");
    assertThat(answer("Bro_To_HTTP", "bro", MARCH, "SELECT * FROM netlytics"))
        .content()
        .startsWith(
            ",c_ip,c_port,content_range,content_type,host,method,path,referrer,req_cookie,req_time,"
                + "request_body_len,resp_time,response_body_len,s_ip,s_port,server,set_cookie,"
                + "status_code,user_agent\n");
  }

  @Test
  void recordsOfOtherDaysAreLeftOut() {
    String count = "SELECT count(*) AS n FROM netlytics";
    assertThat(answer("Bro_To_Named_Flows", "bro", MARCH, count)).hasContent(",n\n0,11\n");
    assertThat(answer("Bro_To_Named_Flows", "bro", "2026-3-2", count)).hasContent(",n\n0,1\n");
    // The file's date is the day of its rotation, the day after its records.
    assertThat(answer("Bind_To_DNS", "bind", "20261121", count)).hasContent(",n\n0,94\n");
    assertThat(answer("Bind_To_DNS", "bind", "20261122", count)).hasContent(",n\n0,0\n");
  }

  @Test
  void logsWithoutTheTableAreRefused() {
    Path dns = logs.resolve("bro/2026-03-01/dns.10.00.00-24.00.00.log.gz");
    Path answer = directory.resolve("answer.csv");
    Outcome outcome = query("Bro_To_HTTP", dns.toString(), MARCH, HTTP, answer);
    assertThat(outcome.lastError())
        .isEqualTo(
            "Cannot use connectors.bro_to_HTTP.Bro_To_HTTP on %s: it makes the table HTTP, and the"
                    .formatted(dns)
                + " logs of Bro there hold none of it. weir detect shows what they are.");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(answer).doesNotExist();
  }
}
