// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionFileTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("questions.json"), text);
  }

  @Test
  void questionsAreObjectsOfWords() throws IOException {
    Path file =
        file(
            """
            [ {"question": "volume", "cap": 2e9, "keys": ["a.test", "b.test"]},
              {"question":"users","domain":"say \\"x\\" \\\\ y"} ]
            """);
    assertThat(QuestionFile.read(file))
        .containsExactly(
            Map.of("question", "volume", "cap", "2e9", "keys", "a.test,b.test"),
            Map.of("question", "users", "domain", "say \"x\" \\ y"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[",
        "[]",
        "[{}]",
        "[{\"a\":1}",
        "[{\"a\":1}] x",
        "[{\"a\":{\"b\":1}}]",
        "[{\"a\":[[1]]}]",
        "[{\"a\":\"x\ny\"}]",
        "[{\"a\":1,\"a\":2}]",
        "[{a:1}]",
        "[{\"a\":true}]",
        "[{\"a\" 1}]",
        "[{\"a\":1,}]",
        "[1]"
      })
  void whatIsNoneIsRefused(String text) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> QuestionFile.read(file))
        .isInstanceOf(WeirException.class)
        .hasMessageStartingWith("Cannot read the questions in ");
  }
}
