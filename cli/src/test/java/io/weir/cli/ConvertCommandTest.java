// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Weir.Outcome;
import java.nio.file.Path;
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
