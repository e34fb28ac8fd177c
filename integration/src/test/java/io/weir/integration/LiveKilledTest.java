// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.integration.LiveSamples.Line;
import io.weir.model.analysis.Analysis;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code weir run --live} as a process of its own, killed half-way by {@code kill -9} while its
 * input grows, and started again with the same checkpoint: in a table of SQLite nothing is missing
 * and nothing is twice. All live analyses with {@code -Dweir.full=true}, else two.
 */
@Timeout(400)
class LiveKilledTest {
  private static final List<String> ALWAYS = List.of("top-talkers", "port-scan");
  private static final boolean IS_FULL = Boolean.getBoolean("weir.full");
  private static final int CHUNKS = 30;

  static List<Named<Analysis<?>>> analyses() {
    return LiveSamples.analyses().stream()
        .filter(analysis -> IS_FULL || ALWAYS.contains(analysis.getName()))
        .toList();
  }

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  @ParameterizedTest
  @MethodSource("analyses")
  void aRunThatIsKilledGoesOnWithoutLossAndWithoutDoubles(Analysis<?> analysis) throws Exception {
    Map<String, String> settings = LiveSamples.settings(analysis).get(0);
    Path logs = Files.createDirectory(directory.resolve("logs"));
    Path table = directory.resolve("answers.db");
    String name = LiveSamples.tables(analysis).get(0);
    Growing file = new Growing(logs, name, LiveSamples.shuffled(LiveSamples.inOrder(name), 9));
    file.write(0, 1);
    int at = 1;
    int kills = IS_FULL ? 3 : 1;
    for (int kill = 1; kill <= kills; kill++) {
      at = runUntilKilled(analysis, settings, file, at, CHUNKS * kill / (kills + 1));
    }
    file.write(at, CHUNKS);
    Process last = start(analysis, settings, "end");
    assertThat(last.waitFor(120, TimeUnit.SECONDS)).as(err()).isTrue();
    assertThat(last.exitValue()).as(err()).isZero();
    assertThat(err()).contains("rejected 0, late 0");

    String output = analysis.spec().outputs().get(0).name();
    List<String> found = rows(table);
    List<String> expected = LiveRuns.ofFiles(analysis, settings, logs);
    assertThat(found).hasSameSizeAs(expected).isEqualTo(asWritten(analysis, settings, logs));
    assertThat(found).as(output).doesNotHaveDuplicates();
  }

  /** Rows of the file, as a sink writes them. */
  private List<String> asWritten(Analysis<?> analysis, Map<String, String> settings, Path logs)
      throws Exception {
    Process files =
        process(
            "files",
            Stream.concat(
                    Stream.of("run", analysis.spec().name(), logs.toString(), "-f", "csv"),
                    sets(settings))
                .toList());
    assertThat(files.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(directory.resolve("files.out")).stream()
        .skip(1)
        .map(line -> line.replaceAll("\"([^\"]*)\"", "$1"))
        .sorted()
        .toList();
  }

  /** A file that grows by chunks. */
  private record Growing(Path logs, String table, List<Line> lines) {
    void write(int from, int to) throws IOException {
      String header = from == 0 ? LiveSamples.header(table) : "";
      int size = lines.size();
      LiveSamples.append(
          logs, table, header, lines.subList(size * from / CHUNKS, size * to / CHUNKS));
    }
  }

  /** Runs while the file grows; killed when it has written rows and so much is there. */
  private int runUntilKilled(
      Analysis<?> analysis, Map<String, String> settings, Growing file, int from, int to)
      throws Exception {
    Process process = start(analysis, settings, "0s");
    long before = rows(directory.resolve("answers.db")).size();
    int at = from;
    long until = System.nanoTime() + Duration.ofSeconds(150).toNanos();
    while (process.isAlive() && System.nanoTime() < until) {
      boolean isRead = err().contains("reading");
      if (isRead && at < to) {
        file.write(at, at + 1);
        at++;
      }
      if (at == to && rows(directory.resolve("answers.db")).size() > before) {
        break;
      }
      Thread.sleep(150);
    }
    assertThat(process.isAlive()).as(err()).isTrue();
    process.destroyForcibly().waitFor();
    assertThat(rows(directory.resolve("answers.db"))).hasSizeGreaterThan((int) before);
    return at;
  }

  private Process start(Analysis<?> analysis, Map<String, String> settings, String trigger)
      throws IOException {
    List<String> words =
        List.of(
            "run",
            analysis.spec().name(),
            directory.resolve("logs").toString(),
            "--live",
            "--lateness",
            LiveSamples.LATENESS.toMinutes() + "m",
            "--checkpoint",
            directory.resolve("checkpoint").toString(),
            "--trigger",
            trigger,
            "-o",
            "sqlite:" + directory.resolve("answers.db") + "#answers");
    return process("live", Stream.concat(words.stream(), sets(settings)).toList());
  }

  private static Stream<String> sets(Map<String, String> settings) {
    return settings.entrySet().stream()
        .flatMap(setting -> Stream.of("--set", setting.getKey() + "=" + setting.getValue()));
  }

  private Process process(String name, List<String> words) throws IOException {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-XX:+Ignore"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"));
    command.addAll(List.of("-cp", all.replace(File.pathSeparator + File.pathSeparator, ":")));
    command.add("io.weir.cli.Main");
    command.addAll(words);
    return new ProcessBuilder(command)
        .redirectOutput(directory.resolve(name + ".out").toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  private String err() throws IOException {
    Path err = directory.resolve("err");
    return Files.exists(err) ? Files.readString(err) : "";
  }

  private static final Pattern OWN = Pattern.compile("weir_(run|batch)");

  /** The table's rows as CSV, in alphabetical order; none while it is not there. */
  private static List<String> rows(Path database) throws SQLException {
    List<String> rows = new ArrayList<>();
    if (!Files.exists(database)) {
      return rows;
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 30000");
      ResultSet tables =
          statement.executeQuery("SELECT 1 FROM sqlite_master WHERE name = 'answers'");
      if (!tables.next()) {
        return rows;
      }
      ResultSet found = statement.executeQuery("SELECT * FROM answers");
      while (found.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          if (!OWN.matcher(found.getMetaData().getColumnName(i)).matches()) {
            String cell = found.getString(i);
            cells.add(cell == null ? "" : cell);
          }
        }
        rows.add(String.join(",", cells));
      }
    }
    return rows.stream().sorted().toList();
  }
}
