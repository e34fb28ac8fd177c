// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.input.LocalFile;
import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedRecordsTest {
  private static final int INPUTS = 200;

  private final Path logs;

  RejectedRecordsTest(@TempDir Path logs) {
    this.logs = logs;
  }

  private LocalFile log(String name) throws IOException {
    return LocalFile.of(Files.writeString(logs.resolve(name), "x\n"));
  }

  private static void reject(RejectedRecords rejects, LocalFile file, long offset) {
    rejects.reject(file, offset, "bad", "x".getBytes(UTF_8), 0, 1);
  }

  @Test
  void strictFailsEvenWhenTheEngineGoesOn() throws IOException {
    try (RejectedRecords rejects =
        RejectedRecords.of(new RecordOptions(Optional.empty(), 1, true))) {
      LocalFile one = log("a.log");
      LocalFile other = log("b.log");
      rejects.check();
      assertThatThrownBy(() -> reject(rejects, one, 7)).isInstanceOf(WeirException.class);
      assertThatThrownBy(() -> reject(rejects, other, 9)).isInstanceOf(WeirException.class);

      assertThatThrownBy(rejects::check)
          .hasMessageContaining("a.log: bad (at byte 7)")
          .hasMessageContaining("--strict");
    }
  }

  @Test
  void strictTellsTheLineOfText(@TempDir Path directory) throws IOException {
    LocalFile file =
        LocalFile.of(Files.writeString(directory.resolve("a.log"), "one\ntwo\nthree\n"));
    try (RejectedRecords rejects =
        RejectedRecords.of(new RecordOptions(Optional.empty(), 1, true))) {
      assertThatThrownBy(() -> reject(rejects, file, 8))
          .hasMessageContaining("a.log: bad (at line 3, byte 8)");
    }
  }

  @Test
  void inputsWithoutNumberHaveAFileEach(@TempDir Path directory) throws IOException {
    try (RejectedRecords rejects =
        RejectedRecords.of(new RecordOptions(Optional.of(directory), 1, false))) {
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < INPUTS; i++) {
          reject(rejects, log("conn-" + i + ".log"), round);
        }
      }
    }

    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(INPUTS);
      for (Path file : all) {
        assertThat(Files.readAllLines(file)).hasSize(2);
      }
    }
  }
}
