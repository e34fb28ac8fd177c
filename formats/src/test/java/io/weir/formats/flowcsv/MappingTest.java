// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.ComposedTable;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mapping files, and what is answered when files or mappings do not fit. */
class MappingTest {
  private static final String MAPPING =
      """
      # A firewall's flows.
      name    = fire wall
      delimiter = semicolon
      bytes   = payload
      zone    = Europe/Rome
      null    = none

      [columns]
      Begun | Start = ts MMM d yyyy HH:mm:ss
      Took          = duration ms
      From          = c_ip
      To            = s_ip
      Kind          = proto
      Kilobytes     = c_bytes * 1024
      Host          = http_host
      Rule          = integer
      Secret        = skip
      """;

  private static final String FILE =
      """
      start;took;from;to;kind;kilobytes;host;rule;secret;more
      Jul 4 2026 12:00:00.5;1500;10.0.0.1;2001:db8::1;17;3;WWW.Example.org;7;x;"a;b"
      Dec 24 2026 12:00:00;;10.0.0.1;10.0.0.2;udp;none;none;;x;
      """;

  private final FlowCsvFormat format = new FlowCsvFormat();

  private static Options mapping(Path directory, String text) throws IOException {
    Path file = Files.writeString(directory.resolve("own.map"), text);
    return Options.NONE.with("zone", "UTC").with("flowcsv-mapping", file.toString());
  }

  private Recognition recognise(String content, Options options) {
    return format.recognise(FormatSample.head(BytesFile.of("f.csv", content)), options);
  }

  @Test
  void fileIsReadAsItsMappingSays(@TempDir Path directory) throws IOException {
    Options options = mapping(directory, MAPPING);
    BytesFile file = BytesFile.of("f.csv", FILE);
    Recognition.Yes yes = (Recognition.Yes) recognise(FILE, options);
    assertThat(yes.why()).startsWith("a header of 10 columns that fits the profile fire wall: ");
    assertThat(yes.tables().get(0).name()).isEqualTo("flowcsv_fire_wall");
    Scan scan = new Scan(List.of(TableScan.all(yes.tables().get(0))), TimeRange.ALL, options);
    assertThat(Reading.of(format, List.of(Split.whole(file)), scan).text())
        .isEqualTo(
            """
            ts=2026-07-04T10:00:00.500Z ts_end=2026-07-04T10:00:02Z duration=1.5 c_ip="10.0.0.1" s_ip="2001:db8::1" proto="udp" ip_proto=17 c_bytes=3072 http_host="WWW.Example.org" rule=7 more="a;b" ip_version=6 src_file="f.csv" src_line=2
            ts=2026-12-24T11:00:00Z c_ip="10.0.0.1" s_ip="10.0.0.2" proto="udp" ip_proto=17 ip_version=4 src_file="f.csv" src_line=3
            """);
  }

  @Test
  void timesAreReadInEachForm(@TempDir Path directory) throws IOException {
    assertThat(start(directory, "ts", "1467547200.5")).isEqualTo("2016-07-03T12:00:00.500Z");
    assertThat(start(directory, "ts", "1467547200500")).isEqualTo("2016-07-03T12:00:00.500Z");
    assertThat(start(directory, "ts", "1467547200500000")).isEqualTo("2016-07-03T12:00:00.500Z");
    assertThat(start(directory, "ts", "1467547200500000999")).isEqualTo("2016-07-03T12:00:00.500Z");
    assertThat(start(directory, "ts", "1.4675472005e9")).isEqualTo("2016-07-03T12:00:00.500Z");
    assertThat(start(directory, "ts", "2016-07-03T12:00:00.5Z"))
        .isEqualTo("2016-07-03T12:00:00.500Z");
    assertThat(start(directory, "ts", "2016-07-03 14:00:00+02:00"))
        .isEqualTo("2016-07-03T12:00:00Z");
    assertThat(start(directory, "ts", "2016/7/3 8:05")).isEqualTo("2016-07-03T08:05:00Z");
    assertThat(start(directory, "ts", "2016-07-03")).isEqualTo("2016-07-03T00:00:00Z");
    assertThat(start(directory, "ts ms", "1500")).isEqualTo("1970-01-01T00:00:01.500Z");
    assertThat(start(directory, "ts ns", "1500")).isEqualTo("1970-01-01T00:00:00.000001Z");
    assertThat(start(directory, "ts d/M/yy h:m a", "3/7/16 12:05 pm"))
        .isEqualTo("2016-07-03T12:05:00Z");
    assertThat(start(directory, "ts d/M/yy h:m", "3/7/16 1:05")).isEqualTo("2016-07-03T13:05:00Z");
    assertThat(start(directory, "ts auto or absent", "11:09.1")).isEqualTo("null");
    assertThat(start(directory, "ts", "11:09.1")).isEqualTo("[bad time in t]");
    assertThat(start(directory, "ts", "2016-02-30 00:00:00")).isEqualTo("[bad time in t]");
    assertThat(start(directory, "ts d/M/yyyy H:mm", "3/7/2016 24:00")).isEqualTo("[bad time in t]");
  }

  private String start(Path directory, String meaning, String value) throws IOException {
    Options options = mapping(directory, "[columns]\nt = " + meaning + "\nx = c_pkt\n");
    String content = "t,x\n" + value + ",1\n";
    Recognition.Yes yes = (Recognition.Yes) recognise(content, options);
    Scan scan = new Scan(List.of(TableScan.all(yes.tables().get(0))), TimeRange.ALL, options);
    Split split = Split.whole(BytesFile.of("f.csv", content));
    Reading reading = Reading.of(format, List.of(split), scan);
    return reading.table().isEmpty()
        ? reading.rejects().reasons().toString()
        : String.valueOf(reading.table().get(0).get(0));
  }

  @Test
  void namesMakeNamedFlows(@TempDir Path directory) throws IOException {
    List<ComposedTable> tables = format.composed(mapping(directory, MAPPING));
    assertThat(tables)
        .extracting(table -> table.schema().name())
        .containsExactly("flows", "named_flows");
    assertThat(tables.get(1).sql())
        .contains("lower(http_host) AS name", "'payload' AS bytes_kind")
        .endsWith("FROM flowcsv_fire_wall");
  }

  @Test
  void missingColumnIsNamedWithTheNearest(@TempDir Path directory) throws IOException {
    Options options = mapping(directory, MAPPING);
    Recognition recognition = recognise(FILE.replace("took", "tooc"), options);
    assertThat(recognition)
        .isEqualTo(
            new Recognition.Broken(
                "the profile fire wall wants a column 'Took', which is not in the first line (nearest"
                    + " there: tooc)"));
    assertThat(recognise("a text\n", options)).isInstanceOf(Recognition.No.class);
  }

  @Test
  void wrongDelimiterIsToldWithTheHeaderThatIsThere(@TempDir Path directory) throws IOException {
    Options options = mapping(directory, MAPPING);
    assertThat(recognise(FILE.replace(";", "\t"), options))
        .isEqualTo(
            new Recognition.Broken(
                "the profile fire wall wants a column 'Begun' and semicolons between columns, but the"
                    + " first line has tabs"
                    + " (start\ttook\tfrom\tto\tkind\tkilobytes\thost\trule\tsecret\tmore)"));
  }

  @Test
  void namedProfileThatDoesNotFitIsRefused() {
    Options options = Options.NONE.with("flowcsv-profile", "cidds-001");
    assertThat(recognise("a,b\n1,2\n", options).why())
        .isEqualTo(
            "the profile cidds-001 wants a column 'Date first seen', which is not in the first line"
                + " (there are: a, b)");
    Options ugr = Options.NONE.with("flowcsv-profile", "ugr16");
    assertThat(recognise("1,2,3\n", ugr)).isInstanceOf(Recognition.Broken.class);
  }

  @Test
  void plainTablesStayPlain() {
    for (String content :
        List.of(
            "time_start,c_ip,s_ip,c_bytes\n1,10.0.0.1,10.0.0.2,3\n",
            "src_ip,dst_ip,bytes,label\n10.0.0.1,10.0.0.2,3,x\n",
            "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt\n",
            "2016-07-27 13:43:30,1,a,b,c,d,e,f,g,h,i,j,k\n")) {
      assertThat(recognise(content, Options.NONE)).isInstanceOf(Recognition.No.class);
    }
  }

  @Test
  void mistakesInMappingsAreTold(@TempDir Path directory) throws IOException {
    refused(directory, "nam = x\n", "line 1 has no setting (nam). Did you mean name?");
    refused(
        directory,
        "header = no\n[columns]\na = ts\n",
        "header = no is not known. Values: first line, none, maybe.");
    refused(directory, "name = x\n", "it has no columns.");
    refused(
        directory,
        "[columns]\nA = s_byte\n",
        "line 2 makes 's_byte' of column 'A', which flows do not have. Did you mean s_bytes?");
    refused(
        directory,
        "[columns]\nA = src_ip\n",
        "line 2 makes 'src_ip' of column 'A', which flows do not have. Did you mean c_ip?");
    refused(directory, "[columns]\nA\n", "line 2 is no column (A).");
    refused(directory, "[columns]\nA = duration min\n", "line 2 reads 'A' as 'min'.");
    refused(directory, "[columns]\nA = number * 0.001\n", "line 2 reads 'A' as '* 0.001'.");
    refused(directory, "[columns]\nA = c_bytes * 0\n", "line 2 reads 'A' as '* 0'.");
    refused(directory, "[columns]\nA = ts yyyy HH:mm\n", "line 2 reads 'A' as 'yyyy HH:mm'.");
    refused(directory, "zone = Rome\n[columns]\na = ts\n", "zone = Rome is no time zone.");
    assertThatThrownBy(() -> format.check(Options.NONE.with("flowcsv-mapping", "nowhere.map")))
        .hasMessageContaining("Cannot read --flowcsv-mapping nowhere.map");
    assertThatThrownBy(() -> format.check(Options.NONE.with("flowcsv-profile", "cidds")))
        .hasMessageEndingWith("there is no such profile. Did you mean cidds-001?");
  }

  private void refused(Path directory, String text, String why) throws IOException {
    Options options = mapping(directory, text);
    assertThatThrownBy(() -> format.check(options)).hasMessageContaining("own.map: " + why);
  }

  @Test
  void badLinesAreRejectedWithReasons() {
    String content =
        """
        StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,SrcBytes,Label
        2011/08/18 10:21:46,1,tcp,10.0.0.1,1611,->,10.0.0.2,80,CON,0,0,4,252,132,x
        2011/08/18 10:21:46,1,tcp,10.0.0.1,1611,->,10.0.0.2,80,CON,0,0,4,252,132
        2011/08/18 10:21:46,1,tcp,10.0.0.1,1611,->,10.0.0.2,80,CON,0,0,4,252,132,x,y
        2011/08/18 10:21:46,1,tcp,10.0.0.1,1611,->,10.0.0.2,80,CON,0,0,4,252,132,"x
        2011/13/18 10:21:46,1,tcp,10.0.0.1,1611,->,10.0.0.2,80,CON,0,0,4,252,132,x
        2011/08/18 10:21:46,one,tcp,10.0.0.1,1611,->,10.0.0.2,80,CON,0,0,4,252,132,x
        2011/08/18 10:21:46,1,tcp,10.0.0.1,http,->,10.0.0.2,80,CON,0,0,4,252,132,x
        2011/08/18 10:21:46,1,tcp,10.0.0.1,1611,->,10.0.0.2,65536,CON,0,0,4,252,132,x
        2011/08/18 10:21:46,1,tcp,10.0.0.1,1611,->,10.0.0.2,80,CON,9999999999,0,4,252,132,x
        2011/08/18 10:21:46,1,tcp,10.0.0.1,1611,->,10.0.0.2,80,CON,0,0,-4,252,132,x
        2011/08/18 10:21:46,1,tcp,10.0.0.1,1611,->,10.0.0.2,80,S_X,0,0,4,252,132,x
        """;
    BytesFile file = BytesFile.of("f.binetflow", content);
    Options options = Options.NONE.with("zone", "UTC");
    Recognition.Yes yes = (Recognition.Yes) recognise(content, options);
    Scan scan = new Scan(List.of(TableScan.all(yes.tables().get(0))), TimeRange.ALL, options);
    Reading reading = Reading.of(format, List.of(Split.whole(file)), scan);
    assertThat(reading.recordsRead()).isEqualTo(1);
    assertThat(reading.rejects().reasons())
        .containsExactly(
            "too few fields",
            "too many fields",
            "bad quotes",
            "bad time in StartTime",
            "bad duration in Dur",
            "bad port in Sport",
            "bad port in Dport",
            "bad integer in sTos",
            "bad count in TotPkts",
            "bad flags in State");
  }
}
