// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  private final Path directory;

  WholeFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void appearsUnderItsNameWhenPublished() throws IOException {
    Path target = directory.resolve("answer.csv");
    try (WholeFile file = WholeFile.at(target)) {
      file.stream().write("whole".getBytes(StandardCharsets.UTF_8));
      assertThat(target).doesNotExist();
      file.publish();
    }
    assertThat(target).hasContent("whole");
    assertThat(files()).containsExactly(target);
  }

  @Test
  void leavesNothingWhenNotPublishedAndKeepsWhatWasThere() throws IOException {
    Path target = Files.writeString(directory.resolve("answer.csv"), "before");
    try (WholeFile file = WholeFile.at(target)) {
      file.stream().write(1);
    }
    assertThat(target).hasContent("before");
    assertThat(files()).containsExactly(target);
  }

  @Test
  void followsASymbolicLink() throws IOException {
    Path real = Files.writeString(directory.resolve("real"), "before");
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    try (WholeFile file = WholeFile.at(link)) {
      file.stream().write('x');
      file.publish();
    }
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("x");
  }

  @Test
  void refusesADirectoryAndAPlaceThatIsNotThere() {
    assertThatThrownBy(() -> WholeFile.at(directory))
        .isInstanceOf(WeirException.class)
        .hasMessage("Cannot write to %s: it is a directory. Name a file in it.", directory);
    Path lost = directory.resolve("lost");
    assertThatThrownBy(() -> WholeFile.at(lost.resolve("answer.csv")))
        .hasMessage(
            "Cannot write to %s: there is no directory %s. Make it first.",
            lost.resolve("answer.csv"), lost);
  }
}
