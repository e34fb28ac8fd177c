// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.ColumnType;
import io.weir.model.engine.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SinksTest {
  private static String written(OutputForm form, Result result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sinks.of(form, TerminalStyle.FILE).write(result, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static FakeResult texts(String... texts) {
    FakeResult result = new FakeResult().column("a", ColumnType.STRING);
    for (String text : texts) {
      result.row(text);
    }
    return result;
  }

  private static FakeResult everyType() {
    Map<String, Object> struct = new LinkedHashMap<>();
    struct.put("lat", 1.5);
    struct.put("city", "Torino \"centro\"");
    return new FakeResult()
        .column("text", ColumnType.STRING)
        .column("big", ColumnType.BIGINT)
        .column("small", ColumnType.INTEGER)
        .column("number", ColumnType.DOUBLE)
        .column("flag", ColumnType.BOOLEAN)
        .column("ts", ColumnType.TIMESTAMP)
        .column("day", ColumnType.DATE)
        .column("bytes", ColumnType.BINARY)
        .column("list", ColumnType.STRING_LIST)
        .column("huge", ColumnType.STRING)
        .column("exact", ColumnType.STRING)
        .column("struct", ColumnType.STRING)
        .row(
            "x,y",
            Long.MIN_VALUE,
            -7,
            0.1,
            true,
            LocalDateTime.of(2026, 3, 1, 0, 0, 0, 123_456_000),
            LocalDate.of(2026, 3, 1),
            new byte[] {0, (byte) 0xff},
            Arrays.asList("a", null, "b\n"),
            new BigInteger("170141183460469231731687303715884105727"),
            new BigDecimal("1E+3"),
            struct)
        .row(
            null,
            null,
            null,
            Double.NaN,
            null,
            LocalDateTime.of(2026, 3, 1, 0, 0),
            null,
            null,
            List.of(),
            null,
            null,
            null);
  }

  @Test
  void csvWritesEveryType() throws IOException {
    assertThat(written(OutputForm.CSV, everyType()))
        .isEqualTo(
            """
            text,big,small,number,flag,ts,day,bytes,list,huge,exact,struct
            "x,y",-9223372036854775808,-7,0.1,true,2026-03-01 00:00:00.123456,2026-03-01,00ff,\
            "[""a"",null,""b\\n""]",170141183460469231731687303715884105727,1000,\
            "{""lat"":1.5,""city"":""Torino \\""centro\\""\""}"
            ,,,NaN,,2026-03-01 00:00:00,,,[],,,
            """);
  }

  @Test
  void csvTellsTheEmptyTextFromNull() throws IOException {
    FakeResult result =
        new FakeResult()
            .column("a", ColumnType.STRING)
            .column("b", ColumnType.STRING)
            .row("", null)
            .row("q\"q", "two\nlines");
    assertThat(written(OutputForm.CSV, result))
        .isEqualTo("a,b\n\"\",\n\"q\"\"q\",\"two\nlines\"\n");
  }

  @Test
  void jsonIsAnArrayWithARowALine() throws IOException {
    assertThat(written(OutputForm.JSON, everyType()))
        .isEqualTo(
            """
            [
            {"text":"x,y","big":-9223372036854775808,"small":-7,"number":0.1,"flag":true,\
            "ts":"2026-03-01 00:00:00.123456","day":"2026-03-01","bytes":"00ff",\
            "list":["a",null,"b\\n"],"huge":170141183460469231731687303715884105727,"exact":1000,\
            "struct":{"lat":1.5,"city":"Torino \\"centro\\""}},
            {"text":null,"big":null,"small":null,"number":"NaN","flag":null,\
            "ts":"2026-03-01 00:00:00","day":null,"bytes":null,"list":[],"huge":null,\
            "exact":null,"struct":null}
            ]
            """);
  }

  @Test
  void ndjsonIsAnObjectALine() throws IOException {
    assertThat(written(OutputForm.NDJSON, texts("tab\t\u0001", "é€😀", "\\\"")))
        .isEqualTo("{\"a\":\"tab\\t\\u0001\"}\n{\"a\":\"é€😀\"}\n{\"a\":\"\\\\\\\"\"}\n");
  }

  @Test
  void withoutRowsEachFormIsStillWhole() throws IOException {
    assertThat(written(OutputForm.CSV, texts())).isEqualTo("a\n");
    assertThat(written(OutputForm.JSON, texts())).isEqualTo("[]\n");
    assertThat(written(OutputForm.NDJSON, texts())).isEmpty();
    assertThat(written(OutputForm.MARKDOWN, texts())).isEqualTo("| a |\n|---|\n");
    assertThat(written(OutputForm.TABLE, texts()))
        .isEqualTo("┌───┐\n│ a │\n├───┤\n└───┘\n0 rows\n");
  }

  @Test
  void jsonTellsColumnsOfOneNameApart() throws IOException {
    FakeResult result =
        new FakeResult()
            .column("uid", ColumnType.STRING)
            .column("uid", ColumnType.STRING)
            .row("C1", "C2");
    assertThat(written(OutputForm.NDJSON, result)).isEqualTo("{\"uid\":\"C1\",\"uid_2\":\"C2\"}\n");
  }

  @Test
  void markdownEscapesItsOwnSigns() throws IOException {
    FakeResult result =
        new FakeResult()
            .column("s_ip", ColumnType.STRING)
            .column("n", ColumnType.BIGINT)
            .row("a|b *c* <i> _d_", 5L)
            .row(null, 6L);
    assertThat(written(OutputForm.MARKDOWN, result))
        .isEqualTo(
            """
            | s_ip | n |
            |---|---:|
            | a\\|b \\*c\\* \\<i> \\_d\\_ | 5 |
            | | 6 |
            """);
  }

  @Test
  void aTextLongerThanTheBufferIsWrittenWhole() throws IOException {
    String text = "a😀é".repeat(50_000);
    assertThat(written(OutputForm.CSV, texts(text))).isEqualTo("a\n" + text + "\n");
  }

  @Test
  void aLoneSurrogateBecomesTheReplacementCharacter() throws IOException {
    assertThat(written(OutputForm.CSV, texts("x\ud800y"))).isEqualTo("a\nx\ufffdy\n");
  }

  @ParameterizedTest
  @EnumSource(names = {"PARQUET", "ARROW"})
  void formsThatEnginesWriteHaveNoSink(OutputForm form) {
    assertThat(form.isWrittenByEngine()).isTrue();
    assertThatThrownBy(() -> Sinks.of(form, TerminalStyle.FILE))
        .hasMessageContaining("An engine writes the form " + form.word());
  }
}
