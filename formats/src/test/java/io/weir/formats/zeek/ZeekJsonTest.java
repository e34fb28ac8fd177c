// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
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
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ZeekJsonTest extends FormatContract {
  private static final String CONN =
      """
      {"ts":1772323200.025031,"uid":"CiDDyzk4Jx3CqXOXMG","id.orig_h":"10.0.21.82","id.orig_p":2965,"proto":"tcp","local_orig":true,"ip_proto":6}
      {"ts":1772323200.1,"uid":"CsZ83fXrYchlzFkSKx","id.orig_h":"fe80::1","id.orig_p":53,"proto":"udp","duration":8.592267,"orig_bytes":2760,"local_orig":false,"tunnel_parents":[],"vlan":7}
      {"ts": -1.5, "uid" : "CAb" , "id.orig_h":"10.0.0.1", "proto":"icmp","duration":1e-6,"orig_bytes":null,"tunnel_parents":["CX", "CY"]}

      """;

  private static final String CONN_ROWS =
      """
      ts=2026-03-01T00:00:00.025031Z uid="CiDDyzk4Jx3CqXOXMG" id_orig_h="10.0.21.82" id_orig_p=2965 proto="tcp" local_orig=true ip_proto=6 src_file="conn.log" src_line=1
      ts=2026-03-01T00:00:00.100Z uid="CsZ83fXrYchlzFkSKx" id_orig_h="fe80::1" id_orig_p=53 proto="udp" duration=8.592267 orig_bytes=2760 local_orig=false tunnel_parents=[] vlan=7 src_file="conn.log" src_line=2
      ts=1969-12-31T23:59:58.500Z uid="CAb" id_orig_h="10.0.0.1" proto="icmp" duration=1.0E-6 tunnel_parents=["CX", "CY"] src_file="conn.log" src_line=3
      """;

  private static final String MIXED =
      """
      {"_path":"conn","_system_name":"s1","ts":"2026-03-01T00:00:00.5Z","uid":"C1","id.orig_h":"1.2.3.4"}
      {"_path":"my-log","ts":"2026-03-01T00:00:01Z","uid":"C1","n":1}
      {"ts":"2026-03-01T00:00:02Z","uid":"C2","_path":"conn"}
      {"ts":"2026-03-01T00:00:03Z","uid":"C3","n":2,"_path":"my-log"}
      {"_path":"conn","ts":"2026-03-01T00:00:04Z","uid":"C4"}
      """;

  /** A record of a log that Weir does not know. */
  private static FormatSample some(String content, String rows) {
    return FormatSample.of("some.json", content, "zeek_some", rows);
  }

  @Override
  protected Format format() {
    return new ZeekFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        FormatSample.of("conn.log", CONN, "zeek_conn", CONN_ROWS),
        FormatSample.of("conn.log", CONN.replace("\n", "\r\n"), "zeek_conn", CONN_ROWS),
        times(),
        strings(),
        nested(),
        inferred(),
        twice(),
        mixedConn(),
        mixedMine(),
        badValues(),
        badJson());
  }

  private static FormatSample times() {
    return some(
        """
        {"ts":1772323200025,"uid":"C1"}
        {"ts":"2026-03-01T00:00:00.025031Z","uid":"C2"}
        {"ts":"2026-03-01T02:00:00.0250314+02:00","uid":"C3"}
        {"ts":"2026-02-28 23:00:00-0100","uid":"C4"}
        {"ts":"1772323200.025031","uid":"C5"}
        {"ts":18446744073709451616,"uid":"C6"}
        {"ts":1.772323200025031e9,"uid":"C7"}
        {"ts":"2026-03-01T00:00:00","uid":"C8"}
        """,
        """
        ts=2026-03-01T00:00:00.025Z uid="C1" src_file="some.json" src_line=1
        ts=2026-03-01T00:00:00.025031Z uid="C2" src_file="some.json" src_line=2
        ts=2026-03-01T00:00:00.025031Z uid="C3" src_file="some.json" src_line=3
        ts=2026-03-01T00:00:00Z uid="C4" src_file="some.json" src_line=4
        ts=2026-03-01T00:00:00.025031Z uid="C5" src_file="some.json" src_line=5
        ts=1969-12-31T23:58:20Z uid="C6" src_file="some.json" src_line=6
        ts=2026-03-01T00:00:00.025031Z uid="C7" src_file="some.json" src_line=7
        ts=2026-03-01T00:00:00Z uid="C8" src_file="some.json" src_line=8
        """);
  }

  private static FormatSample strings() {
    return some(
        """
        {"ts":1,"uid":"a\\"b\\\\c\\/d\\b\\f\\n\\r\\t","s":"\\u00e9\\u20ac\\ud83d\\ude00","l":["x\\ny","\\u0041",null,""]}
        {"ts":3,"uid":"\\\\x01\\\\x41\\\\xc3\\\\xa9"}
        {"ts":2,"uid":"\\ud83d!","s":"é€😀","\\u006c":["\\u001f"]}
        """,
        """
        ts=1970-01-01T00:00:01Z uid="a\\"b\\\\c/d\\x08\\x0c\\x0a\\x0d\\x09" s="é€😀" l=["x\\x0ay", "A", null, ""] src_file="some.json" src_line=1
        ts=1970-01-01T00:00:03Z uid="\\x01\\\\x41é" src_file="some.json" src_line=2
        ts=1970-01-01T00:00:02Z uid="\ufffd!" s="é€😀" l=[" "] src_file="some.json" src_line=3
        """);
  }

  private static FormatSample nested() {
    return FormatSample.of(
        "conn.json",
        """
        {"ts":1,"uid":"C1","id":{"orig_h":"1.2.3.4","orig_p":5,"deep":{"er":true}},"proto":"tcp"}
        {"ts":2,"uid":"C2","id":{},"host":{"name":"h","tags":["a"]},"id_resp_h":"x","id.resp_h":"y"}
        """,
        "zeek_conn",
        """
        ts=1970-01-01T00:00:01Z uid="C1" id_orig_h="1.2.3.4" id_orig_p=5 proto="tcp" id_deep_er=true src_file="conn.json" src_line=1
        ts=1970-01-01T00:00:02Z uid="C2" id_resp_h="x" host_name="h" host_tags=["a"] src_file="conn.json" src_line=2
        """);
  }

  private static FormatSample inferred() {
    return some(
        """
        {"ts":1,"uid":"C","i":1,"d":1,"m":1,"b":true,"t":"2026-03-01T00:00:00Z","n":null,"li":[1,2],"ld":[1,2.5],"e":[],"lb":[true],"lo":[{"a":1},[2]],"big":18446744073709551615,"x":[1]}
        {"ts":2,"uid":"C","i":2,"d":1.5,"m":"a","b":false,"t":"2026-03-01T00:00:00.5Z","n":null,"li":[],"ld":[],"e":[],"lb":[false,null],"lo":[],"big":1,"x":3,"src_line":9}
        """,
        """
        ts=1970-01-01T00:00:01Z uid="C" i=1 d=1.0 m="1" b=true t=2026-03-01T00:00:00Z li=[1, 2] ld=[1.0, 2.5] e=[] lb=[true] lo=["{\\"a\\":1}", "[2]"] big="18446744073709551615" x="[1]" src_file="some.json" src_line=1
        ts=1970-01-01T00:00:02Z uid="C" i=2 d=1.5 m="a" b=false t=2026-03-01T00:00:00.500Z li=[] ld=[] e=[] lb=[false, null] lo=[] big="1" x="3" src_line_2=9 src_file="some.json" src_line=2
        """);
  }

  private static FormatSample twice() {
    return some(
        """
        {"ts":1,"uid":"C1","a":1,"a":2}
        {}
        """,
        """
        ts=1970-01-01T00:00:01Z uid="C1" a=1 src_file="some.json" src_line=1
        src_file="some.json" src_line=2
        """);
  }

  private static FormatSample mixedConn() {
    return FormatSample.of(
        "all.json",
        MIXED,
        "zeek_conn",
        """
        ts=2026-03-01T00:00:00.500Z uid="C1" id_orig_h="1.2.3.4" _path="conn" _system_name="s1" src_file="all.json" src_line=1
        ts=2026-03-01T00:00:02Z uid="C2" _path="conn" src_file="all.json" src_line=3
        ts=2026-03-01T00:00:04Z uid="C4" _path="conn" src_file="all.json" src_line=5
        """);
  }

  private static FormatSample mixedMine() {
    return FormatSample.of(
        "all.json",
        MIXED,
        "zeek_my_log",
        """
        _path="my-log" ts=2026-03-01T00:00:01Z uid="C1" n=1 src_file="all.json" src_line=2
        _path="my-log" ts=2026-03-01T00:00:03Z uid="C3" n=2 src_file="all.json" src_line=4
        """);
  }

  private static FormatSample badValues() {
    return FormatSample.of(
            "conn.json",
            """
            {"ts":"yesterday","uid":"C1"}
            {"ts":1,"orig_bytes":"x"}
            {"ts":1,"orig_bytes":1.5}
            {"ts":1,"orig_bytes":18446744073709551615}
            {"ts":1,"duration":true}
            {"ts":1,"local_orig":1}
            {"ts":1,"uid":"\\q"}
            {"ts":1,"uid":["C1"],"orig_bytes":"12","duration":"1.5","local_orig":"T","tunnel_parents":"C9"}
            """,
            "zeek_conn",
            """
            ts=1970-01-01T00:00:01Z uid="[\\"C1\\"]" duration=1.5 orig_bytes=12 local_orig=true tunnel_parents=["C9"] src_file="conn.json" src_line=8
            """)
        .rejecting(
            "bad time in ts",
            "bad integer in orig_bytes",
            "bad integer in orig_bytes",
            "too large a number in orig_bytes",
            "bad number in duration",
            "bad bool in local_orig",
            "bad escape in uid");
  }

  private static FormatSample badJson() {
    return FormatSample.of(
            "conn.json",
            """
            {"ts":1,"uid":"C1"}
            {"ts":1,"uid":"C1"
            {"ts":1,"uid":"C1
            {"ts":1 "uid":"C1"}
            {"ts":1,"uid"}
            {"ts":1,"uid":}
            {"ts":1,}
            {"ts":1}}
            {"ts":1} x
            [1]
            x
            {"ts":1,"id":{"a":1}
            {"ts":1,"l":[1}
            {"ts":2}
            """,
            "zeek_conn",
            """
            ts=1970-01-01T00:00:01Z uid="C1" src_file="conn.json" src_line=1
            ts=1970-01-01T00:00:02Z src_file="conn.json" src_line=14
            """)
        .rejecting(
            Stream.concat(
                    Collections.nCopies(11, "bad JSON").stream(), Stream.of("bad element in l"))
                .toArray(String[]::new));
  }

  private static Recognition recognise(String name, String content) {
    return recognise(name, content, Options.NONE);
  }

  private static Recognition recognise(String name, String content, Options options) {
    return new ZeekFormat().recognise(FormatSample.head(BytesFile.of(name, content)), options);
  }

  private static List<String> tables(String name, String content) {
    return tables(name, content, Options.NONE);
  }

  private static List<String> tables(String name, String content, Options options) {
    Recognition recognition = recognise(name, content, options);
    assertThat(recognition).as(recognition.why()).isInstanceOf(Recognition.Yes.class);
    return ((Recognition.Yes) recognition).tables().stream().map(TableSchema::name).toList();
  }

  @Test
  void tablesAreNamedByPathElseByFileElseByColumns() {
    assertThat(tables("x.log", "{\"_path\":\"dns\",\"ts\":1}\n")).containsExactly("zeek_dns");
    assertThat(tables("dns.22.00.00-23.00.00.log", "{\"ts\":1,\"uid\":\"C\"}\n"))
        .containsExactly("zeek_dns");
    assertThat(
            tables(
                "ORIGINALdns.log",
                "{\"ts\":1,\"uid\":\"C\",\"query\":\"q\",\"qtype_name\":\"A\",\"AA\":true}\n"))
        .containsExactly("zeek_dns");
    assertThat(tables("all.json", MIXED)).containsExactly("zeek_conn", "zeek_my_log");
    String few =
        "{\"ts\":1,\"uid\":\"C\",\"id.orig_h\":\"10.0.0.1\",\"proto\":\"tcp\",\"orig_bytes\":5}\n";
    assertThat(tables("part.json", few)).containsExactly("zeek_conn");
  }

  @Test
  void anOptionNamesTheLogOfRecordsThatDoNot() {
    Options dns = Options.NONE.with("zeek-path", "dns");
    String record = "{\"ts\":1,\"uid\":\"C\",\"id.orig_h\":\"10.0.0.1\",\"proto\":\"tcp\"}\n";
    assertThat(tables("part.json", record, dns)).containsExactly("zeek_dns");
    assertThat(tables("x.json", "{\"_path\":\"ssl\",\"ts\":1}\n", dns)).containsExactly("zeek_ssl");
  }

  @Test
  void knownLogsHaveAllTheirUsualColumns() {
    Recognition recognition = recognise("http.log", "{\"ts\":1,\"uid\":\"C\",\"mine\":1}\n");
    TableSchema table = ((Recognition.Yes) recognition).tables().get(0);
    assertThat(table.columns())
        .contains(Column.of("status_code", io.weir.model.ColumnType.BIGINT))
        .contains(Column.of("mine", io.weir.model.ColumnType.BIGINT));
    assertThat(table.columnNames()).doesNotContain("cookie_vars").endsWith("src_file", "src_line");
  }

  @Test
  void otherJsonIsRefused() {
    assertThat(recognise("eve.json", "{\"timestamp\":\"2026\",\"flow_id\":1}\n"))
        .isInstanceOf(Recognition.No.class);
    assertThat(recognise("a.json", "{\"name\":\"x\",\"ts\":1}\n"))
        .isInstanceOf(Recognition.No.class);
  }

  @Test
  void onePassFillsAllTables() {
    BytesFile file = BytesFile.of("all.json", MIXED);
    Recognition recognition = recognise("all.json", MIXED);
    List<TableScan> scans =
        ((Recognition.Yes) recognition).tables().stream().map(TableScan::all).toList();
    Reading reading =
        Reading.of(
            new ZeekFormat(),
            List.of(Split.whole(file)),
            new Scan(scans, TimeRange.ALL, Options.NONE));
    assertThat(reading.rows().get(0).rows()).hasSize(3);
    assertThat(reading.rows().get(1).rows()).hasSize(2);
    assertThat(reading.recordsRead()).isEqualTo(5);
  }

  @Test
  void recordsOfALogThatNobodyReadsAreRejectedByTheFirstTablesReader() {
    String first = "{\"_path\":\"conn\",\"ts\":1,\"uid\":\"C1\"}\n".repeat(1000);
    String content = first + "{\"_path\":\"dns\",\"ts\":2,\"uid\":\"C2\"}\n";
    assertThat(tables("all.json", content)).containsExactly("zeek_conn");
    FormatSample sample = FormatSample.of("all.json", content, "zeek_conn", "");
    Reading reading = readWhole(sample);
    assertThat(reading.recordsRead()).isEqualTo(1000);
    assertThat(reading.rejects().reasons())
        .containsExactly("record of another log than the file begins with");
  }

  @Test
  void endlesslyManyKeysAreRead() {
    String content =
        java.util.stream.IntStream.range(0, 20_000)
            .mapToObj(
                i -> "{\"ts\":1,\"uid\":\"C\",\"k%d\":{\"k%d\":1},\"n\":%d}\n".formatted(i, i, i))
            .collect(Collectors.joining());
    Reading reading =
        readWhole(FormatSample.of("some.json", content.substring(0, 400), "zeek_some", ""));
    assertThat(reading.rejects().reasons()).containsExactly("bad JSON");
    TableSchema table = table(FormatSample.of("some.json", content, "zeek_some", ""));
    TableScan scan = new TableScan(table, List.of(table.indexOf("n").orElseThrow()));
    Reading all =
        Reading.of(new ZeekFormat(), Split.whole(BytesFile.of("some.json", content)), scan);
    assertThat(all.table()).hasSize(20_000);
    assertThat(all.table().get(19_999)).containsExactly(19_999L);
  }
}
