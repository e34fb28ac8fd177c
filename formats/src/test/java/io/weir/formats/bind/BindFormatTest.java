// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.bind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BindFormatTest extends FormatContract {
  /** Lines of all versions and settings. */
  private static final String QUERIES =
      """
      21-Nov-2026 06:33:00.611 queries: info: client @0x7f8df0d01098 10.20.0.10#60868 (www.example.test): query: www.example.test IN A + (10.20.0.13)
      12-Nov-2015 23:34:08.622 client 127.0.0.1#59680 (cnn.com): query: cnn.com IN AAAA -E(0)TDCV (127.0.0.1)
      2024-12-02T21:20:24.004Z queries: info: client @0x1 2001:db8::9#53/key tsig.example (a\\(b.Example): view inside: query: a\\(b.Example IN TYPE65 +SE(0)K (2001:db8::53#5353) [ECS 192.0.2.0/24/0]
      2024-12-02T22:20:24.004+01:00 ns1 named[99]: client 10.0.0.1#4 (.): view out: query: . CH TXT +
      Dec  2 21:20:24 ns1 named[99]: queries: info: client 10.0.0.1#4: query: old.example IN MX
      queries: info: client 10.0.0.1#4 (x.example): query: x.example IN A +T (10.0.0.53)
      client 10.0.0.1#4 (y.example): query: y.example IN A - (10.0.0.53)
      """;

  private static final String QUERY_ROWS =
      """
      ts=2026-11-21T06:33:00.611Z category="queries" severity="info" client_id="0x7f8df0d01098" c_ip="10.20.0.10" c_port=60868 name="www.example.test" class="IN" type="A" flags="+" rd=true signed=false tcp=false edns_do=false cd=false s_ip="10.20.0.13" src_file="queries.log" src_line=1
      ts=2015-11-12T23:34:08.622Z c_ip="127.0.0.1" c_port=59680 name="cnn.com" class="IN" type="AAAA" flags="-E(0)TDCV" rd=false edns_version=0 signed=false tcp=true edns_do=true cd=true cookie="V" s_ip="127.0.0.1" src_file="queries.log" src_line=2
      ts=2024-12-02T21:20:24.004Z category="queries" severity="info" client_id="0x1" c_ip="2001:db8::9" c_port=53 key="tsig.example" view="inside" name="a\\\\(b.Example" class="IN" type="TYPE65" flags="+SE(0)K" rd=true edns_version=0 signed=true tcp=false edns_do=false cd=false cookie="K" s_ip="2001:db8::53" s_port=5353 ecs="192.0.2.0/24/0" src_file="queries.log" src_line=3
      ts=2024-12-02T21:20:24.004Z host="ns1" c_ip="10.0.0.1" c_port=4 view="out" name="." class="CH" type="TXT" flags="+" rd=true signed=false tcp=false edns_do=false cd=false src_file="queries.log" src_line=4
      ts=2014-12-02T21:20:24Z host="ns1" category="queries" severity="info" c_ip="10.0.0.1" c_port=4 name="old.example" class="IN" type="MX" src_file="queries.log" src_line=5
      category="queries" severity="info" c_ip="10.0.0.1" c_port=4 name="x.example" class="IN" type="A" flags="+T" rd=true signed=false tcp=true edns_do=false cd=false s_ip="10.0.0.53" src_file="queries.log" src_line=6
      c_ip="10.0.0.1" c_port=4 name="y.example" class="IN" type="A" flags="-" rd=false signed=false tcp=false edns_do=false cd=false s_ip="10.0.0.53" src_file="queries.log" src_line=7
      """;

  private static final String MIXED =
      """
      21-Nov-2026 06:33:00.611 queries: info: client @0x1 10.0.0.1#6 (a.test): query: a.test IN A + (10.0.0.53)
      21-Nov-2026 06:33:00.612 responses: info: client @0x1 10.0.0.1#6 (a.test): response: a.test IN A NXDOMAIN 0 1 2 +E(0) (10.0.0.53)
      21-Nov-2026 06:33:00.700 security: info: client @0x2 10.0.0.2#7 (b.test): query (cache) 'b.test/A/IN' denied
      21-Nov-2026 06:33:00.800 general: notice: running
      """;

  @Override
  protected Format format() {
    return new BindFormat();
  }

  private static FormatSample utc(FormatSample sample) {
    return sample.with("zone", "UTC").with("bind-year", "2014");
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        utc(FormatSample.of("queries.log", QUERIES, "bind_queries", QUERY_ROWS)),
        utc(
            FormatSample.of(
                    "queries.log",
                    """
                    client 10.0.0.1#4 (y.example): query: y.example IN A - (10.0.0.53)
                    not a line
                    client 10.0.0.1#4 (y.example): query: y.example IN
                    21-Nov-2026 06:33:00.7 client 10.0.0.1#4: query: y.example IN  A + (10.0.0.53)
                    """,
                    "bind_queries",
                    """
                    c_ip="10.0.0.1" c_port=4 name="y.example" class="IN" type="A" flags="-" rd=false signed=false tcp=false edns_do=false cd=false s_ip="10.0.0.53" src_file="queries.log" src_line=1
                    """)
                .rejecting(
                    "not a line of named's",
                    "broken query or response",
                    "broken query or response")));
  }

  private String read(String table) {
    return readWhole(utc(FormatSample.of("named.log", MIXED, table, ""))).text();
  }

  @Test
  void eachKindOfLineHasItsTable() {
    assertThat(read("bind_queries")).hasLineCount(1);
    assertThat(read("bind_responses"))
        .isEqualTo(
            """
            ts=2026-11-21T06:33:00.612Z category="responses" severity="info" client_id="0x1" c_ip="10.0.0.1" c_port=6 name="a.test" class="IN" type="A" flags="+E(0)" rd=true edns_version=0 signed=false tcp=false edns_do=false cd=false s_ip="10.0.0.53" rcode="NXDOMAIN" ancount=0 nscount=1 arcount=2 src_file="named.log" src_line=2
            """);
    assertThat(read("bind_log"))
        .isEqualTo(
            """
            ts=2026-11-21T06:33:00.700Z category="security" severity="info" client_id="0x2" c_ip="10.0.0.2" c_port=7 message="query (cache) 'b.test/A/IN' denied" src_file="named.log" src_line=3
            ts=2026-11-21T06:33:00.800Z category="general" severity="notice" message="running" src_file="named.log" src_line=4
            """);
  }

  @Test
  void levelOfDebuggingIsPartOfTheSeverity() {
    String log =
        """
        21-Nov-2026 06:33:00.611 query-errors: debug 1: client @0x1 10.0.0.1#53 (x.test): query failed (SERVFAIL) for x.test/IN/A at query.c:7094
        21-Nov-2026 06:33:00.612 debug 3: client 10.0.0.1#53 (x.test): query: x.test IN A + (10.0.0.53)
        21-Nov-2026 06:33:00.613 debug 99: fetch: x.test/A
        <134>Nov 21 06:33:00 ns1 named[99]: resolver: debug 1: fetch: x.test/A
        """;
    FormatSample sample = utc(FormatSample.of("named.log", log, "bind_log", ""));
    assertThat(readWhole(sample).text())
        .isEqualTo(
            """
            ts=2026-11-21T06:33:00.611Z category="query-errors" severity="debug 1" client_id="0x1" c_ip="10.0.0.1" c_port=53 message="query failed (SERVFAIL) for x.test/IN/A at query.c:7094" src_file="named.log" src_line=1
            ts=2026-11-21T06:33:00.613Z severity="debug 99" message="fetch: x.test/A" src_file="named.log" src_line=3
            ts=2014-11-21T06:33:00Z host="ns1" category="resolver" severity="debug 1" message="fetch: x.test/A" src_file="named.log" src_line=4
            """);
    assertThat(readWhole(utc(FormatSample.of("named.log", log, "bind_queries", ""))).text())
        .contains(" severity=\"debug 3\" c_ip=")
        .doesNotContain("host=");
  }

  @Test
  void headersOfTheNewerSyslogArePassedOver() {
    String log =
        """
        <134>1 2026-11-21T06:33:05.25Z ns1 named 812 - - client @0x1 10.0.0.1#53 (x.test): query: x.test IN A + (10.0.0.53)
        <30>1 2026-11-21T06:33:06+01:00 ns1 named 812 ID47 [a@32473 b="c\\]"][d e="f"] \ufeffqueries: info: client 10.0.0.2#53: query: y.test IN A +
        <30>1 2026-11-21T06:33:07Z ns1 sshd 9 - - client 10.0.0.2#53: query: z.test IN A +
        """;
    FormatSample sample = utc(FormatSample.of("named.log", log, "bind_queries", ""));
    assertThat(readWhole(sample).text())
        .isEqualTo(
            """
            ts=2026-11-21T06:33:05.250Z host="ns1" client_id="0x1" c_ip="10.0.0.1" c_port=53 name="x.test" class="IN" type="A" flags="+" rd=true signed=false tcp=false edns_do=false cd=false s_ip="10.0.0.53" src_file="named.log" src_line=1
            ts=2026-11-21T05:33:06Z host="ns1" category="queries" severity="info" c_ip="10.0.0.2" c_port=53 name="y.test" class="IN" type="A" flags="+" rd=true signed=false tcp=false edns_do=false cd=false src_file="named.log" src_line=2
            """);
    assertThat(readWhole(sample).rejects().reasons()).containsExactly("not a line of named's");
  }

  @Test
  void logThatBeginsWithTheStartOfNamedIsRecognised() {
    String log = "21-Nov-2026 06:33:00.800 general: notice: running\n".repeat(400) + MIXED;
    assertThat(
            readWhole(utc(FormatSample.of("named.log", log, "bind_queries", ""))).rejects().all())
        .isEmpty();
    assertThat(readWhole(utc(FormatSample.of("named.log", log, "bind_queries", ""))).table())
        .hasSize(1);
    assertThat(readWhole(utc(FormatSample.of("named.log", log, "bind_log", ""))).table())
        .hasSize(402);
  }

  @Test
  void responsesThatAreLoggedLaterAreRead() {
    String query = MIXED.lines().findFirst().orElseThrow() + "\n";
    FormatSample sample =
        utc(FormatSample.of("queries.log", query.repeat(300) + MIXED, "bind_responses", ""));
    assertThat(readWhole(sample).table()).hasSize(1);
    FormatSample queries =
        utc(FormatSample.of("queries.log", query.repeat(300) + MIXED, "bind_queries", ""));
    assertThat(readWhole(queries).table()).hasSize(301);
    assertThat(readWhole(queries).rejects().all()).isEmpty();
  }

  @Test
  void timesOfSyslogAreNotAheadOfTheirReading() {
    BindLine line = BindFormat.line(ZoneOffset.UTC, Instant.parse("2027-01-02T03:04:05Z"));
    assertThat(time(line, "Dec 31 23:59:59")).isEqualTo("2026-12-31T23:59:59Z");
    assertThat(time(line, "Jan  3 03:04:05")).isEqualTo("2027-01-03T03:04:05Z");
    assertThat(time(line, "Jan  3 03:04:06")).isEqualTo("2026-01-03T03:04:06Z");
  }

  private static String time(BindLine line, String time) {
    byte[] bytes = (time + " ns1 named[99]: running\n        ").getBytes(UTF_8);
    line.divide(bytes, 0, bytes.length - 9);
    return Instant.EPOCH.plus(line.micros(), ChronoUnit.MICROS).toString();
  }

  @Test
  void yearMustBeOne() {
    assertThatThrownBy(() -> format().check(Options.NONE.with("bind-year", "last")))
        .hasMessageContaining("Cannot use --bind-year last");
  }
}
