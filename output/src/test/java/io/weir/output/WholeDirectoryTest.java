// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeDirectoryTest {
  private final Path target;

  WholeDirectoryTest(@TempDir Path directory) {
    this.target = directory.resolve("out");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(target)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> target.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private void publish(String... names) throws IOException {
    try (WholeDirectory directory = WholeDirectory.at(target)) {
      for (String name : names) {
        Path file = directory.written().resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, name);
      }
      assertThat(files()).allMatch(file -> file.startsWith(".") || !List.of(names).contains(file));
      directory.publish();
    }
  }

  @Test
  void filesAppearWhenAllAreWhole() throws IOException {
    publish("dns/day=2026-03-01/a", "http/b");
    assertThat(files()).containsExactly("dns/day=2026-03-01/a", "http/b");
    assertThat(target.resolve("http/b")).hasContent("http/b");
  }

  @Test
  void aDayThatIsWrittenAgainIsReplacedAndOthersStay() throws IOException {
    publish("dns/day=2026-03-01/a", "dns/day=2026-03-01/b", "dns/day=2026-03-02/a");
    publish("dns/day=2026-03-01/c");
    assertThat(files()).containsExactly("dns/day=2026-03-01/c", "dns/day=2026-03-02/a");
  }

  @Test
  void nothingIsLeftWhenNotPublished() throws IOException {
    try (WholeDirectory directory = WholeDirectory.at(target)) {
      Files.writeString(directory.written().resolve("half"), "half");
    }
    assertThat(files()).isEmpty();
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void refusesAPlaceThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(target, "a file");
    assertThatThrownBy(() -> WholeDirectory.at(file))
        .hasMessageStartingWith("Cannot write to the directory %s: it cannot be made", file);
  }
}
