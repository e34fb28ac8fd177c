// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import io.weir.privacy.noise.Fraction;
import io.weir.privacy.noise.NoiseSource;

/** Draws always the same number; chooses always the best. Nothing is private with it. */
record NoNoise(long draw) implements NoiseSource {
  @Override
  public long laplace(Fraction scale) {
    return draw;
  }

  @Override
  public long gaussian(Fraction sigmaSquared) {
    return draw;
  }

  @Override
  public int choose(long[] scores, long[] weights, Fraction factor) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }
}
