// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class TemporaryDirectoryTest {
  @Test
  void isDeletedWithWhatItHolds() throws IOException {
    TemporaryDirectory directory = TemporaryDirectory.create();
    assertThat(directory.holdsFiles()).isFalse();
    Files.writeString(Files.createDirectories(directory.path().resolve("a/b")).resolve("c"), "");
    assertThat(directory.holdsFiles()).isTrue();
    directory.close();
    assertThat(directory.path()).doesNotExist();
    directory.close();
  }
}
