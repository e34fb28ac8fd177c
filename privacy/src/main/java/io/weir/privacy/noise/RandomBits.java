// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.noise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Uniform integers and coins of rational odds out of random bits. Not thread-safe. */
final class RandomBits {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final RandomGenerator random;

  /** A generator with a lock and a hash is asked for many bytes at once. */
  private final byte[] bytes = new byte[1024];

  private int at = bytes.length;

  RandomBits(RandomGenerator random) {
    this.random = random;
  }

  /** 64 random bits. */
  long next() {
    if (at == bytes.length) {
      random.nextBytes(bytes);
      at = 0;
    }
    long bits = (long) LONGS.get(bytes, at);
    // What made noise does not stay in memory.
    Arrays.fill(bytes, at, at + Long.BYTES, (byte) 0);
    at += Long.BYTES;
    return bits;
  }

  /** So many random bits, as a number of at least 0. */
  BigInteger next(int bits) {
    byte[] some = new byte[(bits + 63) / 64 * Long.BYTES];
    for (int i = 0; i < some.length; i += Long.BYTES) {
      LONGS.set(some, i, next());
    }
    return new BigInteger(1, some).shiftRight(some.length * Byte.SIZE - bits);
  }

  /** Uniform from 0 to a bound, without it. */
  long below(long bound) {
    long mask = -1L >>> Long.numberOfLeadingZeros((bound - 1) | 1);
    while (true) {
      long value = next() & mask;
      if (value < bound) {
        return value;
      }
    }
  }

  /** Uniform from 0 to a bound, without it. */
  BigInteger below(BigInteger bound) {
    if (bound.bitLength() < Long.SIZE) {
      return BigInteger.valueOf(below(bound.longValue()));
    }
    int bits = bound.subtract(BigInteger.ONE).bitLength();
    while (true) {
      BigInteger value = next(bits);
      if (value.compareTo(bound) < 0) {
        return value;
      }
    }
  }

  /** True with a probability of numerator/denominator, from 0 to 1. */
  boolean isDrawn(BigInteger numerator, BigInteger denominator) {
    if (denominator.bitLength() < Long.SIZE) {
      return below(denominator.longValue()) < numerator.longValue();
    }
    return below(denominator).compareTo(numerator) < 0;
  }

  /** True with a probability of 1/2. */
  boolean isHeads() {
    return next() < 0;
  }
}
