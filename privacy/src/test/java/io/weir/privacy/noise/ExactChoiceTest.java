// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draws so near to a boundary that the first 128 bits do not tell which side it is. */
class ExactChoiceTest {
  /** The bytes of a draw: a first one, then many, then others. */
  private record Bytes(int first, int then, int later) implements RandomGenerator {
    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) later);
      Arrays.fill(bytes, 0, 16, (byte) then);
      bytes[0] = (byte) first;
    }

    @Override
    public long nextLong() {
      throw new UnsupportedOperationException();
    }
  }

  /** Two alike: the boundary is at 1/2. */
  @ParameterizedTest
  @CsvSource({
    "127,255,0,0",
    "127,255,254,0",
    "128,0,1,1",
    "128,0,255,1",
    "0,0,0,0",
    "255,255,255,1"
  })
  void moreBitsAreDrawnUntilTheSideIsKnown(int first, int then, int later, int expected) {
    RandomBits bits = new RandomBits(new Bytes(first, then, later));
    ExactChoice choice = ExactChoice.of(new long[] {7, 7}, new long[] {1, 1}, Fraction.ONE);
    assertThat(choice.draw(bits)).isEqualTo(expected);
  }

  /** What has no weight is never chosen, at the ends of all draws either. */
  @ParameterizedTest
  @CsvSource({"0,1", "255,2"})
  void theEndsAreThoseThatHaveWeight(int every, int expected) {
    RandomBits bits = new RandomBits(new Bytes(every, every, every));
    long[] scores = {9, 1, 1, 9};
    ExactChoice choice = ExactChoice.of(scores, new long[] {0, 1, 1, 0}, Fraction.ONE);
    assertThat(choice.draw(bits)).isEqualTo(expected);
  }
}
