// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.budget;

/** The most that may be spent on one unit of privacy. */
public sealed interface Cap {
  /** Whether so much may be spent in all. */
  boolean allows(Cost spent);

  /** What is left when so much was spent. */
  Cap left(Cost spent);

  /**
   * What leaves as little of each currency as the one of two spent costs that leaves less of it.
   */
  Cost greater(Cost a, Cost b);

  /**
   * Whether any answer of this cost could ever be paid, spent or not: pure ε is no currency for
   * Gaussian noise.
   */
  boolean counts(Cost cost);

  /** The cost for people, with what it counts as here where that is another currency. */
  String words(Cost cost);

  /** Pure ε: basic composition, no δ at all. */
  record Pure(Epsilon epsilon) implements Cap {
    @Override
    public boolean counts(Cost cost) {
      return cost.epsilon().isPresent() && cost.delta().equals(Delta.ZERO);
    }

    @Override
    public String words(Cost cost) {
      return cost.toString();
    }

    @Override
    public boolean allows(Cost spent) {
      return counts(spent) && spent.epsilon().orElseThrow().compareTo(epsilon) <= 0;
    }

    @Override
    public Cap left(Cost spent) {
      return new Pure(epsilon.less(spent.epsilon().orElse(epsilon)));
    }

    @Override
    public Cost greater(Cost a, Cost b) {
      Epsilon left = ((Pure) left(a)).epsilon;
      return left.compareTo(((Pure) left(b)).epsilon) <= 0 ? a : b;
    }

    @Override
    public String toString() {
      return "epsilon " + epsilon;
    }
  }

  /**
   * ρ of zero-concentrated privacy.
   *
   * @param delta the most that answers may spend to select unknown keys; 0 allows none
   */
  record Concentrated(Rho rho, Delta delta) implements Cap {
    @Override
    public boolean counts(Cost cost) {
      return cost.delta().equals(Delta.ZERO) || !delta.equals(Delta.ZERO);
    }

    @Override
    public String words(Cost cost) {
      return cost.epsilon().isPresent()
          ? "%s, which is rho %s,".formatted(cost, cost.rho())
          : cost.toString();
    }

    @Override
    public boolean allows(Cost spent) {
      return spent.rho().compareTo(rho) <= 0 && spent.delta().compareTo(delta) <= 0;
    }

    @Override
    public Cap left(Cost spent) {
      return new Concentrated(rho.less(spent.rho()), delta.less(spent.delta()));
    }

    @Override
    public Cost greater(Cost a, Cost b) {
      return new Cost(
          a.rho().compareTo(b.rho()) >= 0 ? a.rho() : b.rho(),
          a.epsilon().flatMap(e -> b.epsilon().map(f -> e.compareTo(f) >= 0 ? e : f)),
          a.delta().compareTo(b.delta()) >= 0 ? a.delta() : b.delta());
    }

    @Override
    public String toString() {
      return delta.equals(Delta.ZERO) ? "rho " + rho : "rho " + rho + ", delta " + delta;
    }
  }
}
