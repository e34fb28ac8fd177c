// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeDirectoryTest {
  private final Path directory;

  MadeDirectoryTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void whatWasMadeForNothingGoesAgain() throws IOException {
    Path inner = directory.resolve("outer/inner");
    try (MadeDirectory made = MadeDirectory.at(Optional.of(inner))) {
      assertThat(made.path()).contains(inner);
      assertThat(inner).isDirectory();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void whatHoldsFilesStays() throws IOException {
    Path inner = directory.resolve("outer/inner");
    try (MadeDirectory made = MadeDirectory.at(Optional.of(inner))) {
      assertThat(made.path()).isPresent();
      Files.writeString(inner.resolve("file"), "x");
    }
    assertThat(inner.resolve("file")).hasContent("x");
  }

  @Test
  void whatWasThereStaysThoughItIsEmpty() throws IOException {
    try (MadeDirectory made = MadeDirectory.at(Optional.of(directory))) {
      assertThat(made.path()).isPresent();
    }
    assertThat(directory).isDirectory();
  }

  @Test
  void aFileIsNoDirectory() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(() -> MadeDirectory.at(Optional.of(file.resolve("in"))))
        .isInstanceOf(WeirException.class)
        .hasMessageStartingWith("Cannot write to the directory " + file.resolve("in"));
  }
}
