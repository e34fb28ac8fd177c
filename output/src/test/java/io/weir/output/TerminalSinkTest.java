// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.ColumnType;
import io.weir.output.TerminalStyle.Charset;
import io.weir.output.TerminalStyle.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalSinkTest {
  private static String shown(FakeResult result, TerminalStyle style) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TerminalSink(style).write(result, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static FakeResult talkers() {
    return new FakeResult()
        .column("s_ip", ColumnType.STRING)
        .column("bytes", ColumnType.BIGINT)
        .row("10.0.0.1", 1234567L)
        .row("192.168.100.200", null)
        .row(null, 5L);
  }

  @Test
  void numbersStandToTheRight() throws IOException {
    assertThat(shown(talkers(), TerminalStyle.FILE))
        .isEqualTo(
            """
            ┌─────────────────┬─────────┐
            │ s_ip            │   bytes │
            ├─────────────────┼─────────┤
            │ 10.0.0.1        │ 1234567 │
            │ 192.168.100.200 │         │
            │                 │       5 │
            └─────────────────┴─────────┘
            3 rows
            """);
  }

  @Test
  void aPlainTerminalGetsAscii() throws IOException {
    FakeResult result = new FakeResult().column("name", ColumnType.STRING).row("a");
    assertThat(shown(result, new TerminalStyle(80, Charset.ASCII, Color.PLAIN)))
        .isEqualTo(
            """
            +------+
            | name |
            +------+
            | a    |
            +------+
            1 row
            """);
  }

  @Test
  void nullIsADimWordWhereColorsAre() throws IOException {
    FakeResult result =
        new FakeResult().column("name", ColumnType.STRING).row("abcdef").row(null, 1);
    assertThat(shown(result, new TerminalStyle(80, Charset.UNICODE, Color.ANSI)))
        .contains("│ \u001b[2mNULL\u001b[0m   │");
  }

  @Test
  void wideCharactersFillTwoCells() throws IOException {
    FakeResult result =
        new FakeResult().column("name", ColumnType.STRING).row("例え.jp").row("cafe\u0301.fr");
    assertThat(shown(result, TerminalStyle.FILE))
        .isEqualTo(
            """
            ┌─────────┐
            │ name    │
            ├─────────┤
            │ 例え.jp │
            │ cafe\u0301.fr │
            └─────────┘
            2 rows
            """);
  }

  @Test
  void theWidestColumnIsCutToTheTerminal() throws IOException {
    FakeResult result =
        new FakeResult()
            .column("name", ColumnType.STRING)
            .column("n", ColumnType.BIGINT)
            .row("a-very-long-name.example.com", 12L);
    assertThat(shown(result, new TerminalStyle(29, Charset.UNICODE, Color.PLAIN)))
        .isEqualTo(
            """
            ┌──────────────────────┬────┐
            │ name                 │  n │
            ├──────────────────────┼────┤
            │ a-very-long-name.ex… │ 12 │
            └──────────────────────┴────┘
            1 row
            """);
  }

  @Test
  void inAFileNothingIsCut() throws IOException {
    FakeResult result = new FakeResult().column("name", ColumnType.STRING).row("x".repeat(500));
    assertThat(shown(result, TerminalStyle.FILE)).contains("│ " + "x".repeat(500) + " │");
  }

  @Test
  void columnsThatDoNotFitAreLeftOutAndCounted() throws IOException {
    FakeResult result = new FakeResult();
    Object[] row = new Object[20];
    for (int i = 0; i < 20; i++) {
      result.column("column_" + i, ColumnType.STRING);
      row[i] = "value number " + i;
    }
    String shown = shown(result.row(row), new TerminalStyle(40, Charset.UNICODE, Color.PLAIN));
    assertThat(shown.lines().limit(5)).allMatch(line -> line.length() <= 40);
    assertThat(shown)
        .contains("column_1")
        .doesNotContain("column_2")
        .endsWith("1 row, 2 of 20 columns shown; name the columns you want, or use -f csv\n");
  }

  @Test
  void controlCharactersCannotSteerTheTerminal() throws IOException {
    FakeResult result =
        new FakeResult().column("a\u001b[31m", ColumnType.STRING).row("x\u001b]0;t\u0007\n\u202ey");
    assertThat(shown(result, TerminalStyle.FILE))
        .contains("a\\x1b[31m", "x\\x1b]0;t\\x07\\x0a\\u202ey")
        .doesNotContain("\u001b");
  }

  @Test
  void allRowsAreShownWhateverTheirNumber() throws IOException {
    FakeResult result = new FakeResult().column("n", ColumnType.BIGINT);
    for (long i = 0; i < 5000; i++) {
      result.row(i);
    }
    String shown = shown(result, TerminalStyle.FILE);
    assertThat(shown).contains("│ 1999 │", "│ 2000 │", "│ 4999 │").endsWith("5000 rows\n");
    assertThat(shown.lines()).hasSize(5000 + 5);
  }
}
