// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.ledger.Dataset;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The noise that an answer will have; known before any data are read.
 *
 * @param what it is added to
 * @param kind {@code laplace}, {@code gaussian} or {@code choice}
 * @param scale of Laplace noise, or the standard deviation of Gaussian noise; of a choice the ε
 * @param error the noise is at most so large with a chance of 95 %; of a choice the error in rank
 */
public record ExpectedNoise(String what, String kind, BigDecimal scale, BigDecimal error) {
  private static final String PER_CAP = " / cap";

  private static ExpectedNoise ofCap(CapChoice choice) {
    BigDecimal epsilon = choice.price().epsilonOfChoice(1).rounded(java.math.MathContext.DECIMAL32);
    return new ExpectedNoise("rank of the cap", "choice", epsilon, choice.errorOfRank());
  }

  /** Whether the noise grows with a cap that is not chosen yet. */
  private static boolean isOfCap(Release release, Part part) {
    return release.choice().isPresent() && part == Part.VALUES;
  }

  /** The noise of a question, of each of its parts. */
  public static List<ExpectedNoise> of(Asked asked, Dataset dataset) {
    Release release = asked.release(dataset);
    Tally tally = release.tally();
    if (tally.reduction() instanceof Tally.Quantile quantile) {
      Choice choice = new Choice(quantile, release.lattice(), asked.price(), tally.touched());
      BigDecimal epsilon =
          asked.price().epsilonOfChoice(tally.touched()).rounded(java.math.MathContext.DECIMAL32);
      return List.of(new ExpectedNoise("rank", "choice", epsilon, choice.errorOfRank()));
    }
    String kind = asked.price() instanceof Price.Pure ? "laplace" : "gaussian";
    List<ExpectedNoise> noises = new ArrayList<>();
    release.choice().ifPresent(choice -> noises.add(ofCap(choice)));
    List<Mechanism> mechanisms = release.mechanisms();
    for (int p = 0; p < mechanisms.size(); p++) {
      String what =
          tally.reduction() instanceof Tally.Sums sums
              ? sums.parts().get(p).text() + (isOfCap(release, sums.parts().get(p)) ? PER_CAP : "")
              : Part.UNITS.text();
      Mechanism mechanism = mechanisms.get(p);
      int digits = what.equals(Part.VALUES.text()) ? release.digits() : 0;
      noises.add(
          new ExpectedNoise(
              what,
              kind,
              Figures.shown(new BigDecimal(mechanism.scale()).movePointLeft(digits)),
              Figures.plain(mechanism.error(), digits)));
    }
    return noises;
  }
}
