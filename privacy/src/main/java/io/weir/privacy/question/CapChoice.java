// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import io.weir.privacy.noise.Fraction;
import io.weir.privacy.noise.NoiseSource;
import io.weir.privacy.question.Sums.Group;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A cap that is bought: chosen by the exponential mechanism among public candidates, the powers of
 * 2, so that about so many of the units' values in groups do not exceed it. What is paid for it is
 * {@link Price#forBound}; the sums are paid from {@link Price#afterBound}.
 *
 * <p>The score of a candidate is -|1000·(values at most as large) - permille·(values)|. A unit has
 * a value in at most {@code touched} groups, so it changes the score by at most touched · the
 * larger of permille and 1000 - permille.
 */
final class CapChoice {
  private static final int ONE = 1000;

  private final Tally tally;
  private final List<Long> candidates;
  private final int permille;
  private final Price price;

  /**
   * The choice for a question.
   *
   * @param sums what is asked for once the cap is known, whose amounts and groups it shares
   * @param price of the whole answer
   * @throws WeirException of kind USAGE when that is too little
   */
  CapChoice(Tally sums, int parts, int permille, Price price) {
    this.permille = permille;
    this.price = price.forBound();
    this.candidates = candidates(price.afterBound(), parts, sums.touched());
    if (candidates.isEmpty() || this.price.epsilonOfChoice(1).signum() <= 0) {
      throw WeirException.usage(
          "Cannot choose a cap at the price of %s: any would be as likely. Pay more, or declare the"
              + " cap.",
          price);
    }
    List<Long> edges = candidates.stream().map(cap -> cap + 1).toList();
    this.tally =
        new Tally(
            sums.where(),
            sums.every(),
            sums.groups(),
            sums.touched(),
            sums.most(),
            sums.amount(),
            new Tally.Bins(edges, Tally.Idle.LEFT_OUT));
  }

  /** The caps for which there is noise; which they are depends on the price alone. */
  private static List<Long> candidates(Price rest, int parts, int touched) {
    List<Long> candidates = new ArrayList<>();
    for (long cap = 1; cap <= Taken.MOST_BYTES; cap *= 2) {
      if (Mechanism.isDrawable(rest, parts, touched, cap)) {
        candidates.add(cap);
      }
    }
    return candidates;
  }

  /** The values of units, counted between the candidates. */
  Tally tally() {
    return tally;
  }

  /** What the choice is paid with. */
  Price price() {
    return price;
  }

  int permille() {
    return permille;
  }

  /** Chooses the cap. */
  long draw(Sums sums, int index, NoiseSource noise) {
    long[] weights = new long[candidates.size()];
    Arrays.fill(weights, 1);
    return candidates.get(noise.choose(scores(sums, index), weights, factor()));
  }

  long[] scores(Sums sums, int index) {
    long[] counts = new long[candidates.size() + 1];
    long values = 0;
    for (Group group : sums.groups(index)) {
      long count = sums.of(index, group, 0);
      counts[(int) group.bin()] += count;
      values += count;
    }
    long[] scores = new long[candidates.size()];
    long within = 0;
    for (int i = 0; i < scores.length; i++) {
      within += counts[i];
      scores[i] = -Math.abs(ONE * within - permille * values);
    }
    return scores;
  }

  private Fraction factor() {
    long sensitivity = (long) tally.touched() * Math.max(permille, ONE - permille);
    return price.epsilonOfChoice(1).dividedBy(Fraction.of(2 * sensitivity));
  }

  /** So many values too many or too few are above the cap, with a chance of 95 %. */
  BigDecimal errorOfRank() {
    double factor = factor().rounded(MathContext.DECIMAL64).doubleValue();
    return Figures.shown(Math.ceil(Math.log(candidates.size() / 0.05) / factor / ONE));
  }
}
