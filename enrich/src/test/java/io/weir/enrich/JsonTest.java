// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void readsEveryKindOfValue() {
    assertThat(Json.parse(" {\"a\" : [1, -2.5e1,true,false,null, \"x\"],\n\"b\":{}, \"c\":[] } "))
        .isEqualTo(
            Map.of(
                "a", Arrays.asList(1.0, -25.0, true, false, null, "x"),
                "b", Map.of(),
                "c", List.of()));
  }

  @Test
  void readsEscapes() {
    assertThat(Json.parse("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00é\""))
        .isEqualTo("a\"\\/\b\f\n\r\té😀é");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\"",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "[1,]",
        "[1 2]",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "tru",
        "1 2",
        "-",
        "{1:2}",
        "{}x",
        "\"\\"
      })
  void refusesWhatIsNotJson(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.parse(text))
        .withMessageStartingWith("not JSON at character ");
  }

  @Test
  void refusesDepthWithoutEnd() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.parse("[".repeat(100_000)))
        .withMessage("not JSON at character 66");
  }
}
