// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonRestTest {
  private final JsonRest rest = new JsonRest();

  private boolean closes(String text, int open) {
    byte[] bytes = ("{" + text).getBytes(UTF_8);
    return rest.closes(bytes, 1, bytes.length, open);
  }

  @Test
  void restThatClosesWhatIsOpenIsWhole() {
    assertThat(closes("}", 1)).isTrue();
    assertThat(closes("}} \r", 2)).isTrue();
    assertThat(closes(",\"a\":[1,{\"b\":\"}]\\\"\"}],\"c\":\"\\\\\",\"yyy_Y\":null}", 1)).isTrue();
    assertThat(closes(",\"\u00e4\u00db\":\"\u00fb\u00fd\",\"key\":{\"y\":[]}}", 1)).isTrue();
  }

  @Test
  void restThatDoesNotIsNot() {
    assertThat(closes("", 1)).isFalse();
    assertThat(closes("}", 2)).isFalse();
    assertThat(closes("}}", 1)).isFalse();
    assertThat(closes("]", 1)).isFalse();
    assertThat(closes("}{\"a\":1}", 1)).isFalse();
    assertThat(closes("} {\"a\":1,\"b\":\"cccccccccc\"}", 1)).isFalse();
    assertThat(closes(",\"a\":\"b}", 1)).isFalse();
    assertThat(closes(",\"a\":\"bcdefghijk\\}", 1)).isFalse();
    assertThat(closes(",\"a\":\"b{\"a\":\"b\\\"c\"}", 1)).isFalse();
    assertThat(closes(",\"a\":{\"a\":1,\"b\":\"cccccccccc\"}", 1)).isFalse();
    assertThat(closes(",\"a\":" + "[".repeat(70) + "]".repeat(70) + "}", 1)).isFalse();
  }

  @Test
  void eightBytesAtOnceAreSeenAsOneByOne() {
    Random random = new Random(3);
    String[] parts = {"{", "}", "[", "]", "\"", "\\", "y", "_", ",", "1", "\u00e4", "\"a\"", " "};
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(30); k > 0; k--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String line = text + "}";
      boolean expected = closesOneByOne(line);
      assertThat(closes(line, 1)).as(line).isEqualTo(expected);
      found += expected ? 1 : 0;
    }
    assertThat(found).isPositive();
  }

  private static boolean closesOneByOne(String line) {
    int depth = 1;
    boolean isString = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        isString = !isString;
      } else if (isString) {
        i += c == '\\' ? 1 : 0;
      } else if (c == '\\') {
        return false;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth == 0) {
          return i == line.length() - 1;
        }
      }
    }
    return false;
  }
}
