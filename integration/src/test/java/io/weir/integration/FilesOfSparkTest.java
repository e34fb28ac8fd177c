// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the command writes to this machine with Spark is where it is asked for, and nothing else.
 */
class FilesOfSparkTest {
  private static final String OFFICE = Repository.root().resolve("samples/office.pcap").toString();

  private final Path directory;

  FilesOfSparkTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static LiveCommand run(String line, String... more) {
    LiveCommand done = LiveCommand.run(line + " --engine spark", more);
    assertThat(done.code()).as(done.err()).isZero();
    return done;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).map(directory::relativize).sorted().toList();
    }
  }

  @Test
  void tablesAreConvertedByDay() throws IOException {
    run("convert --to parquet", OFFICE, "-o", directory.resolve("days").toString());
    assertThat(files())
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(
            file ->
                assertThat(file.toString())
                    .matches("days/[a-z_]+/day=2026-11-21/part-[^/]+[.]parquet"));
  }

  @Test
  void anAnswerIsOneFile() throws IOException {
    Path answer = directory.resolve("answer.parquet");
    run("query", "SELECT * FROM dns", OFFICE, "-o", answer.toString());
    run("run top-talkers", OFFICE, "-o", directory.resolve("talkers.parquet").toString());
    assertThat(files()).containsExactly(Path.of("answer.parquet"), Path.of("talkers.parquet"));
  }
}
