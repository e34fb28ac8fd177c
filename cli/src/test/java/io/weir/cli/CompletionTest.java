// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shells themselves complete, where they are installed. */
class CompletionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "qu|query",
        "query --en|--engine",
        "query --engine e|embedded",
        "query -f p|parquet",
        "query --input-format z|zeek",
        "query --table n|named_flows",
        "run top-t|top-talkers",
        "run --eng|--engine",
        "convert --to pa|parquet",
        "schema na|named_flows",
        "schema --sql z|zeek",
        "list an|analyses",
        "help conv|convert",
      })
  void bashCompletesCommandsOptionsAndValues(
      String typed, String completed, @TempDir Path directory) throws Exception {
    String words = "weir " + typed;
    int count = words.split(" ", -1).length;
    String asked =
        """
        COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}
        COMPREPLY=(); _complete_weir 2>/dev/null; printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(words, count - 1, words);
    assertThat(shell("bash", "source '" + script(directory) + "'\n" + asked).strip())
        .isEqualTo(completed);
  }

  @Test
  void zshTakesTheScript(@TempDir Path directory) throws Exception {
    String asked = "source '" + script(directory) + "' && print -r -- ${_comps[weir]}\n";
    assertThat(shell("zsh", asked)).contains("_complete_weir");
  }

  private static Path script(Path directory) throws IOException {
    Path script = directory.resolve("weir.completion");
    return Files.writeString(script, new Weir().run("completion").out());
  }

  private static String shell(String name, String commands) throws Exception {
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(name, "-c", commands);
      process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      return Assumptions.abort(name + " is not here");
    }
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }
}
