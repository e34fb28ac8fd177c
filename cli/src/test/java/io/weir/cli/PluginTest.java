// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Weir.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that is compiled here brings a format with an option, and an analysis. */
class PluginTest {
  private static final String FORMAT =
      """
      package demo;

      import io.weir.model.*;
      import java.io.*;
      import java.nio.charset.StandardCharsets;
      import java.util.List;

      /** Lines of PING, an address and a time. */
      public final class PingFormat implements Format {
        private static final TableSchema TABLE =
            new TableSchema(
                "pings",
                "",
                List.of(Column.of("ip", ColumnType.STRING), Column.of("ms", ColumnType.DOUBLE)));

        public FormatSpec spec() {
          Option unit = new Option("ping-unit", "ms", "unit of the times: ms or s");
          return new FormatSpec("ping", "Pings.", List.of(TABLE), List.of(unit));
        }

        public Recognition recognise(Head head, Options options) {
          return head.startsWith("PING ")
              ? new Recognition.Yes(List.of(TABLE), "begins with PING")
              : new Recognition.No("does not begin with PING");
        }

        public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
          return files.stream().map(Split::whole).toList();
        }

        public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
          double factor = scan.options().value("ping-unit").orElse("ms").equals("s") ? 1000 : 1;
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(split.file().open(0), StandardCharsets.UTF_8));
          return new TableReader() {
            private long read;

            public boolean fill(CellWriter[] out) throws IOException {
              while (!out[0].isFull()) {
                String line = lines.readLine();
                if (line == null) {
                  return false;
                }
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                String[] words = line.split(" ");
                if (words.length != 3) {
                  rejects.reject(split.file(), 0, "not three words", bytes, 0, bytes.length);
                  continue;
                }
                List<Integer> columns = scan.tables().get(0).columns();
                for (int i = 0; i < columns.size(); i++) {
                  if (columns.get(i) == 0) {
                    out[0].setBytes(i, bytes, 5, words[1].length());
                  } else {
                    out[0].setDouble(i, factor * Double.parseDouble(words[2]));
                  }
                }
                out[0].endRow();
                read++;
              }
              return true;
            }

            public long recordsRead() {
              return read;
            }

            public long bytesRead() {
              return 0;
            }

            public void close() throws IOException {
              lines.close();
            }
          };
        }
      }
      """;
  private static final String ANALYSIS =
      """
      package demo;

      import io.weir.model.*;
      import io.weir.model.analysis.*;
      import java.util.List;

      /** The slowest hosts. */
      public final class Slowest implements Analysis<Slowest.Parameters> {
        public record Parameters(
            @Parameter(help = "rows kept", defaultValue = "1", min = 1) int limit) {}

        public AnalysisSpec<Parameters> spec() {
          TableSchema rows =
              new TableSchema(
                  "rows",
                  "",
                  List.of(Column.of("ip", ColumnType.STRING), Column.of("ms", ColumnType.DOUBLE)));
          return new AnalysisSpec<>(
              "slowest",
              "The slowest hosts.",
              List.of("pings"),
              Parameters.class,
              List.of(rows),
              AnalysisSpec.Live.BOUNDED_ONLY);
        }

        public Plan analyze(Parameters parameters, Context context) {
          return Plan.sql(
              Plan.Sql.of("SELECT ip, max(ms) AS ms FROM pings GROUP BY ip"),
              Plan.Sql.of(
                  "SELECT ip, ms FROM rows ORDER BY ms DESC, ip LIMIT " + parameters.limit()));
        }
      }
      """;

  private static Path jar;
  private static Path pings;

  @BeforeAll
  static void compile(@TempDir Path directory) throws IOException {
    Path format = Files.writeString(directory.resolve("PingFormat.java"), FORMAT);
    Path analysis = Files.writeString(directory.resolve("Slowest.java"), ANALYSIS);
    Path classes = Files.createDirectory(directory.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
      boolean isDone =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjects(format.toFile(), analysis.toFile()))
              .call();
      assertThat(isDone).isTrue();
    }
    service(classes, "io.weir.model.Format", "demo.PingFormat");
    service(classes, "io.weir.model.analysis.Analysis", "demo.Slowest");
    jar = directory.resolve("ping.jar");
    pack(classes, jar);
    pings =
        Files.writeString(
            directory.resolve("pings.txt"), "PING 10.0.0.1 3.5\nPING 10.0.0.2 7\nPING x\n");
  }

  private static void service(Path classes, String service, String name) throws IOException {
    Path file = classes.resolve("META-INF/services").resolve(service);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name + "\n");
  }

  private static void pack(Path classes, Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target);
        JarOutputStream entries = new JarOutputStream(out);
        var files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }

  @Test
  void aFormatOfAPluginIsReadWithItsOption() {
    Outcome outcome =
        new Weir()
            .run(
                "query",
                "--plugin",
                jar,
                "SELECT ip, ms FROM pings ORDER BY ms",
                pings,
                "--ping-unit",
                "s");
    assertThat(outcome.out()).isEqualTo("ip,ms\n10.0.0.1,3500.0\n10.0.0.2,7000.0\n");
    assertThat(outcome.lastError()).isEqualTo("read 2, rejected 1 (not three words: 1)");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void anAnalysisOfAPluginRuns() {
    Outcome outcome = new Weir().run("run", "slowest", pings, "--plugin=" + jar);
    assertThat(outcome.out()).isEqualTo("ip,ms\n10.0.0.2,7.0\n");
  }

  @Test
  void thePluginCanBeNamedInTheEnvironment() {
    Outcome outcome = new Weir().with("WEIR_PLUGIN", jar.toString()).run("run", "slowest", pings);
    assertThat(outcome.out()).isEqualTo("ip,ms\n10.0.0.2,7.0\n");
  }

  @Test
  void helpAndCompletionKnowWhatAPluginBrings() {
    assertThat(new Weir().run("run", "slowest", "--help", "--plugin", jar).out())
        .contains("slowest: The slowest hosts.", "--set limit=1", "--ping-unit");
    assertThat(new Weir().run("completion", "--plugin", jar).out())
        .contains("slowest", "--ping-unit");
    assertThat(new Weir().run("completion").out()).doesNotContain("slowest");
  }

  @Test
  void whatIsNoJarIsRefused() {
    Outcome outcome = new Weir().run("query", "SELECT 1", pings, "--plugin", pings);
    assertThat(outcome.err()).startsWith("Cannot load plug-in '" + pings + "': it is not a jar.");
    assertThat(outcome.code()).isEqualTo(2);
  }
}
