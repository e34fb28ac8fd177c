// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.input.LocalFile;
import io.weir.job.HeaderGuess.Guess;
import io.weir.model.Head;
import io.weir.model.engine.RelationFile.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderGuessTest {
  private final Path directory;

  HeaderGuessTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`a,b^1,2`, `a|b`",
        "`a;b c^1;2`, `a|b c`",
        "`\"id.orig_h\",\"x y\"^\"1\",\"2,3\"`, `id.orig_h|x y`",
        "`src_ip|dst_ip^1|2`, `src_ip|dst_ip`",
        "`Größe,b^1,2`, `Größe|b`",
      })
  void aHeaderTellsTheColumns(String text, String columns) throws IOException {
    assertThat(guess("x.log", text.replace('^', '\n')).orElseThrow().columns())
        .containsExactly(columns.split("[|]", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "words without a delimiter\nand more\n",
        "1,2\n3,4\n",
        "a,b\n1,2,3\n",
        "a,a\n1,2\n",
        "a,\n1,2\n",
        "10.0.0.1,x\n10.0.0.2,y\n",
        "a,b\n",
        "{\n\"a\": 1\n}\n",
        "[1, 2]\n",
        "a,b\n\0,2\n"
      })
  void otherTextIsNoTable(String text) throws IOException {
    assertThat(guess("x.log", text)).isEmpty();
  }

  @Test
  void theEndingOfANameAllowsLess() throws IOException {
    assertThat(guess("x.csv", "a,b\n").orElseThrow().kind()).isEqualTo(Kind.CSV);
    assertThat(guess("x.csv", "domain\nexample.org\n").orElseThrow().columns())
        .containsExactly("domain");
    assertThat(guess("x.log", "domain\nexample.org\n")).isEmpty();
  }

  @Test
  void marksCarriageReturnsAndEmptyCellsAreAllowed() throws IOException {
    assertThat(guess("x.tsv", "\ufeffa\tb\r\n\t\r\n").orElseThrow().columns())
        .containsExactly("a", "b");
  }

  @Test
  void linesOfObjectsAreNdjson() throws IOException {
    assertThat(guess("x.log", "{\"a\":1}\r\n\n{\"a\":2}").orElseThrow().kind())
        .isEqualTo(Kind.NDJSON);
  }

  @Test
  void anArrayOfObjectsIsJson() throws IOException {
    Guess guess =
        guess("x.log", "\n[\n  {\n \"a\": {\"b\":1},\n \"c\": 2},{\"d\":1}]\n").orElseThrow();
    assertThat(guess.kind()).isEqualTo(Kind.JSON);
    assertThat(guess.columns()).containsExactly("a", "c");
  }

  private Optional<Guess> guess(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    LocalFile file = LocalFile.of(Files.write(directory.resolve(name), bytes));
    return HeaderGuess.of(new Head(file, bytes, true));
  }
}
