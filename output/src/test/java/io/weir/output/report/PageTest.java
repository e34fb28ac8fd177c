// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.analysis.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String SCRIPT = "<script>alert('&\"')</script>";

  private static String text(Page page) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    page.write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Frame rows(Object... names) {
    Rows rows =
        new Rows().column("name", ColumnType.STRING, "").column("n", ColumnType.BIGINT, "bytes");
    for (int i = 0; i < names.length; i++) {
      rows.row(names[i], 1000L * (names.length - i));
    }
    return rows.frame();
  }

  @Test
  void whatDataSaysIsText() throws IOException {
    Page page = new Page(SCRIPT);
    page.section(SCRIPT);
    page.note(SCRIPT);
    page.facts(Map.of(SCRIPT, SCRIPT));
    Picture picture = new Picture.Bars("x", SCRIPT, "rows", List.of("name"), List.of("n"));
    Frame rows = rows(SCRIPT, "a\" onload=\"x", "${style}");
    page.panel(SCRIPT, Drawing.of(picture, rows), rows);
    String html = text(page);
    assertThat(html)
        .doesNotContain("<script", "onload=\"x")
        .contains("&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;")
        .contains("<td>${style}</td>");
  }

  @Test
  void nothingIsFetched() throws IOException {
    Page page = new Page("Traffic");
    Frame rows = rows("a", "b");
    Picture picture = new Picture.Bars("x", "Names", "rows", List.of("name"), List.of("n"));
    page.panel("Names", Drawing.of(picture, rows), rows);
    assertThat(text(page))
        .contains("srcset=\"data:image/png;base64,", "src=\"data:image/png;base64,")
        .contains("prefers-color-scheme: dark", "@media print", "default-src 'none'")
        .doesNotContainPattern("(?i)(src|href|srcset)=\"(?!data:|#)|url\\(|@import|https?://");
  }

  @Test
  void charactersThatDeceiveAreReplaced() {
    assertThat(Html.escaped("a\u202eb\u0000c\ud800d\ne")).isEqualTo("a\ufffdb\ufffdc\ufffdd\ne");
  }

  @Test
  void tablesTellNumbersAsPeopleReadThem() {
    Frame rows =
        new Rows()
            .column("bytes_sent", ColumnType.BIGINT, "bytes")
            .column("flows", ColumnType.BIGINT, "flows")
            .column("port", ColumnType.BIGINT, "")
            .column("score", ColumnType.DOUBLE, "")
            .column("ts", ColumnType.TIMESTAMP, "UTC")
            .column("name", ColumnType.STRING, "")
            .row(
                1234567L,
                1234567L,
                65535L,
                Double.NaN,
                LocalDateTime.of(2026, 3, 1, 10, 0, 0, 123_456_000),
                null)
            .frame();
    assertThat(Html.table(rows, 0, 1))
        .contains(
            "<th class=\"n\">bytes sent</th>",
            "<tr><td class=\"n\">1.23 MB</td><td class=\"n\">1\u202f234\u202f567</td>"
                + "<td class=\"n\">65535</td><td class=\"n\">–</td>"
                + "<td class=\"d\">2026-03-01 10:00:00.123</td><td>–</td></tr>");
  }

  @Test
  void listsAndLargeNumbersAreTextThatPeopleRead() {
    Frame rows =
        new Rows()
            .column("names", ColumnType.STRING_LIST, "")
            .column("offsets", ColumnType.DOUBLE_LIST, "s")
            .column("time_start", ColumnType.DOUBLE, "")
            .row(
                List.of("a.example", "<b>"),
                Arrays.asList(0.5, null, 0.34901073779455366, 12_345.6),
                1_795_242_780.6)
            .frame();
    assertThat(Html.table(rows, 0, 1))
        .contains(
            "<td>a.example, &lt;b&gt;</td><td>0.5, –, 0.349, 12\u202f346</td>"
                + "<td class=\"n\">1\u202f795\u202f242\u202f781</td>");
  }

  @Test
  void longTablesAreCutAndSayso() throws IOException {
    Object[] names = new Object[80];
    for (int i = 0; i < names.length; i++) {
      names[i] = i == 0 ? "x".repeat(1000) : "name" + i;
    }
    Page page = new Page("Traffic");
    page.panel("Names", Optional.empty(), rows(names));
    assertThat(text(page))
        .contains("<summary>40 more rows</summary>", "The first 50 of 80 rows.", "name49")
        .doesNotContain("name50", "x".repeat(200));
  }

  @Test
  void aColumnWithValuesStaysWhereAnEmptyOneHasItsName() throws IOException {
    List<Column> columns = new ArrayList<>();
    List<Object> row = new ArrayList<>();
    for (int c = 0; c < 13; c++) {
      columns.add(Column.of(c < 2 ? "same" : "c" + c, ColumnType.BIGINT));
      row.add(c == 0 ? null : 100L + c);
    }
    Page page = new Page("Traffic");
    page.panel("Flows", Optional.empty(), Frame.of(columns, List.of(row)));
    assertThat(text(page)).contains("<td class=\"n\">101</td>").containsOnlyOnce(">same<");
  }

  @Test
  void wideTablesLeaveOutColumnsWithoutAValueAndNameThem() throws IOException {
    List<Column> columns = new ArrayList<>();
    List<Object> row = new ArrayList<>();
    for (int c = 0; c < 14; c++) {
      columns.add(Column.of("c" + c, ColumnType.BIGINT));
      row.add(c == 3 || c == 13 ? null : 100L + c);
    }
    Page page = new Page("Traffic");
    page.panel("Flows", Optional.empty(), Frame.of(columns, List.of(row)));
    Page narrow = new Page("Traffic");
    narrow.panel("Flows", Optional.empty(), Frame.of(columns.subList(0, 4), List.of(row)));
    assertThat(text(page))
        .contains("<th class=\"n\">c12</th>", "<td class=\"n\">112</td>")
        .contains("Columns without a value in these rows: c3, c13.")
        .doesNotContain(">c3<", ">c13<");
    assertThat(text(narrow)).contains(">c3<").doesNotContain("without a value");
  }
}
