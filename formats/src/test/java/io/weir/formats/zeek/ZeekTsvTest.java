// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.ColumnType;
import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.TableSchema;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ZeekTsvTest extends FormatContract {
  /** A preamble with tabs written as |. */
  private static final String PREAMBLE =
      """
      #separator \\x09
      #set_separator|,
      #empty_field|(empty)
      #unset_field|-
      #path|%s
      #open|2026-03-01-00-00-00
      #fields|%s
      #types|%s
      """;

  private static final String CONN =
      preamble(
              "conn",
              "ts|uid|id.orig_h|id.orig_p|proto|duration|orig_bytes|local_orig|tunnel_parents",
              "time|string|addr|port|enum|interval|count|bool|set[string]")
          + """
          1772323200.025031|CiDDyzk4Jx3CqXOXMG|10.0.21.82|2965|tcp|-|-|T|-
          1772323200.1|CsZ83fXrYchlzFkSKx|fe80::1|53|udp|8.592267|2760|F|(empty)
          -1.5|CAb|10.0.0.1|0|icmp|0.000001|0|-|CX,CY
          #close|2026-03-01-01-00-00
          """
              .replace('|', '\t');

  private static final String CONN_ROWS =
      """
      ts=2026-03-01T00:00:00.025031Z uid="CiDDyzk4Jx3CqXOXMG" id_orig_h="10.0.21.82" id_orig_p=2965 proto="tcp" local_orig=true src_file="conn.log" src_line=9
      ts=2026-03-01T00:00:00.100Z uid="CsZ83fXrYchlzFkSKx" id_orig_h="fe80::1" id_orig_p=53 proto="udp" duration=8.592267 orig_bytes=2760 local_orig=false tunnel_parents=[] src_file="conn.log" src_line=10
      ts=1969-12-31T23:59:58.500Z uid="CAb" id_orig_h="10.0.0.1" id_orig_p=0 proto="icmp" duration=1.0E-6 orig_bytes=0 tunnel_parents=["CX", "CY"] src_file="conn.log" src_line=11
      """;

  private static String preamble(String path, String fields, String types) {
    return PREAMBLE.formatted(path, fields, types).replace('|', '\t');
  }

  /** A log with the columns s (text), l (texts) and n (count). */
  private static String log(String lines) {
    return preamble("some", "s|l|n", "string|vector[string]|count") + lines.replace('|', '\t');
  }

  private static FormatSample some(String content, String rows) {
    return FormatSample.of("some.log", content, "zeek_some", rows);
  }

  @Override
  protected Format format() {
    return new ZeekFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        FormatSample.of("conn.log", CONN, "zeek_conn", CONN_ROWS),
        byteOrderMark(),
        windowsLines(),
        tabByItsLetter(),
        escapes(),
        notUtf8(),
        otherSeparators(),
        timesOfZeekCut(),
        textForTime(),
        otherPrefix(),
        headersInOneFile(),
        twoLogsInOneFile(),
        allTypes(),
        badCells(),
        wrongNumbersOfFields(),
        namesOnly(),
        fieldsByOption(),
        typesMissing(),
        sameNames(),
        longScopeSeparators());
  }

  private static FormatSample byteOrderMark() {
    return FormatSample.of("conn.log", "\ufeff" + CONN, "zeek_conn", CONN_ROWS);
  }

  private static FormatSample windowsLines() {
    return FormatSample.of("conn.log", CONN.replace("\n", "\r\n"), "zeek_conn", CONN_ROWS);
  }

  /** As tools other than Zeek write it. */
  private static FormatSample tabByItsLetter() {
    String written = CONN.replace("#separator \\x09", "#separator \\t");
    return FormatSample.of("conn.log", written, "zeek_conn", CONN_ROWS);
  }

  private static FormatSample escapes() {
    return some(
        log(
            """
            \\x2d|\\x2d,-,a\\x2cb,\\xc3\\xa9|1
            a\\x09b\\x0a\\x5cx41\\x4|(empty)|2
            \\x28empty)|x,(empty),y|3
            (empty)|-|-
            \\xzz\\|\\|4
            a\\\\x41\\\\|\\\\\\x2c|5
            """),
        """
        s="-" l=["-", null, "a,b", "é"] n=1 src_file="some.log" src_line=9
        s="a\\x09b\\x0a\\\\x41\\\\x4" l=[] n=2 src_file="some.log" src_line=10
        s="(empty)" l=["x", "", "y"] n=3 src_file="some.log" src_line=11
        s="" src_file="some.log" src_line=12
        s="\\\\xzz\\\\" l=["\\\\"] n=4 src_file="some.log" src_line=13
        s="a\\\\x41\\\\" l=["\\\\,"] n=5 src_file="some.log" src_line=14
        """);
  }

  private static FormatSample notUtf8() {
    return some(
        log("\\xff\\xfe|caf\\xc3\\xa9|1\nжук|-|2\n"),
        """
        s="\ufffd\ufffd" l=["café"] n=1 src_file="some.log" src_line=9
        s="жук" n=2 src_file="some.log" src_line=10
        """);
  }

  private static FormatSample otherSeparators() {
    return FormatSample.of(
        "some.log",
        """
        #separator \\x2c
        #set_separator,;
        #empty_field,EMPTY
        #unset_field,NULL
        #path,some
        #fields,ts,id_orig_h,l
        #types,time,addr,set[count]
        1.000001,-,1;2;NULL
        2,NULL,EMPTY

        3,1.2.3.4,NULL,
        """,
        "zeek_some",
        """
        ts=1970-01-01T00:00:01.000001Z id_orig_h="-" l=[1, 2, null] src_file="some.log" src_line=8
        ts=1970-01-01T00:00:02Z l=[] src_file="some.log" src_line=9
        ts=1970-01-01T00:00:03Z id_orig_h="1.2.3.4" src_file="some.log" src_line=11
        """);
  }

  /** As zeek-cut -C -d writes them, which says that times are strings. */
  private static FormatSample timesOfZeekCut() {
    return some(
        preamble("some", "ts|s", "string|string")
            + "-\tz\n2026-03-01T08:52:55-0800\ta\n2026-03-01T16:52:56+0000\tb\n-\tc\n",
        """
        s="z" src_file="some.log" src_line=9
        ts=2026-03-01T16:52:55Z s="a" src_file="some.log" src_line=10
        ts=2026-03-01T16:52:56Z s="b" src_file="some.log" src_line=11
        s="c" src_file="some.log" src_line=12
        """);
  }

  /** A column of the name that has other text keeps it. */
  private static FormatSample textForTime() {
    return some(
        preamble("some", "ts|s", "string|string") + "08:52\ta\n",
        """
        ts="08:52" s="a" src_file="some.log" src_line=9
        """);
  }

  private static FormatSample otherPrefix() {
    return some(
        log("a|-|1\n").replace("#", "%%") + "#b\t-\t2\n",
        """
        s="a" n=1 src_file="some.log" src_line=9
        s="#b" n=2 src_file="some.log" src_line=10
        """);
  }

  private static FormatSample headersInOneFile() {
    String second =
        preamble("some", "n|s|more", "count|string|bool") + "2\tb\tT\n".replace('|', '\t');
    return some(
            log("a|x|1\n") + second + log("c|y|3\n"),
            """
            s="a" l=["x"] n=1 src_file="some.log" src_line=9
            s="b" n=2 more=true src_file="some.log" src_line=18
            s="c" l=["y"] n=3 src_file="some.log" src_line=27
            """)
        .asPlanned();
  }

  private static FormatSample twoLogsInOneFile() {
    String other = preamble("other", "ts|n", "time|count") + "5\t6\n";
    return some(
            log("a|x|1\n") + other + log("c|y|3\n"),
            """
            s="a" l=["x"] n=1 src_file="some.log" src_line=9
            s="c" l=["y"] n=3 src_file="some.log" src_line=27
            """)
        .asPlanned();
  }

  private static FormatSample allTypes() {
    return FormatSample.of(
        "t.log",
        preamble(
                "t",
                "a|b|c|d|e|f|g|h|i|j|k|l|m|n|o",
                "time|interval|double|count|int|port|bool|addr|subnet|enum|string|pattern|func|"
                    + "table[interval]|vector[time]")
            + """
            1e3|1e-3|-0.5|9223372036854775807|-9223372036854775807|65535|F|::|10.0.0.0/8|TCP|x|/a/|f|1,2.5,inf|1.5,2
            1.0000005|-1|inf|1e3|-1|0|T|::|::/0|e|x|/a/|f|nan,-|(empty)
            """
                .replace('|', '\t'),
        "zeek_t",
        """
        a=1970-01-01T00:16:40Z b=0.001 c=-0.5 d=9223372036854775807 e=-9223372036854775807 f=65535 g=false h="::" i="10.0.0.0/8" j="TCP" k="x" l="/a/" m="f" n=[1.0, 2.5, Infinity] o=[1970-01-01T00:00:01.500Z, 1970-01-01T00:00:02Z] src_file="t.log" src_line=9
        a=1970-01-01T00:00:01.000001Z b=-1.0 c=Infinity d=1000 e=-1 f=0 g=true h="::" i="::/0" j="e" k="x" l="/a/" m="f" n=[NaN, null] o=[] src_file="t.log" src_line=10
        """);
  }

  private static FormatSample badCells() {
    return FormatSample.of(
            "b.log",
            preamble("b", "ts|n|d|b|l", "time|count|double|bool|set[count]")
                + """
                x|1|1|T|1
                1|x|1|T|1
                1|18446744073709551615|1|T|1
                1|1|1x|T|1
                1|1|1|true|1
                1|1|1|T|1,x
                1|1.5|1|T|1
                ||1|T|1
                2|2|2|F|2
                """
                    .replace('|', '\t'),
            "zeek_b",
            """
            ts=1970-01-01T00:00:02Z n=2 d=2.0 b=false l=[2] src_file="b.log" src_line=17
            """)
        .rejecting(
            "bad time in ts",
            "bad integer in n",
            "too large a number in n",
            "bad number in d",
            "bad bool in b",
            "bad element in l",
            "bad integer in n",
            "bad time in ts");
  }

  private static FormatSample wrongNumbersOfFields() {
    return some(
            log("a|x|1|\na|x|1|y\na|x\na|x|1||\nb|x|2\n"),
            """
            s="a" l=["x"] n=1 src_file="some.log" src_line=9
            s="b" l=["x"] n=2 src_file="some.log" src_line=13
            """)
        .rejecting("wrong number of fields", "too few fields", "wrong number of fields");
  }

  private static FormatSample namesOnly() {
    return FormatSample.of(
        "conn.log",
        """
            ts|uid|id_orig_h|orig_bytes
            1.5|C1|1.2.3.4|7
            ts|uid|id_orig_h|orig_bytes
            2.5|C2|1.2.3.4|-
            """
            .replace('|', '\t'),
        "zeek_conn",
        """
            ts=1970-01-01T00:00:01.500Z uid="C1" id_orig_h="1.2.3.4" orig_bytes=7 src_file="conn.log" src_line=2
            ts=1970-01-01T00:00:02.500Z uid="C2" id_orig_h="1.2.3.4" src_file="conn.log" src_line=4
            """);
  }

  private static FormatSample fieldsByOption() {
    return FormatSample.of(
            "x.tsv",
            """
            1772323200.5|CiDDyzk4Jx3CqXOXMG|10.0.21.82|9
            1772323201.5|CiDDyzk4Jx3CqXOXMG|10.0.21.82|8
            """
                .replace('|', '\t'),
            "zeek_mine",
            """
            ts=2026-03-01T00:00:00.500Z uid="CiDDyzk4Jx3CqXOXMG" host="10.0.21.82" n=9 src_file="x.tsv" src_line=1
            ts=2026-03-01T00:00:01.500Z uid="CiDDyzk4Jx3CqXOXMG" host="10.0.21.82" n=8 src_file="x.tsv" src_line=2
            """)
        .with("zeek-fields", "ts, uid,host,n:count")
        .with("zeek-path", "mine");
  }

  private static FormatSample typesMissing() {
    return FormatSample.of(
        "dns.log",
        "#fields\tts\tuid\tTTLs\tRD\tmine\n1.5\tC1\t60,1.5\tT\t7\n",
        "zeek_dns",
        """
        ts=1970-01-01T00:00:01.500Z uid="C1" TTLs=[60.0, 1.5] RD=true mine="7" src_file="dns.log" src_line=2
        """);
  }

  private static FormatSample sameNames() {
    return FormatSample.of(
        "n.log",
        preamble("n", "id.a|id_a|ID_A|src_file|-", "string|count|bool|string|string")
            + "x\t1\tT\tf\ty\n",
        "zeek_n",
        """
        id_a="x" id_a_2=1 ID_A_3=true src_file_2="f" _="y" src_file="n.log" src_line=9
        """);
  }

  private static FormatSample longScopeSeparators() {
    return FormatSample.of(
        "conn.log",
        preamble("conn", "ts|id->orig_h|id::orig_p|a.-_b", "time|addr|port|string")
            + "1.5\t1.2.3.4\t5\tx\n",
        "zeek_conn",
        """
        ts=1970-01-01T00:00:01.500Z id_orig_h="1.2.3.4" id_orig_p=5 a__b="x" src_file="conn.log" src_line=9
        """);
  }

  private static Recognition recognise(String name, String content) {
    return new ZeekFormat().recognise(FormatSample.head(BytesFile.of(name, content)), Options.NONE);
  }

  @Test
  void recordsWithoutHeaderAreRefusedWithTheRemedy() {
    Recognition recognition =
        recognise("conn.log", "1772323200.025031\tCiDDyzk4Jx3CqXOXMG\t10.0.21.82\t2965\ttcp\n");
    assertThat(recognition).isInstanceOf(Recognition.Broken.class);
    assertThat(recognition.why()).contains("--zeek-fields ts,uid");
  }

  @Test
  void separatorOfSeveralBytesIsRefusedWithTheRemedy() {
    Recognition recognition =
        recognise("conn.log", "#separator \\x09\\x09\n#fields\t\tts\t\tuid\n1.5\t\tC1\n");
    assertThat(recognition).isInstanceOf(Recognition.Broken.class);
    assertThat(recognition.why())
        .contains("separator that is not one byte")
        .contains("LogAscii::separator");
  }

  @Test
  void tablesAreNamedByPathElseByFileElseByColumns() {
    assertThat(tableName("a.log", "#path\tconn-inc\n#fields\tts\n")).isEqualTo("zeek_conn_inc");
    assertThat(tableName("conn.00:00:00-01:00:00.log", "#fields\tts\tx\n")).isEqualTo("zeek_conn");
    assertThat(tableName("dns.22.00.00-23.00.00.log", "#fields\tts\n")).isEqualTo("zeek_dns");
    assertThat(tableName("dir/http_20260301_00:00:00-01:00:00+0000.log", "#fields\tts\n"))
        .isEqualTo("zeek_http");
    assertThat(tableName("http-2026-03-01.log", "#fields\tts\n")).isEqualTo("zeek_http");
    assertThat(tableName("x.log", "#fields\tts\tuid\tquery\tqtype_name\trcode_name\tAA\n"))
        .isEqualTo("zeek_dns");
    assertThat(tableName("x.log", "#fields\tmine\n")).isEqualTo("zeek_x");
  }

  private static String tableName(String file, String content) {
    Recognition recognition = recognise(file, content);
    assertThat(recognition).as(recognition.why()).isInstanceOf(Recognition.Yes.class);
    return ((Recognition.Yes) recognition).tables().get(0).name();
  }

  @Test
  void timesOfZeekCutAreTimesInAnHourWithoutRecords() {
    BytesFile file =
        BytesFile.of("some.log", preamble("some", "ts|s", "string|string") + "#close\tx\n");
    Recognition found = format().recognise(FormatSample.head(file), Options.NONE);
    TableSchema table = ((Recognition.Yes) found).tables().get(0);
    assertThat(table.columns().get(0).type()).isEqualTo(ColumnType.TIMESTAMP);
  }

  @Test
  void twoLogsInOneFileAreTwoTables() {
    FormatSample sample = twoLogsInOneFile();
    TableSchema other =
        table(
            new FormatSample(
                sample.file(),
                sample.options(),
                "zeek_other",
                "",
                sample.rejects(),
                sample.division()));
    assertThat(other.columnNames()).containsExactly("ts", "n", "src_file", "src_line");
    assertThat(other.columns().get(0).type()).isEqualTo(ColumnType.TIMESTAMP);
  }
}
