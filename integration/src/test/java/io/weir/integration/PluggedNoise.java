// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import com.google.auto.service.AutoService;
import io.weir.privacy.noise.Fraction;
import io.weir.privacy.noise.NoiseSource;

/**
 * Noise that commands draw in these tests: always the same, so that only records make differences.
 */
@AutoService(NoiseSource.class)
public final class PluggedNoise implements NoiseSource {
  private final NoNoise fixed = new NoNoise(42);

  @Override
  public long laplace(Fraction scale) {
    return fixed.laplace(scale);
  }

  @Override
  public long gaussian(Fraction sigmaSquared) {
    return fixed.gaussian(sigmaSquared);
  }

  @Override
  public int choose(long[] scores, long[] weights, Fraction factor) {
    return fixed.choose(scores, weights, factor);
  }
}
