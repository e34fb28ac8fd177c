// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Weir.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {
  private static final String COUNT =
      "SELECT CAST(ts AS DATE) AS day, count(*) AS n FROM zeek_conn GROUP BY 1 ORDER BY 1";

  private final Path directory;

  ConvertCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv", "ndjson"})
  void whatIsWrittenByDayIsAnInputAgain(String form) {
    Path conn = ZeekLogs.conn(directory);
    Path out = directory.resolve("out");
    Outcome outcome = new Weir().run("convert", conn, "--to", form, "-o", out);
    assertThat(outcome.err())
        .contains("read 3, rejected 0", "named_flows: 3 rows", "zeek_conn: 3 rows");
    assertThat(outcome.code()).isZero();
    assertThat(out.resolve("named_flows/day=2026-03-01")).isNotEmptyDirectory();
    assertThat(out.resolve("named_flows/day=2026-03-02")).isNotEmptyDirectory();
    assertThat(new Weir().run("query", COUNT, out).out())
        .isEqualTo("day,n\n2026-03-01,1\n2026-03-02,2\n");
  }

  @Test
  void filesOfADayAreAddedToOrReplacedOnlyWhenThatIsAsked() {
    Path conn = ZeekLogs.conn(directory);
    Path out = directory.resolve("out");
    String count = "SELECT count(*) AS n FROM named_flows";
    new Weir().run("convert", conn, "-o", out);
    Outcome refused = new Weir().run("convert", conn, "-o", out);
    assertThat(refused.lastError())
        .startsWith("Cannot write to " + out + ": it has ")
        .endsWith("or put the new rows in the place of the old with --existing replace.");
    assertThat(refused.code()).isEqualTo(2);
    new Weir().run("convert", conn, "-o", out, "--existing", "add");
    assertThat(new Weir().run("query", count, out).out()).isEqualTo("n\n6\n");
    new Weir().run("convert", conn, "-o", out, "--existing", "replace");
    assertThat(new Weir().run("query", count, out).out()).isEqualTo("n\n3\n");
    assertThat(new Weir().run("convert", conn, "-o", out, "--existing", "keep").lastError())
        .isEqualTo("Cannot use --existing keep: it is add, replace or refuse.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "csv", "ndjson"})
  void whatWasConvertedIsOneTableWithLogsBesideIt(String form) {
    Path conn = ZeekLogs.conn(directory);
    Path out = directory.resolve("out");
    new Weir().run("convert", conn, "--to", form, "-o", out);
    for (String table : List.of("named_flows", "flows", "zeek_conn")) {
      String count = "SELECT count(*) AS n FROM " + table;
      assertThat(new Weir().run("query", count, out, conn).out()).isEqualTo("n\n6\n");
      assertThat(new Weir().run("query", count, "a=" + out, "b=" + conn).out()).isEqualTo("n\n6\n");
      String ofOne = "SELECT count(*) AS n FROM a_" + table;
      assertThat(new Weir().run("query", ofOne, "a=" + out, "b=" + conn).out()).isEqualTo("n\n3\n");
    }
    String distinct = "SELECT DISTINCT * FROM named_flows";
    assertThat(new Weir().run("query", distinct, out, conn).out().lines())
        .as("a header and rows out of files that are equal to those out of the log")
        .hasSize(4);
  }

  @Test
  void arrowIsWrittenByDay() throws IOException {
    Path out = directory.resolve("out");
    Outcome outcome =
        new Weir().run("convert", ZeekLogs.conn(directory), "--to", "arrow", "-o", out);
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).contains("zeek_conn: 3 rows");
    try (Stream<Path> files = Files.walk(out)) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSize(6)
          .allSatisfy(
              file -> {
                assertThat(file.toString()).endsWith("/data_0.arrow");
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .startsWith("ARROW1");
              });
    }
  }

  @Test
  void onlyTheTablesAndDaysThatAreAskedFor() {
    Path out = directory.resolve("out");
    Outcome outcome =
        new Weir()
            .run(
                "convert",
                ZeekLogs.conn(directory),
                "--to=csv",
                "--zone=UTC",
                "--to=2026-03-01",
                "--tables=zeek_conn",
                "-o",
                out);
    assertThat(outcome.code()).isZero();
    assertThat(out).isDirectoryNotContaining(file -> !file.endsWith("zeek_conn"));
    assertThat(out.resolve("zeek_conn")).isDirectoryNotContaining("glob:**2026-03-02");
  }

  @Test
  void anUnknownTableIsNamed() {
    assertThat(
            new Weir()
                .run("convert", ZeekLogs.conn(directory), "-o", "x", "--tables", "zek_conn")
                .err())
        .isEqualTo(
            "Cannot convert table zek_conn: the input has no such table. Did you mean"
                + " zeek_conn?\n");
  }
}
