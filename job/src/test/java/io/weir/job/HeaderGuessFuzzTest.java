// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.Head;
import io.weir.testkit.BytesFile;

/** Whatever a file begins with, it is guessed or not guessed, and the columns are names. */
class HeaderGuessFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    String name = data.consumeBoolean() ? "file.csv" : "file";
    boolean isComplete = data.consumeBoolean();
    byte[] bytes = data.consumeRemainingAsBytes();
    Head head = new Head(BytesFile.of(name, bytes), bytes, isComplete);
    HeaderGuess.of(head)
        .ifPresent(
            guess -> {
              assertThat(guess.why()).isNotBlank();
              assertThat(guess.columns()).doesNotContainNull();
            });
    HeaderGuess.uneven(head).ifPresent(why -> assertThat(why).isNotBlank());
  }
}
