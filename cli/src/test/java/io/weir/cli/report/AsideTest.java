// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class AsideTest {
  @Test
  void isDeletedWithWhatItHolds() throws IOException {
    Aside aside = Aside.create();
    assertThat(aside.holdsFiles()).isFalse();
    Files.writeString(Files.createDirectories(aside.directory().resolve("a/b")).resolve("c"), "");
    assertThat(aside.holdsFiles()).isTrue();
    aside.close();
    assertThat(aside.directory()).doesNotExist();
    aside.close();
  }
}
