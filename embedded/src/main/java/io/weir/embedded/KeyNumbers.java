// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import java.util.Arrays;

/** Numbers for pairs of a number and a value, in the order in which they are first seen. */
final class KeyNumbers {
  private long[] values = new long[16];
  private int[] befores = new int[16];
  private int[] slots = new int[32];
  private int size;

  int size() {
    return size;
  }

  long memory() {
    return 12L * values.length + 4L * slots.length;
  }

  /**
   * The number of a pair.
   *
   * @param before the number of what stands before the value in a key
   */
  int add(int before, long value) {
    int mask = slots.length - 1;
    int slot = hash(before, value) & mask;
    while (slots[slot] != 0) {
      int known = slots[slot] - 1;
      if (values[known] == value && befores[known] == before) {
        return known;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = size + 1;
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      befores = Arrays.copyOf(befores, 2 * size);
    }
    values[size] = value;
    befores[size] = before;
    size++;
    if (2 * size > slots.length) {
      grow();
    }
    return size - 1;
  }

  private static int hash(int before, long value) {
    long hash = (value ^ ((long) before << 32)) * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 32);
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = hash(befores[i], values[i]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
  }
}
