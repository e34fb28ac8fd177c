// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.InputFile;
import io.weir.model.Split;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitsTest {
  private static final long MIB = 1 << 20;

  @Test
  void aLargeFileIsDividedWithoutGapOrOverlap() {
    List<Split> splits = Splits.ofLines(List.of(new Sized(600 * MIB + 7, true)), 2);

    assertThat(splits).hasSize(32);
    assertThat(splits.get(0).start()).isZero();
    for (int i = 1; i < splits.size(); i++) {
      assertThat(splits.get(i).start()).isEqualTo(splits.get(i - 1).end());
    }
    assertThat(splits.get(31).end()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void rangesAreNotTooSmallAndThereAreEnoughForAllThreads() {
    assertThat(Splits.ofLines(List.of(new Sized(5 * MIB, true)), 2)).hasSize(1);
    assertThat(Splits.ofLines(List.of(new Sized(12 * MIB, true)), 2)).hasSize(3);
    assertThat(Splits.ofLines(List.of(new Sized(6400 * MIB, true)), 64)).hasSize(256);
  }

  @Test
  void whatCannotBeSplitIsReadWhole() {
    List<InputFile> files = List.of(new Sized(600 * MIB, false), new Sized(-1, false));

    assertThat(Splits.ofLines(files, 8))
        .containsExactly(Split.whole(files.get(0)), Split.whole(files.get(1)));
  }

  @Test
  void anEmptyFileIsOneSplit() {
    InputFile file = new Sized(0, true);
    assertThat(Splits.ofLines(List.of(file), 8)).containsExactly(Split.whole(file));
  }

  private record Sized(long length, boolean isSplittable) implements InputFile {
    @Override
    public String path() {
      return "made-up";
    }

    @Override
    public String name() {
      return "made-up";
    }

    @Override
    public String compression() {
      return "plain";
    }

    @Override
    public InputStream open(long offset) {
      return InputStream.nullInputStream();
    }
  }
}
