// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SequenceTest {
  private static final long HOUR = 3_600_000;

  private final Sequence sequence = new Sequence();

  @Test
  void gapsAreLostAndLateOnesTakenBack() {
    sequence.note(10, 30, HOUR);
    sequence.note(100, 30, HOUR + 5);
    assertThat(sequence.lost()).isEqualTo(60);
    sequence.note(40, 30, HOUR + 1);
    assertThat(sequence.lost()).isEqualTo(30);
    sequence.note(130, 5, HOUR + 9);
    assertThat(sequence.lost()).isEqualTo(30);
    assertThat(sequence.restarts()).isZero();
  }

  @Test
  void numbersWrap() {
    sequence.note(0xffff_fffeL, 1, HOUR);
    sequence.note(0xffff_ffffL, 1, HOUR);
    sequence.note(0, 1, HOUR);
    sequence.note(2, 1, HOUR);
    assertThat(sequence.lost()).isEqualTo(1);
    assertThat(sequence.restarts()).isZero();
  }

  /** Wherever its numbers were and whatever it begins with. */
  @Property
  void restartedExporterHasLostNothing(
      @ForAll @LongRange(min = 0, max = 0xffff_ffffL) long before,
      @ForAll @LongRange(min = 0, max = 0xffff_ffffL) long after) {
    Sequence restarted = new Sequence();
    restarted.note(before, 1, 10 * HOUR);
    restarted.note((before + 1) & 0xffff_ffffL, 1, 10 * HOUR + 1);
    restarted.note(after, 1, 100);
    restarted.note((after + 1) & 0xffff_ffffL, 1, 200);
    restarted.note((after + 4) & 0xffff_ffffL, 1, 300);
    boolean goesOn = after == ((before + 2) & 0xffff_ffffL);
    assertThat(restarted.lost()).isEqualTo(2);
    assertThat(restarted.restarts()).isEqualTo(goesOn ? 0 : 1);
  }

  @Test
  void jumpOfMillionsIsNoLossEvenWithoutAnUptime() {
    sequence.note(3_000_000_000L, 1, 0);
    sequence.note(5, 1, 0);
    sequence.note(40_000_000, 1, 0);
    assertThat(sequence.lost()).isZero();
    assertThat(sequence.restarts()).isEqualTo(2);
  }

  @Test
  void uptimeThatWrapsIsNoRestart() {
    sequence.note(7, 1, 0xffff_ffffL);
    sequence.note(9, 1, 20);
    assertThat(sequence.lost()).isEqualTo(1);
    assertThat(sequence.restarts()).isZero();
  }

  @Property
  void whatIsDroppedOfAShuffledStreamIsCounted(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 300) int count) {
    Random random = new Random(seed);
    List<Integer> kept = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      if (i == count - 1 || random.nextInt(4) > 0) {
        kept.add(i);
      }
    }
    // Neighbours overtake each other; the first and the last are in their places.
    for (int i = 1; i + 1 < kept.size() - 1; i += 2) {
      Collections.swap(kept, i, i + 1);
    }
    Sequence followed = new Sequence();
    followed.note(0, 1, HOUR);
    kept.forEach(number -> followed.note(number, 1, HOUR + number));
    assertThat(followed.lost()).isEqualTo(count - 1 - kept.size());
    assertThat(followed.restarts()).isZero();
  }
}
