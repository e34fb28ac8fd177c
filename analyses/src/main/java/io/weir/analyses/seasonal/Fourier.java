// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

/** The autocorrelation of a series, by the fast Fourier transform. */
final class Fourier {
  private Fourier() {}

  /**
   * How much a series is like itself some points later: the sum of products of values at each
   * distance, as a share of that at distance 0.
   *
   * @param values whose mean is 0, not all 0
   * @param most the greatest distance
   */
  static double[] autocorrelation(double[] values, int most) {
    int size = Integer.highestOneBit(2 * values.length - 1) * 2;
    double[] real = java.util.Arrays.copyOf(values, size);
    double[] imaginary = new double[size];
    transform(real, imaginary);
    for (int i = 0; i < size; i++) {
      real[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
      imaginary[i] = 0;
    }
    transform(real, imaginary);
    double[] correlation = new double[most + 1];
    for (int lag = 0; lag <= most; lag++) {
      correlation[lag] = real[lag] / real[0];
    }
    return correlation;
  }

  /** In place; the size is a power of 2. */
  private static void transform(double[] real, double[] imaginary) {
    int size = real.length;
    reverseBits(real, imaginary);
    for (int length = 2; length <= size; length *= 2) {
      int half = length / 2;
      double[] cos = new double[half];
      double[] sin = new double[half];
      for (int i = 0; i < half; i++) {
        cos[i] = Math.cos(-2 * Math.PI * i / length);
        sin[i] = Math.sin(-2 * Math.PI * i / length);
      }
      for (int start = 0; start < size; start += length) {
        for (int i = 0; i < half; i++) {
          int a = start + i;
          int b = a + half;
          double re = real[b] * cos[i] - imaginary[b] * sin[i];
          double im = real[b] * sin[i] + imaginary[b] * cos[i];
          real[b] = real[a] - re;
          imaginary[b] = imaginary[a] - im;
          real[a] += re;
          imaginary[a] += im;
        }
      }
    }
  }

  private static void reverseBits(double[] real, double[] imaginary) {
    int shift = Integer.numberOfLeadingZeros(real.length) + 1;
    for (int i = 0; i < real.length; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (i < j) {
        double re = real[i];
        real[i] = real[j];
        real[j] = re;
        double im = imaginary[i];
        imaginary[i] = imaginary[j];
        imaginary[j] = im;
      }
    }
  }
}
