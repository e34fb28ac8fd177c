// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.model.tables.FiveTables;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How texts are read and written. */
class NetlyticsTextTest {
  @Test
  void valuesAreShownAsPythonShowsThem() {
    List<@Nullable Object> values =
        Arrays.asList(
            null, "", "None", 7L, true, 1.5, 100.0, 1e-5, 0.0001, 1.25e-7, 1e16, -1e22, 1.5e300);
    assertThat(values.stream().map(PythonText::of))
        .containsExactly(
            "",
            "",
            "None",
            "7",
            "True",
            "1.5",
            "100.0",
            "1e-05",
            "0.0001",
            "1.25e-07",
            "1e+16",
            "-1e+22",
            "1.5e+300");
    assertThat(PythonText.of(Double.NaN)).isEmpty();
    assertThat(PythonText.of(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
  }

  @Test
  void listsAreShownAsPythonShowsThem() {
    List<@Nullable Object> mixed = Arrays.asList(1L, null, false, 0.5, Double.NaN);
    assertThat(PythonText.of(mixed)).isEqualTo("[1, None, False, 0.5, nan]");
    assertThat(PythonText.of(List.of("a", "it's", "a \"b\" 'c'", "\\x\n\u0001é")))
        .isEqualTo("['a', \"it's\", 'a \"b\" \\'c\\'', '\\\\x\\n\\x01é']");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT a FROM b|SELECT a FROM b",
        "SELECT `a b`, `c\"d` FROM t|SELECT \"a b\", \"c\"\"d\" FROM t",
        "x = \"GET\"|x = 'GET'",
        "x = \"it's\"|x = 'it''s'",
        "x = 'it\\'s \\\"'|x = 'it''s \"'",
        "x LIKE '10\\%\\\\'|x LIKE '10\\%\\' ESCAPE '\\'",
        "x LIKE '%ad\\_%' AND y = '\\_'|x LIKE '%ad\\_%' ESCAPE '\\' AND y = '\\_'",
        "x = \"a\"\"b\"|x = 'a\"b'",
        "x = ''|x = ''",
        "-- it's `x`|-- it's `x`",
        "/* \"x\" */ 'a'|/* \"x\" */ 'a'",
        "x = 'open|x = 'open",
        "`open|`open",
      })
  void quotesOfSparkBecomeThoseOfTheStandard(String sql, String standard) {
    assertThat(SparkQuotes.standard(sql)).isEqualTo(standard);
  }

  @Test
  void theViewIsDefinedBeforeTheQuestionsOwn() {
    String view =
        "netlytics AS (SELECT c_bytes, c_ip, c_pkt, c_port, name, s_bytes, s_ip, s_pkt, s_port,"
            + " time_end, time_start FROM named_flows)";
    DataTable table = DataTable.NAMED_FLOWS;
    assertThat(NetlyticsView.over(table, "select 1")).isEqualTo("WITH " + view + " select 1");
    assertThat(NetlyticsView.over(table, "with recursive a AS (SELECT 1) SELECT * FROM a"))
        .isEqualTo("with recursive " + view + ", a AS (SELECT 1) SELECT * FROM a");
    assertThat(NetlyticsView.over(table, "(SELECT 1)")).isEqualTo("WITH " + view + " (SELECT 1)");
    assertThat(NetlyticsView.over(table, "SHOW TABLES")).isEqualTo("SHOW TABLES");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2017_03_05", "2017_3_5", "2017-03-05", "20170305"})
  void daysAreWholeInTheirZone(String day) {
    assertThat(Days.range(day, day, ZoneOffset.UTC))
        .isEqualTo(
            TimeRange.between(
                Instant.parse("2017-03-05T00:00:00Z"), Instant.parse("2017-03-06T00:00:00Z")));
  }

  @Test
  void daysHaveTheLengthOfTheirZone() {
    ZoneId rome = ZoneId.of("Europe/Rome");
    assertThat(Days.range("2017_03_26", "2017_03_26", rome))
        .isEqualTo(
            TimeRange.between(
                Instant.parse("2017-03-25T23:00:00Z"), Instant.parse("2017-03-26T22:00:00Z")));
    assertThat(Days.range("", "", rome)).isEqualTo(TimeRange.ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"{}|0", " { } |0", "{\"N\":40}|40", "{\"N_TOP\": -1}|-1", "{\"N\":3,\"N_TOP\":3}|3"})
  void theNumberOfRowsIsRead(String json, int limit) {
    assertThat(JobParameters.limit("X", json).orElse(0)).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{N:40}|Cannot read --params: it must be a JSON object such as '{\"N\":40}' ({N:40}).",
        "[1]|Cannot read --params: it must be a JSON object such as '{\"N\":40}' ([1]).",
        "{\"N\":1,}|Cannot read --params: it must be a JSON object such as '{\"N\":40}'"
            + " ({\"N\":1,}).",
        "{\"N\":0}|Cannot set N of X: it must be a whole number of at least 1, or -1 for all (0).",
        "{\"N\":many}|Cannot set N of X: it must be a whole number of at least 1, or -1 for all"
            + " (many).",
        "{\"N\":1,\"N_TOP\":2}|Cannot set N and N_TOP of X: they are the same parameter (1, 2). Give"
            + " one.",
        "{\"N_TOPS\":1}|Cannot set N_TOPS of X: there is no such parameter. Did you mean N_TOP?",
      })
  void parametersThatAreRefused(String json, String message) {
    assertThatThrownBy(() -> JobParameters.limit("X", json))
        .isInstanceOf(WeirException.class)
        .hasMessage(message);
  }

  @Test
  void tablesHaveWeirsColumns() {
    for (DataTable table : DataTable.values()) {
      assertThat(FiveTables.named(table.table()).orElseThrow().columnNames())
          .containsAll(table.columns());
    }
  }

  @Test
  void pathsWithoutASchemeAreHadoops() {
    assertThat(List.of("out", "/data/out", "hdfs://h/out"))
        .map(RunQuery::address)
        .containsExactly("./out", "/./data/out", "hdfs://h/out");
  }
}
