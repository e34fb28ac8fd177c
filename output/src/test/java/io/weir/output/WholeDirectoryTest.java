// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.engine.Existing;
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
    publish(Existing.REPLACE, names);
  }

  private void publish(Existing existing, String... names) throws IOException {
    try (WholeDirectory directory = WholeDirectory.at(target)) {
      for (String name : names) {
        Path file = directory.written().resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, name);
      }
      if (existing != Existing.ADD) {
        assertThat(files())
            .allMatch(file -> file.startsWith(".") || !List.of(names).contains(file));
      }
      directory.publish(existing);
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
  void filesOfADayStandBesideThoseThatWereThere() throws IOException {
    publish("dns/day=2026-03-01/data_0.csv", "dns/day=2026-03-01/data_1.csv");
    publish(Existing.ADD, "dns/day=2026-03-01/data_0.csv", "dns/day=2026-03-02/data_0.csv");
    publish(Existing.ADD, "dns/day=2026-03-01/data_0.csv");
    assertThat(files())
        .containsExactly(
            "dns/day=2026-03-01/data_0.csv",
            "dns/day=2026-03-01/data_1.csv",
            "dns/day=2026-03-01/data_2.csv",
            "dns/day=2026-03-01/data_3.csv",
            "dns/day=2026-03-02/data_0.csv");
  }

  @Test
  void nothingAppearsWhereADayIsThereAndThatIsRefused() throws IOException {
    publish(Existing.REFUSE, "dns/day=2026-03-01/a", "http/a");
    assertThatThrownBy(() -> publish(Existing.REFUSE, "dns/day=2026-03-02/a", "http/b"))
        .hasMessage(
            "Cannot write to %s: it has http already. Add to it with --existing add, or put the"
                + " new rows in the place of the old with --existing replace.",
            target);
    assertThat(files()).containsExactly("dns/day=2026-03-01/a", "http/a");
  }

  @Test
  void nothingIsLeftWhenNotPublished() throws IOException {
    try (WholeDirectory directory = WholeDirectory.at(target)) {
      Files.writeString(directory.written().resolve("half"), "half");
    }
    assertThat(target).doesNotExist();
    Files.createDirectory(target);
    try (WholeDirectory directory = WholeDirectory.at(target)) {
      Files.writeString(directory.written().resolve("half"), "half");
    }
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void directoriesThatWereMadeAreLeftWhereTheyAreUsed() throws IOException {
    Path inner = target.resolve("a/b");
    try (WholeDirectory directory = WholeDirectory.at(inner)) {
      Files.writeString(directory.written().resolve("half"), "half");
      Files.writeString(target.resolve("own"), "own");
    }
    assertThat(files()).containsExactly("own");
    assertThat(target.resolve("a")).doesNotExist();
  }

  @Test
  void nothingIsLeftOfAProcessThatIsToldToEnd() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Writing.class.getName(),
                target.resolve("deep").toString())
            .redirectErrorStream(true)
            .start();
    assertThat(process.getInputStream().read()).isEqualTo('w');
    assertThat(target.resolve("deep")).isNotEmptyDirectory();
    process.destroy();
    process.waitFor();
    assertThat(target).doesNotExist();
  }

  /** Writes for ever, as an engine at work. */
  static final class Writing {
    public static void main(String[] words) throws IOException {
      WholeDirectory directory = WholeDirectory.at(Path.of(words[0]));
      Files.writeString(directory.written().resolve("first"), "first");
      System.out.print('w');
      System.out.flush();
      while (true) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void refusesAPlaceThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(target, "a file");
    assertThatThrownBy(() -> WholeDirectory.at(file))
        .hasMessageStartingWith("Cannot write to the directory %s: it cannot be made", file);
  }
}
