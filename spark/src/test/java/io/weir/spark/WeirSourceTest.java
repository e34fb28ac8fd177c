// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeirSourceTest {
  private static final String CONN =
      """
      #separator \\x09
      #set_separator\t,
      #empty_field\t(empty)
      #unset_field\t-
      #path\tconn
      #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tresp_bytes\ttunnel_parents
      #types\ttime\tstring\taddr\tport\taddr\tport\tenum\tcount\tset[string]
      1772323200.000000\tC1\t10.0.0.1\t1024\t192.0.2.1\t80\ttcp\t100\t(empty)
      1772323260.500000\tC2\t10.0.0.2\t1025\t192.0.2.1\t80\ttcp\t-\tCa,Cb
      broken
      1772326800.000000\tC3\t10.0.0.1\t1026\t192.0.2.2\t443\ttcp\t5\t-
      """;
  private static final String HTTP =
      """
      #separator \\x09
      #path\thttp
      #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\ttrans_depth\thost
      #types\ttime\tstring\taddr\tport\taddr\tport\tcount\tstring
      1772323200.100000\tC1\t10.0.0.1\t1024\t192.0.2.1\t80\t1\tWWW.Example.com:80
      """;

  private final Path dir;
  private final Path logs;

  WeirSourceTest(@TempDir Path dir) throws IOException {
    this.dir = dir;
    logs = Files.createDirectories(dir.resolve("2026-03-01"));
    Files.writeString(logs.resolve("conn.00:00:00-01:00:00.log"), CONN);
    Files.writeString(logs.resolve("http.00:00:00-01:00:00.log"), HTTP);
  }

  private static DataFrameReader weir() {
    return TestSpark.SESSION.read().format("weir");
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).toList();
  }

  @Test
  void aTableIsReadByItsNameWithTheTypesOfItsHeader() {
    Dataset<Row> conn =
        weir().option("format", "zeek").option("table", "zeek_conn").load(dir.toString());
    assertThat(texts(conn.select("ts", "id_orig_p", "resp_bytes", "tunnel_parents").orderBy("ts")))
        .containsExactly(
            "[2026-03-01T00:00:00Z,1024,100,ArraySeq()]",
            "[2026-03-01T00:01:00.500Z,1025,null,ArraySeq(Ca, Cb)]",
            "[2026-03-01T01:00:00Z,1026,5,null]");
    assertThat(texts(conn.where("ts >= '2026-03-01 01:00:00'").select("uid")))
        .containsExactly("[C3]");
  }

  @Test
  void theOnlyTableNeedsNoNameAndPathsMayBeSeveral() throws IOException {
    Path http = logs.resolve("http.00:00:00-01:00:00.log");
    Path copy = Files.copy(http, dir.resolve("http.log"));
    assertThat(texts(weir().load(http.toString(), copy.toString()).select("host")))
        .containsExactly("[WWW.Example.com:80]", "[WWW.Example.com:80]");
  }

  @Test
  void filesOfHadoopsFileSystemsAreListedAndRead() {
    TestSpark.SESSION
        .sparkContext()
        .hadoopConfiguration()
        .set("fs.elsewhere.impl", ElsewhereFileSystem.class.getName());
    String address = "elsewhere://" + dir;
    Dataset<Row> conn = weir().option("table", "zeek_conn").load(address);
    assertThat(texts(conn.select("uid", "src_file").orderBy("uid").limit(1)))
        .containsExactly("[C1,elsewhere:" + logs.resolve("conn.00:00:00-01:00:00.log") + "]");
    Dataset<Row> http = weir().load(address + "/*/http*");
    assertThat(texts(http.select("host"))).containsExactly("[WWW.Example.com:80]");
    assertUsage(weir(), address + "/nowhere", "nowhere");
    assertUsage(weir(), "nothing://host/x", "nothing");
  }

  @Test
  void aSchemaNamesTheWantedColumnsAndWhatFilesLackIsNull() {
    assertThat(
            texts(
                weir()
                    .schema("uid STRING, resp_bytes BIGINT, nowhere STRING")
                    .option("table", "zeek_conn")
                    .load(dir.toString())
                    .orderBy("uid")))
        .containsExactly("[C1,100,null]", "[C2,null,null]", "[C3,5,null]");
  }

  @Test
  void wrongOptionsTablesAndPathsAreNamedWithTheNearestRightOnes() {
    assertUsage(weir().option("formt", "zeek"), dir.toString(), "formt", "format");
    assertUsage(weir().option("table", "zeek_con"), dir.toString(), "zeek_con", "zeek_conn");
    assertUsage(weir(), dir.toString(), "zeek_conn, zeek_http");
    assertUsage(weir().option("table", "named_flows"), dir.toString(), "WeirViews.register");
    assertUsage(weir().option("format", "zek"), dir.toString(), "zek", "zeek");
    assertUsage(weir(), dir.resolve("nowhere").toString(), "nowhere");
    assertUsage(weir().option("zone", "Mars"), dir.toString(), "Mars");
  }

  private static void assertUsage(DataFrameReader reader, String path, String... words) {
    assertThatThrownBy(() -> reader.load(path))
        .isInstanceOfSatisfying(
            WeirException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(WeirException.Kind.USAGE);
              assertThat(e.getMessage()).contains(words).doesNotContain("\n");
            });
  }

  @Test
  void oneCallMakesTheViewsOfNativeAndComposedTables() {
    SparkSession session = TestSpark.SESSION.newSession();
    assertThat(WeirViews.register(session, dir.toString()))
        .contains("zeek_conn", "zeek_http", "named_flows", "http");
    assertThat(
            texts(
                session.sql(
                    "SELECT c_ip, s_bytes, name, name_source FROM named_flows ORDER BY c_port")))
        .containsExactly(
            "[10.0.0.1,100,www.example.com,http_host]",
            "[10.0.0.2,null,null,null]",
            "[10.0.0.1,5,null,null]");
    assertThat(texts(session.sql("SELECT DISTINCT tumbling(ts, INTERVAL 1 HOUR).start FROM http")))
        .containsExactly("[2026-03-01 00:00:00.0]");
    assertThat(texts(session.sql("SELECT ip_prefix(s_ip, 24), ip_prefix(s_ip, 16, 48) FROM http")))
        .containsExactly("[192.0.2.0/24,192.0.0.0/16]");
  }

  @Test
  void whatNeedsNoNameReadsOnlyTheConnections() {
    SparkSession session = TestSpark.SESSION.newSession();
    WeirViews.register(session, dir.toString());
    assertThat(
            Explain.of(session.sql("SELECT s_ip, sum(s_bytes) FROM named_flows GROUP BY s_ip"))
                .scans())
        .extracting(Object::toString)
        .containsExactly("ScanColumns[table=zeek_conn, columns=[id_resp_h, resp_bytes]]");
    assertThat(Explain.of(session.sql("SELECT name FROM named_flows")).scans()).hasSize(2);
  }

  @Test
  void viewsOfARangeShowNothingElse() {
    SparkSession session = TestSpark.SESSION.newSession();
    WeirViews.register(
        session, List.of(dir.toString()), Map.of("from", "2026-03-01T00:30:00Z", "format", "zeek"));
    assertThat(texts(session.sql("SELECT uid FROM zeek_conn"))).containsExactly("[C3]");
    assertThat(texts(session.sql("SELECT uid FROM named_flows"))).containsExactly("[C3]");
  }
}
