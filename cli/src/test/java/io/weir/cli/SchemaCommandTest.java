// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Weir.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {
  private final Path directory;

  SchemaCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void tellsTheColumnsOfTablesInFiles() throws IOException {
    Path hosts = Files.writeString(directory.resolve("hosts.csv"), "ip;frame.len\n10.0.0.1;5\n");
    Outcome outcome = new Weir().run("schema", "hosts", hosts);
    assertThat(outcome.out())
        .isEqualTo(
            """
            hosts: A table in files: CSV.

            column     type    unit  meaning
            ip         STRING
            frame.len  BIGINT
            """);
    assertThat(outcome.code()).isZero();
  }

  @Test
  void tellsThemAsJsonToo() throws IOException {
    Files.writeString(directory.resolve("a.json"), "{\"n\": 1}\n{\"n\": 2}\n");
    Files.writeString(directory.resolve("b.csv"), "x,y\n1,2\n");
    Outcome outcome = new Weir().run("schema", "--json", directory);
    assertThat(outcome.out())
        .contains("{\"name\": \"n\", \"type\": \"BIGINT\"", "{\"name\": \"x\"", "{\"name\": \"y\"");
  }

  @Test
  void aTableOfALogIsToldByTheLog() throws IOException {
    Files.writeString(directory.resolve("b.csv"), "x,y\n1,2\n");
    Path log = ZeekLogs.conn(directory);
    Outcome outcome = new Weir().run("schema", "zeek_conn", log, directory.resolve("b.csv"));
    assertThat(outcome.out()).startsWith("zeek_conn: One row a record of Zeek's conn.log.");
  }
}
