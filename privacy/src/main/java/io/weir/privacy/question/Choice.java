// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.noise.Fraction;
import io.weir.privacy.noise.NoiseSource;
import io.weir.privacy.question.Sums.Group;
import io.weir.privacy.question.Tally.Quantile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * A quantile by the exponential mechanism over a public grid.
 *
 * <p>The score of a place is -|1000·(units below it) - permille·(units)|. A unit more or less
 * changes it by at most the larger of permille and 1000 - permille.
 */
record Choice(Quantile quantile, Lattice lattice, Price price, int touched) {
  private static final int ONE = 1000;

  /** The place that is chosen, as a value of the column. */
  BigDecimal draw(Sums sums, int index, Group group, NoiseSource noise) {
    int places = Quantile.PLACES + 1;
    long[] scores = new long[places];
    long[] counts = new long[places];
    long units = 0;
    for (int place = 0; place < places; place++) {
      Group bin = new Group(group.key(), group.time(), place * quantile.step());
      counts[place] = sums.of(index, bin, 0);
      units += counts[place];
    }
    long below = 0;
    for (int place = 0; place < places; place++) {
      scores[place] = -Math.abs(ONE * below - quantile.permille() * units);
      below += counts[place];
    }
    long chosen = drawn(scores, noise);
    return Figures.shown(lattice.value(BigDecimal.valueOf(chosen * quantile.step())));
  }

  /** A place, first by the run of equal scores that it is in: there are fewer of these. */
  private int drawn(long[] scores, NoiseSource noise) {
    long[] scoreOfRun = new long[scores.length];
    long[] lengths = new long[scores.length];
    int runs = 0;
    for (int place = 0; place < scores.length; place++) {
      if (place == 0 || scores[place] != scores[place - 1]) {
        scoreOfRun[runs++] = scores[place];
      }
      lengths[runs - 1]++;
    }
    int run = noise.choose(Arrays.copyOf(scoreOfRun, runs), Arrays.copyOf(lengths, runs), factor());
    long first = Arrays.stream(lengths, 0, run).sum();
    long among = lengths[run];
    while (among > 1) {
      long half = among / 2;
      if (noise.choose(new long[2], new long[] {half, among - half}, Fraction.ONE) == 0) {
        among = half;
      } else {
        first += half;
        among -= half;
      }
    }
    return Math.toIntExact(first);
  }

  private Fraction factor() {
    long sensitivity = Math.max(quantile.permille(), ONE - quantile.permille());
    return price.epsilonOfChoice(touched).dividedBy(Fraction.of(2 * sensitivity));
  }

  /** The answer's rank is off by so many units at most, with a chance of 95 %. */
  BigDecimal errorOfRank() {
    double factor = factor().rounded(MathContext.DECIMAL64).doubleValue();
    double score = Math.log((Quantile.PLACES + 1) / 0.05) / factor;
    return Figures.shown(Math.ceil(score / ONE));
  }
}
