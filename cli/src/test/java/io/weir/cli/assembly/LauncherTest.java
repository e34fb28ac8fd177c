// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The script that starts Weir, with a build that is there and a JDK that only tells its options.
 */
class LauncherTest {
  /** Notes its options, a call a line; makes an archive unless it is told to make none. */
  private static final String JAVA =
      """
      #!/bin/sh
      echo "$*" >>"$CALLS"
      echo "${LC_ALL-none}" >"$CALLS.locale"
      for option; do
        case $option in
          -XX:SharedArchiveFile=*.new) [ -z "$NO_ARCHIVE" ] && echo >"${option#*=}" ;;
        esac
      done
      """;

  private final Path root;
  private final Path app;
  private final Path jdk;
  private final Path calls;

  LauncherTest(@TempDir Path directory) throws IOException {
    Path real = directory.toRealPath();
    root = real.resolve("a repository");
    app = root.resolve("cli/target/weir/app.1");
    jdk = real.resolve("jdk");
    calls = real.resolve("calls");
  }

  @BeforeEach
  void makeABuild() throws IOException {
    Files.createDirectories(app);
    Files.createDirectories(jdk.resolve("bin"));
    Files.copy(Path.of("..", "weir"), root.resolve("weir"));
    Path java = Files.writeString(jdk.resolve("bin/java"), JAVA);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(app.resolveSibling("current"), "app.1\n");
    Files.writeString(app.resolve("sources"), "weir\n");
    Files.createFile(calls);
  }

  /** What the JDK was called with, by starts of this version of it. */
  private List<String> calls(String version, Map<String, String> environment)
      throws IOException, InterruptedException {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    ProcessBuilder process = new ProcessBuilder("sh", root.resolve("weir").toString(), "version");
    process
        .environment()
        .keySet()
        .removeIf(name -> name.contains("JAVA") || name.startsWith("LC_") || name.equals("LANG"));
    process.environment().put("WEIR_JAVA_HOME", jdk.toString());
    process.environment().put("CALLS", calls.toString());
    process.environment().putAll(environment);
    Process started = process.redirectErrorStream(true).start();
    String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor()).as(said).isZero();
    return Files.readAllLines(calls);
  }

  @Test
  void eachJdkIsTrainedOnceAndStartsWithItsArchive() throws Exception {
    for (String version : List.of("17.0.1", "25.0.1")) {
      Files.writeString(calls, "");
      List<String> made = calls(version, Map.of());
      assertThat(made).hasSize(3);
      assertThat(made.get(0)).contains(" io.weir.cli.assembly.Train");
      assertThat(made.get(2))
          .startsWith("-XX:SharedArchiveFile=" + app.resolve(version + ".jsa") + " -Xshare:auto ")
          .endsWith("-jar " + app.resolve("weir.jar") + " version");
      assertThat(calls(version, Map.of())).hasSize(4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LANG=C, C.UTF-8",
    "LC_ALL=POSIX LANG=de_DE.UTF-8, C.UTF-8",
    "LC_CTYPE=C LANG=de_DE.UTF-8, C.UTF-8",
    "NONE=, C.UTF-8",
    "LANG=de_DE.UTF-8, none",
    "LC_ALL=de_DE.ISO-8859-1, de_DE.ISO-8859-1",
  })
  void namesInUtf8AreReadWhereThereIsNoLocale(String environment, String locale) throws Exception {
    Map<String, String> given = new HashMap<>();
    for (String variable : environment.split(" ", -1)) {
      int equals = variable.indexOf('=');
      given.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    calls("17.0.1", given);
    assertThat(calls.resolveSibling("calls.locale")).hasContent(locale);
  }

  @Test
  void startsWithoutAnArchiveThatCouldNotBeMade() throws Exception {
    List<String> made = calls("17.0.1", Map.of("NO_ARCHIVE", "yes"));
    assertThat(made.get(made.size() - 1)).startsWith("-XX:SharedArchiveFile=/dev/null ");
    assertThat(calls("17.0.1", Map.of())).hasSize(made.size() + 1);
  }
}
