// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SquidFormatTest extends FormatContract {
  private static final String SQUID =
      """
      1522663539.072     51 192.168.11.2 TCP_TUNNEL/200 4096 CONNECT www.Google.com:443 - HIER_DIRECT/172.217.161.68 -
      1522663539.541      0 192.168.11.2 TCP_MISS/301 3857 GET http://yahoo.co.jp/ anna FIRSTUP_PARENT/10.0.0.9 text/html
      1522663540.000     10 2001:db8::2 TCP_MISS_ABORTED/000 0 GET http://u@[2001:db8::80]:8080/a?b=c - HIER_NONE/- -
      1522663540.500      1 10.0.0.1 NONE_NONE/400 3500 - error:transaction-end-before-headers - HIER_NONE/- text/html
      """;

  private static final String SQUID_ROWS =
      """
      ts=2018-04-02T10:05:39.021Z ts_end=2018-04-02T10:05:39.072Z elapsed_ms=51 c_ip="192.168.11.2" result="TCP_TUNNEL" status=200 reply_bytes=4096 method="CONNECT" url="www.Google.com:443" host="www.google.com" port=443 hierarchy="HIER_DIRECT" peer="172.217.161.68" s_ip="172.217.161.68" src_file="access.log" src_line=1
      ts=2018-04-02T10:05:39.541Z ts_end=2018-04-02T10:05:39.541Z elapsed_ms=0 c_ip="192.168.11.2" result="TCP_MISS" status=301 reply_bytes=3857 method="GET" url="http://yahoo.co.jp/" scheme="http" host="yahoo.co.jp" port=80 path="/" user="anna" hierarchy="FIRSTUP_PARENT" peer="10.0.0.9" content_type="text/html" src_file="access.log" src_line=2
      ts=2018-04-02T10:05:39.990Z ts_end=2018-04-02T10:05:40Z elapsed_ms=10 c_ip="2001:db8::2" result="TCP_MISS_ABORTED" status=0 reply_bytes=0 method="GET" url="http://u@[2001:db8::80]:8080/a?b=c" scheme="http" host="2001:db8::80" port=8080 path="/a?b=c" hierarchy="HIER_NONE" src_file="access.log" src_line=3
      ts=2018-04-02T10:05:40.499Z ts_end=2018-04-02T10:05:40.500Z elapsed_ms=1 c_ip="10.0.0.1" result="NONE_NONE" status=400 reply_bytes=3500 url="error:transaction-end-before-headers" hierarchy="HIER_NONE" content_type="text/html" src_file="access.log" src_line=4
      """;

  private static final String COMBINED =
      """
      10.0.0.1 - - [22/Mar/2009:09:30:31 +0100] "GET http://www.example.com/a HTTP/1.1" 200 2698 "http://ref/" "Moz\\"illa (X)" TCP_MISS:HIER_DIRECT
      10.0.0.1 - bob [22/Mar/2009:09:30:31 +0100] "CONNECT a.example:443 HTTP/1.1" 200 39 "-" "-" TCP_TUNNEL:HIER_DIRECT
      """;

  private static final String COMBINED_ROWS =
      """
      ts=2009-03-22T08:30:31Z ts_end=2009-03-22T08:30:31Z c_ip="10.0.0.1" result="TCP_MISS" status=200 reply_bytes=2698 method="GET" url="http://www.example.com/a" scheme="http" host="www.example.com" port=80 path="/a" http_version="1.1" hierarchy="HIER_DIRECT" referrer="http://ref/" user_agent="Moz\\"illa (X)" src_file="access.log" src_line=1
      ts=2009-03-22T08:30:31Z ts_end=2009-03-22T08:30:31Z c_ip="10.0.0.1" result="TCP_TUNNEL" status=200 reply_bytes=39 method="CONNECT" url="a.example:443" host="a.example" port=443 http_version="1.1" user="bob" hierarchy="HIER_DIRECT" src_file="access.log" src_line=2
      """;

  private static final String OWN =
      "%tS %>a:%>p %6tr [%>ru] \"%{User-Agent}>h\" %note sni=%ssl::>sni %<st/%<sh;";

  @Override
  protected Format format() {
    return new SquidFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        FormatSample.of("access.log", SQUID, "squid_access", SQUID_ROWS),
        FormatSample.of(
            "access.log",
            SQUID.replaceAll("(?m)^", "<134>Nov  2 06:33:00 proxy (squid-1): "),
            "squid_access",
            SQUID_ROWS),
        FormatSample.of(
            "access.log",
            SQUID.replaceAll("(?m)^", "2026-11-21T06:33:00.1+01:00 proxy squid[99]: "),
            "squid_access",
            SQUID_ROWS),
        FormatSample.of(
                "access.log",
                SQUID.replace(
                        "-\n1522663539.541",
                        "-\n1.5 51 10.0.0.1 TCP_MISS/200 0 GET http://a/ - HIER_NONE/- - more\n1522663539.541")
                    + """
                    Unmatched! The rat the cat the dog chased killed ate the malt!
                    1522663539.072     x1 192.168.11.2 TCP_MISS/200 0 GET http://a/ - HIER_NONE/- -
                    1522663539.072     51 192.168.11.2 TCP_MISS/200 0 GET http://a/ -
                    1522663539.072     51 192.168.11.2 TCP_MISS/2x0 0 GET http://a/ - HIER_NONE/- -
                    """,
                "squid_access",
                SQUID_ROWS
                    .replace("src_line=4", "src_line=5")
                    .replace("src_line=3", "src_line=4")
                    .replace("src_line=2", "src_line=3"))
            .rejecting(
                "too many fields",
                "bad time",
                "bad integer in elapsed_ms",
                "too few fields",
                "bad integer in status"),
        // Squid's own, with what combined has at its end.
        FormatSample.of(
            "access.log",
            """
            1522663539.072   5007 192.168.11.2 TCP_HIT_ABORTED/000 0 GET http://www.example.com/a - HIER_DIRECT/www.example.com - "http://ref/" "Moz illa (X)"
            1522663540.000      0 192.168.11.2 TCP_DENIED/403 3868 CONNECT 192.0.2.34:80 - HIER_NONE/- text/html "-" "-"
            """,
            "squid_access",
            """
            ts=2018-04-02T10:05:34.065Z ts_end=2018-04-02T10:05:39.072Z elapsed_ms=5007 c_ip="192.168.11.2" result="TCP_HIT_ABORTED" status=0 reply_bytes=0 method="GET" url="http://www.example.com/a" scheme="http" host="www.example.com" port=80 path="/a" hierarchy="HIER_DIRECT" peer="www.example.com" referrer="http://ref/" user_agent="Moz illa (X)" src_file="access.log" src_line=1
            ts=2018-04-02T10:05:40Z ts_end=2018-04-02T10:05:40Z elapsed_ms=0 c_ip="192.168.11.2" result="TCP_DENIED" status=403 reply_bytes=3868 method="CONNECT" url="192.0.2.34:80" host="192.0.2.34" port=80 hierarchy="HIER_NONE" content_type="text/html" src_file="access.log" src_line=2
            """),
        FormatSample.of("access.log", COMBINED, "squid_access", COMBINED_ROWS),
        // As web servers write it, with a request that is none.
        FormatSample.of(
            "x",
            """
            10.0.0.1 - - [22/Mar/2009:09:30:31 -0530] "POST /b HTTP/2.0" 404 -
            10.0.0.2 - - [22/Mar/2009:09:30:31 +0000] "-" 408 0
            """,
            "squid_access",
            """
            ts=2009-03-22T15:00:31Z ts_end=2009-03-22T15:00:31Z c_ip="10.0.0.1" status=404 method="POST" url="/b" path="/b" http_version="2.0" src_file="x" src_line=1
            ts=2009-03-22T09:30:31Z ts_end=2009-03-22T09:30:31Z c_ip="10.0.0.2" status=408 reply_bytes=0 src_file="x" src_line=2
            """),
        FormatSample.of(
            "referer.log",
            "1522663539.072 10.0.0.1 http://from/ http://to.example/x\n",
            "squid_referrer",
            """
            ts=2018-04-02T10:05:39.072Z c_ip="10.0.0.1" url="http://to.example/x" referrer="http://from/" src_file="referer.log" src_line=1
            """),
        FormatSample.of(
            "useragent.log",
            "10.0.0.1 [22/Mar/2009:09:30:31 +0000] \"curl/8\"\n",
            "squid_useragent",
            """
            ts=2009-03-22T09:30:31Z c_ip="10.0.0.1" user_agent="curl/8" src_file="useragent.log" src_line=1
            """),
        FormatSample.of(
                "own.log",
                "1522663539.072 10.0.0.1:999     20 [http://a.example/ b] \"X\" note sni=a.example 5000/200;\n",
                "squid_access",
                """
                ts=2018-04-02T10:05:39.072Z elapsed_ms=20 c_ip="10.0.0.1" c_port=999 reply_bytes=5000 reply_header_bytes=200 url="http://a.example/ b" scheme="http" host="a.example" port=80 path="/ b" user_agent="X" tls_sni="a.example" src_file="own.log" src_line=1
                """)
            .with("squid-logformat", OWN));
  }

  private static String rows(String form, String log) {
    Options options = Options.NONE.with("squid-logformat", form).with("zone", "Europe/Berlin");
    Scan scan = new Scan(List.of(TableScan.all(SquidColumns.ACCESS)), TimeRange.ALL, options);
    List<Split> splits = List.of(Split.whole(BytesFile.of("access.log", log)));
    return Reading.of(new SquidFormat(), splits, scan).text();
  }

  private static String why(Format format, BytesFile file, Options options) {
    Recognition recognition = format.recognise(FormatSample.head(file), options);
    return recognition.getClass().getSimpleName() + ": " + recognition.why();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%tg %>a | 22/Mar/2009:09:30:31 +0100 10.0.0.1 | 2009-03-22T08:30:31Z",
        "%{%d/%b/%Y:%H:%M:%S %z}tl %>a | 22/Mar/2009:09:30:31 -0130 10.0.0.1 | 2009-03-22T11:00:31Z",
        "[%{%Y-%m-%dT%H:%M:%S}tl.%03tu] %>a | [2009-07-22T09:30:31.045] 10.0.0.1 | 2009-07-22T07:30:31.045Z",
        "%{%F %T}tg %>a | 2009-07-22 09:30:31 10.0.0.1 | 2009-07-22T09:30:31Z",
        "%{%e %h %y %R %Z}tl %>a | ' 2 Jul 09 09:30 GMT 10.0.0.1' | 2009-07-02T09:30:00Z",
        "%{%s}tl.%03tu %>a | 1237710631.007 10.0.0.1 | 2009-03-22T08:30:31.007Z",
      })
  void timesAreReadInFormsOfTheirOwn(String form, String line, String time) {
    String full = form + " %Ss/%>Hs %<st %rm %ru";
    String rows = rows(full, line + " TCP_MISS/200 512 GET http://a.test/\n");
    assertThat(rows).contains("c_ip=\"10.0.0.1\"", "ts=" + time + ' ', "status=200");
  }

  @Test
  void aLineWithoutTheTimeOfItsFormIsRejected() {
    String log =
        """
        2009-07-22 09:30:31 10.0.0.1 http://a.test/
        2009-07-22 10.0.0.2 http://a.test/
        2009-13-22 10:00:00 10.0.0.3 http://a.test/
        2009-07-22
        """;
    assertThat(rows("%{%F %T}tg %>a %ru", log).lines())
        .singleElement()
        .asString()
        .contains("c_ip=\"10.0.0.1\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<134>1 2018-04-02T10:05:39Z proxy squid 7 - - ",
        "<134>1 2018-04-02T10:05:39Z proxy (squid-1) 7 ID [a b=\"\\]\"] "
      })
  void headersOfTheNewerSyslogArePassedOver(String header) {
    FormatSample sample =
        FormatSample.of(
            "access.log",
            SQUID.lines().map(line -> header + line + "\n").collect(Collectors.joining()),
            "squid_access",
            SQUID_ROWS);
    assertThat(readWhole(sample).text()).isEqualTo(SQUID_ROWS);
  }

  @Test
  void headersBehindTheRecordAreNoFields() {
    String line = SQUID.lines().findFirst().orElseThrow();
    FormatSample sample =
        FormatSample.of(
            "access.log",
            line + " [Host: a%0D%0A] [Server: b%0D%0A]\n",
            "squid_access",
            SQUID_ROWS.lines().findFirst().orElseThrow() + "\n");
    assertThat(readWhole(sample).text()).isEqualTo(sample.expected());
    assertThat(readWhole(sample).rejects().all()).isEmpty();
  }

  @Test
  void onlyTimeAndFieldsThemselvesAreLookedForBesideWhatIsAskedFor() {
    String log =
        """
        1522663539.072     x1 192.168.11.2 TCP_MISS/2x0 - GET http://a.example:8080/ - HIER_NONE/- -
        1522663539.072      1 192.168.11.2 TCP_MISS/200 0 GET http://b.example?c:d - HIER_NONE/- - more
        1522663539072,5     1 192.168.11.2 TCP_MISS/200 0 GET http://c.example/ - HIER_NONE/- -
        1522663539.072      1 192.168.11.2 TCP_MISS 200 0 GET http://d.example/ - HIER_NONE/- -
        1522663539          1 192.168.11.2 TCP_MISS/200 0 GET http://e@E.example.:/ - HIER_NONE/- -
        """;
    TableSchema table = SquidColumns.ACCESS;
    List<Integer> wanted = List.of(table.indexOf("host").orElseThrow());
    Reading reading =
        Reading.of(
            format(),
            Split.whole(BytesFile.of("access.log", SQUID + log)),
            new TableScan(table, wanted));
    assertThat(reading.text().lines().skip(4))
        .containsExactly("host=\"a.example\"", "host=\"e.example\"");
    assertThat(reading.rejects().reasons())
        .containsExactly("too many fields", "bad time", "too few fields");
  }

  @Test
  void formatIsTakenFromSquidConf(@TempDir Path directory) throws IOException {
    Path conf = directory.resolve("squid.conf");
    Files.writeString(
        conf,
        """
        # logformat none %a
        logformat own %tS %>a:%>p %6tr [%>ru] "%{User-Agent}>h" \\
            %note sni=%ssl::>sni %<st/%<sh;
        access_log stdio:/var/log/squid/own.log own
        """);
    BytesFile file =
        BytesFile.of(
            "own.log", "1.5 10.0.0.1:999 20 [http://a/] \"X\" note sni=a.example 5000/200;\n");
    Options options = Options.NONE.with("squid-conf", conf.toString());
    assertThat(why(format(), file, options))
        .isEqualTo("Yes: records of the log format own, without %note");
    assertThat(why(format(), file, Options.NONE)).isEqualTo("No: no lines of Squid's access log");
  }

  @Test
  void unusableOptionsAreRefused() {
    assertThatThrownBy(() -> format().check(Options.NONE.with("squid-logformat", "%>a %+")))
        .hasMessageContaining("no code at character 5 (%+)");
    assertThatThrownBy(() -> format().check(Options.NONE.with("squid-conf", "nowhere.conf")))
        .hasMessageContaining("Cannot read --squid-conf nowhere.conf");
  }
}
