// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.model.WeirException;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.budget.Loss;
import io.weir.privacy.budget.Rho;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * How much may be spent on a unit.
 *
 * @param conversion the part of the δ at which ρ is told as (ε, δ)
 */
record CapOptions(Cap cap, Delta conversion) {
  static void declare(Declaration declaration, String heading) {
    declaration
        .section(heading)
        .option(
            "--epsilon",
            "E",
            "At most so much privacy is lost by a unit: counted in rho, as much as (E, delta)"
                + " allows, or with --pure in epsilon.")
        .flag("--pure", "Count epsilon alone, without any delta: for Laplace noise and known keys.")
        .option(
            "--rho", "R", "The same in rho of zero-concentrated privacy, in place of --epsilon.")
        .option(
            "--delta",
            "D",
            "The delta, at most 0.000001; half of it is for unknown keys. Default: 0.000001.");
  }

  static CapOptions of(Given given) {
    Optional<Epsilon> epsilon = given.text("--epsilon").map(Epsilon::parse);
    Optional<Rho> rho = given.text("--rho").map(Rho::parse);
    if (epsilon.isPresent() == rho.isPresent()) {
      throw WeirException.usage(
          "Cannot tell how much may be spent: it is given %s. Give --epsilon E or --rho R.",
          rho.isPresent() ? "twice" : "nowhere");
    }
    boolean isPure = given.isSet("--pure");
    if (isPure && (rho.isPresent() || given.text("--delta").isPresent())) {
      throw WeirException.usage(
          "Cannot count pure epsilon with --rho or --delta: it has neither. Give --epsilon alone, or"
              + " leave --pure out.");
    }
    Delta delta = delta(given);
    Delta half =
        new Delta(delta.value().divide(BigDecimal.valueOf(2), Delta.DIGITS, RoundingMode.FLOOR));
    if (isPure) {
      return new CapOptions(new Cap.Pure(epsilon.orElseThrow()), half);
    }
    Rho limit = rho.orElseGet(() -> new Loss(epsilon.orElseThrow(), half).rho());
    return new CapOptions(new Cap.Concentrated(limit, half), half);
  }

  private static Delta delta(Given given) {
    Delta delta = given.text("--delta").map(Delta::parse).orElse(Delta.LARGEST);
    boolean isRight =
        delta.compareTo(Delta.LARGEST) <= 0 && delta.value().compareTo(new BigDecimal("1e-15")) > 0;
    if (!isRight) {
      throw WeirException.usage(
          "Cannot take a delta of %s: it is the chance that privacy fails. Give at most %s, and more"
              + " than 1e-15.",
          delta, Delta.LARGEST);
    }
    return delta;
  }
}
