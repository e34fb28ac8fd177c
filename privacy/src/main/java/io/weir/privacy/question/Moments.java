// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import java.math.BigDecimal;
import java.util.List;

/**
 * Mean and deviation out of noisy sums: what noise is added to is over, so doubles do no harm here.
 *
 * <p>With n units and z = 2·place − steps of each, the mean of z is Σz / n and its variance Σz² / n
 * − (Σz / n)². Errors are those of the parts carried through to first order, added up.
 */
final class Moments {
  private final Lattice lattice;
  private final double units;
  private final double mean;
  private final double squares;
  private final double errorOfUnits;
  private final double errorOfMean;
  private final double errorOfSquares;

  /**
   * Takes the parts.
   *
   * @param parts units, centred values and, for the deviation, their squares; with noise
   */
  Moments(Lattice lattice, long[] parts, List<Mechanism> mechanisms) {
    this.lattice = lattice;
    units = Math.max(1, parts[0]);
    mean = clipped(parts[1] / units, -Lattice.STEPS, Lattice.STEPS);
    double most = (double) Lattice.STEPS * Lattice.STEPS;
    squares = parts.length > 2 ? clipped(parts[2] / units, 0, most) : 0;
    errorOfUnits = mechanisms.get(0).error();
    errorOfMean = (mechanisms.get(1).error() + Math.abs(mean) * errorOfUnits) / units;
    errorOfSquares =
        parts.length > 2 ? (mechanisms.get(2).error() + squares * errorOfUnits) / units : 0;
  }

  private static double clipped(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }

  BigDecimal mean() {
    return Figures.shown(lattice.value(BigDecimal.valueOf((mean + Lattice.STEPS) / 2)));
  }

  BigDecimal errorOfMean() {
    return length(Math.min(errorOfMean, 2 * Lattice.STEPS));
  }

  BigDecimal deviation() {
    return length(Math.sqrt(variance()));
  }

  BigDecimal errorOfDeviation() {
    double error = errorOfSquares + 2 * Math.abs(mean) * errorOfMean;
    double deviation = Math.sqrt(variance());
    // sqrt(v + e) - sqrt(v), which holds however small v is.
    return length(Math.min(Math.sqrt(variance() + error) - deviation, Lattice.STEPS));
  }

  private double variance() {
    return Math.max(0, squares - mean * mean);
  }

  /** Half the steps of the centred scale, in the column's own unit. */
  private BigDecimal length(double centred) {
    return Figures.shown(lattice.step().multiply(BigDecimal.valueOf(centred / 2)));
  }
}
