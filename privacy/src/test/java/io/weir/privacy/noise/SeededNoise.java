// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.noise;

import java.util.SplittableRandom;

/** The noise of answers, out of bits that are the same each time. */
public final class SeededNoise {
  private SeededNoise() {}

  public static NoiseSource of(long seed) {
    return ExactNoise.with(new SplittableRandom(seed));
  }
}
