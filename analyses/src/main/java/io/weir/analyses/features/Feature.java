// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

/** A column that becomes a part of the vectors. */
sealed interface Feature {
  /** The input's column. */
  String column();

  /** A number. */
  record Numeric(String column, boolean isLogarithm) implements Feature {
    /** The value as it is scaled: its logarithm keeps the sign. */
    double of(double value) {
      return isLogarithm ? Math.signum(value) * StrictMath.log1p(Math.abs(value)) : value;
    }

    String label() {
      return isLogarithm ? "log1p(" + column + ")" : column;
    }
  }

  /** One of several words. */
  record Categorical(String column, Encoder encoder) implements Feature {
    String label() {
      return encoder.label(column);
    }
  }
}
