// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.assembly.Assemble;
import io.weir.integration.MarkdownPage.Command;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages show is what happens: the commands of their {@code console} blocks are run, in a
 * directory with the repository's samples, and print what the page prints. How a page marks what
 * varies: {@link MarkdownPage}. With {@code -Dweir.write-docs=true} the pages are written instead.
 */
class DocsTest {
  private static final long MOST_SECONDS = 300;
  private static final Pattern NOT_THE_COMMANDS =
      Pattern.compile(
          "/(spark|cli-spark|integration|testkit|benchmarks)/target/|/test-classes"
              + "|/org/apache/(spark|hadoop)/");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  static Path kept;

  /** The launcher of this build, {@code weir}. */
  @SuppressWarnings("NullAway.Init") // set before all tests
  private static String launcher;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  static List<MarkdownPage> pages() {
    Path root = Repository.root();
    Stream<Path> top = Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(root::resolve);
    Stream<Path> below =
        Stream.of("docs", "samples")
            .map(root::resolve)
            .filter(Files::isDirectory)
            .flatMap(directory -> Repository.files(directory, ".md").stream());
    return Stream.concat(top.filter(Files::exists), below).map(MarkdownPage::of).toList();
  }

  static List<MarkdownPage> sessions() {
    return pages().stream().filter(page -> !page.commands().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(MarkdownPage page) {
    assertThat(page.deadLinks()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void commandsPrintWhatThePageShows(MarkdownPage page) throws Exception {
    layOut();
    for (Command command : page.commands()) {
      String printed = run(command.line());
      if (Boolean.getBoolean("weir.write-docs")) {
        write(page.file(), command, printed);
        continue;
      }
      assertThat(command.settled(printed))
          .as("%s: %s", page, command.line())
          .isEqualTo(command.settled(command.output()));
    }
  }

  /** Ends what a page left running in the background, so that the directory can be removed. */
  @AfterEach
  void endBackground() throws Exception {
    Path own = directory.toRealPath();
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      if (worksIn(own, process)) {
        process.destroyForcibly();
        process.onExit().get(MOST_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private static boolean worksIn(Path directory, ProcessHandle process) {
    try {
      return Path.of("/proc", Long.toString(process.pid()), "cwd").toRealPath().equals(directory);
    } catch (IOException endedOrAnothersUser) {
      return false;
    }
  }

  /** Puts into the page what the command prints. */
  private static void write(Path file, Command command, String printed) throws IOException {
    if (!command.settled(printed).equals(command.settled(command.output()))) {
      String before = "$ " + command.line() + "\n";
      String text = Repository.text(file);
      String blank = command.output().endsWith("\n\n") ? "\n" : "";
      Files.writeString(file, text.replace(before + command.output(), before + printed + blank));
    }
  }

  /** A directory that looks like the repository to a command. */
  private void layOut() throws IOException {
    Path root = Repository.root();
    for (String name : List.of("samples", "docs", "LICENSE", "README.md")) {
      if (Files.exists(root.resolve(name))) {
        Files.createSymbolicLink(directory.resolve(name), root.resolve(name));
      }
    }
    Path weir = Files.writeString(directory.resolve("weir"), launcher);
    assertThat(weir.toFile().setExecutable(true)).isTrue();
  }

  /**
   * As the launcher of the repository does, so that a hundred commands start sooner: DuckDB's
   * library lies beside its driver, and classes come from an archive. There is an archive where the
   * class path is of jars alone, as in {@code mvn verify}.
   */
  @BeforeAll
  static void makeLauncher() throws Exception {
    String classPath = classPath();
    Path archive = kept.resolve("weir.jsa");
    String quick = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1";
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path log = kept.resolve("train.log");
    String train =
        "'%s' -XX:ArchiveClassesAtExit='%s' %s -cp '%s' io.weir.cli.assembly.Train >'%s' 2>&1"
            .formatted(java, archive, quick, classPath, log);
    new ProcessBuilder("sh", "-c", train).start().waitFor();
    String classes = Files.exists(archive) ? "-XX:SharedArchiveFile='" + archive + "' " : "";
    launcher =
        "#!/bin/sh\nexec '%s' %s-Xshare:auto %s -cp '%s' io.weir.cli.Main \"$@\"\n"
            .formatted(java, classes, quick, classPath);
  }

  /** The class path of this test without Spark and the tests, as the launcher lays it out. */
  private static String classPath() throws IOException {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> entries = new ArrayList<>();
    for (String entry : all.split(File.pathSeparator, -1)) {
      if (entry.contains("/duckdb_jdbc-")) {
        Assemble.copy(Path.of(entry), kept);
        entries.add(kept.resolve(Path.of(entry).getFileName()).toString());
      } else if (!NOT_THE_COMMANDS.matcher(entry).find()) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private String run(String line) throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", line);
    shell.directory(directory.toFile()).redirectErrorStream(true);
    Map<String, String> environment = shell.environment();
    environment.keySet().removeIf(name -> name.startsWith("WEIR_") || name.startsWith("LC_"));
    environment.putAll(Map.of("LC_ALL", "C.UTF-8", "TERM", "dumb", "TZ", "UTC"));
    Path output = directory.resolve(".output");
    shell.redirectOutput(output.toFile());
    Process process = shell.start();
    process.getOutputStream().close();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("It does not end: " + line);
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }
}
