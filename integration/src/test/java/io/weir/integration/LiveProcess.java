// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code weir run --live} as processes of their own, which share a checkpoint and a database. */
final class LiveProcess {
  private static final Pattern OWN = Pattern.compile("weir_(run|batch)");

  private final Path directory;

  /** Processes whose files are in a directory. */
  LiveProcess(Path directory) {
    this.directory = directory;
  }

  /** Starts an analysis of an input that grows, with the checkpoint of those before it. */
  Process live(
      Analysis<?> analysis,
      Map<String, String> settings,
      String input,
      String lateness,
      String trigger)
      throws IOException {
    List<String> words =
        List.of(
            "run",
            analysis.spec().name(),
            input,
            "--live",
            "--lateness",
            lateness,
            "--checkpoint",
            directory.resolve("checkpoint").toString(),
            "--trigger",
            trigger,
            "-o",
            "sqlite:" + directory.resolve("answers.db") + "#answers");
    return start("live", Stream.concat(words.stream(), sets(settings)).toList());
  }

  /** The rows of the analysis of files, as a sink writes them. */
  List<String> rowsOfFiles(Analysis<?> analysis, Map<String, String> settings, Path files)
      throws Exception {
    List<String> words = List.of("run", analysis.spec().name(), files.toString(), "-f", "csv");
    Process process = start("files", Stream.concat(words.stream(), sets(settings)).toList());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(directory.resolve("files.out")).stream()
        .skip(1)
        .map(line -> line.replaceAll("\"([^\"]*)\"", "$1"))
        .sorted()
        .toList();
  }

  private static Stream<String> sets(Map<String, String> settings) {
    return settings.entrySet().stream()
        .flatMap(setting -> Stream.of("--set", setting.getKey() + "=" + setting.getValue()));
  }

  private Process start(String name, List<String> words) throws IOException {
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

  /** What the last process said. */
  String err() throws IOException {
    Path err = directory.resolve("err");
    return Files.exists(err) ? Files.readString(err) : "";
  }

  /** The rows in the database as CSV, in alphabetical order; none while it is not there. */
  List<String> rows() throws SQLException {
    Path database = directory.resolve("answers.db");
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
