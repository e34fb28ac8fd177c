// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.Head;
import io.weir.model.InputFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Whatever a file begins with, it is guessed or not guessed, and the columns are names. */
class HeaderGuessFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    String name = data.consumeBoolean() ? "file.csv" : "file";
    boolean isComplete = data.consumeBoolean();
    byte[] bytes = data.consumeRemainingAsBytes();
    Head head = new Head(new Memory(name, bytes), bytes, isComplete);
    HeaderGuess.of(head)
        .ifPresent(
            guess -> {
              assertThat(guess.why()).isNotBlank();
              assertThat(guess.columns()).doesNotContainNull();
            });
    HeaderGuess.uneven(head).ifPresent(why -> assertThat(why).isNotBlank());
  }

  /** A file in memory. */
  private static final class Memory implements InputFile {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final byte[] content;

    Memory(String name, byte[] content) {
      this.name = name;
      this.content = content;
    }

    @Override
    public String path() {
      return name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long length() {
      return content.length;
    }

    @Override
    public boolean isSplittable() {
      return true;
    }

    @Override
    public String compression() {
      return "plain";
    }

    @Override
    public InputStream open(long offset) {
      int from = (int) Math.min(offset, content.length);
      return new ByteArrayInputStream(content, from, content.length - from);
    }
  }
}
