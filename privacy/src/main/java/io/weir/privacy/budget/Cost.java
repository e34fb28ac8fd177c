// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.budget;

import java.util.Optional;

/**
 * What an answer costs each unit of privacy, or what several cost together: it is ρ-zCDP but for a
 * chance of δ, and ε-differentially private if there is an ε and δ is 0.
 *
 * @param rho always counted
 * @param epsilon empty where Gaussian noise was used, which has no pure ε
 * @param delta spent by the answers themselves, to select unknown keys; not that of the conversion
 */
public record Cost(Rho rho, Optional<Epsilon> epsilon, Delta delta) {
  public static final Cost NOTHING = new Cost(Rho.ZERO, Optional.of(Epsilon.ZERO), Delta.ZERO);

  /** Of a mechanism of pure ε, such as Laplace noise. */
  public static Cost pure(Epsilon epsilon) {
    return new Cost(Rho.of(epsilon), Optional.of(epsilon), Delta.ZERO);
  }

  /** Of the exponential mechanism of pure ε. */
  public static Cost choice(Epsilon epsilon) {
    return new Cost(Rho.ofChoice(epsilon), Optional.of(epsilon), Delta.ZERO);
  }

  /** Of Gaussian noise. */
  public static Cost concentrated(Rho rho) {
    return new Cost(rho, Optional.empty(), Delta.ZERO);
  }

  /** The same with a further chance of failure. */
  public Cost withDelta(Delta more) {
    return new Cost(rho, epsilon, delta.plus(more));
  }

  /** Of both, one after the other on the same units. */
  public Cost plus(Cost other) {
    return new Cost(
        rho.plus(other.rho),
        epsilon.flatMap(e -> other.epsilon.map(e::plus)),
        delta.plus(other.delta));
  }

  /** The words for people, such as {@code epsilon 0.5} or {@code rho 0.02, delta 0.0000001}. */
  @Override
  public String toString() {
    String loss = epsilon.map(e -> "epsilon " + e).orElse("rho " + rho);
    return delta.equals(Delta.ZERO) ? loss : loss + ", delta " + delta;
  }
}
