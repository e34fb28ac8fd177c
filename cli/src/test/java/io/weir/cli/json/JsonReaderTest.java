// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static String again(String text) {
    return JsonReader.read(text.getBytes(UTF_8), "the text", "Mend it.").text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"\"",
        "0",
        "-1.5e+10",
        "1e999999999",
        "true",
        "false",
        "null",
        "{\"a\":[1,{\"b\":\"c\"}],\"d\":null}",
        "[[[[[[[[1]]]]]]]]",
        "\"é𝄞\"",
        "\"\\\"\\\\\""
      })
  void whatIsReadIsWrittenAlike(String text) {
    assertThat(again(text)).isEqualTo(text);
  }

  @Test
  void blanksAndEscapesAreNoDifference() {
    assertThat(again(" { \"\\u0061\\/\" :\t[ 1 ,\r\n2 ] } ")).isEqualTo("{\"a/\":[1,2]}");
    assertThat(again("\"\\ud834\\udd1e\"")).isEqualTo("\"𝄞\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "]",
        "[1",
        "[1,]",
        "[,1]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1}{",
        "{\"a\":1,\"a\":2}",
        "01",
        "+1",
        ".5",
        "1.",
        "1e",
        "0x1",
        "NaN",
        "Infinity",
        "tru",
        "nul",
        "\"",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u0000\"",
        "\"\\n\"",
        "\"a\nb\"",
        "\"a\u0000b\"",
        "\"\\ud834\"",
        "\"\\udd1e\\ud834\"",
        "[[[[[[[[[1]]]]]]]]]",
        "{\"a\":1} // a",
        "\ufeff{}"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> again(text))
        .isInstanceOfSatisfying(
            WeirException.class, e -> assertThat(e.kind()).isEqualTo(WeirException.Kind.USAGE))
        .hasMessageStartingWith("Cannot read the text: ");
  }

  @Test
  void whatIsDeepTakesNoStack() {
    assertThatThrownBy(() -> again("[".repeat(60_000)))
        .isInstanceOf(WeirException.class)
        .hasMessageContaining("nested more than 8 deep");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    byte[] bytes = {'"', (byte) 0xc3, '"'};
    assertThatThrownBy(() -> JsonReader.read(bytes, "the text", "Mend it."))
        .isInstanceOf(WeirException.class)
        .hasMessageContaining("no text in UTF-8");
  }

  @Test
  void decimalsAreWrittenWithoutExponent() {
    assertThat(Json.of(new BigDecimal("1E+6")).text()).isEqualTo("1000000");
    assertThat(Json.of(new BigDecimal("0.0000005000")).text()).isEqualTo("0.0000005");
    assertThat(Json.of(new BigDecimal("1E+400")).text()).isEqualTo("1E+400");
  }

  @Test
  void whateverIsInTextsIsWrittenAsText() {
    assertThat(new Json.Text("<\"\\\n\r\t\u0001\ud834>").text())
        .isEqualTo("\"<\\\"\\\\\\n\\r\\t\\u0001\\ud834>\"");
  }
}
