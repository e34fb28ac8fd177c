// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

/** What several rows of one point are together. */
enum Aggregate {
  SUM(Fill.ZERO),
  COUNT(Fill.ZERO),
  MEAN(Fill.INTERPOLATE),
  MIN(Fill.INTERPOLATE),
  MAX(Fill.INTERPOLATE);

  private final Fill fill;

  Aggregate(Fill fill) {
    this.fill = fill;
  }

  /** What a point without rows is, unless the user says otherwise. */
  Fill fill() {
    return fill;
  }

  /** The value of samples that lie side by side. */
  double of(Samples samples, int from, int to) {
    double value = this == COUNT ? to - from : samples.value(from);
    for (int i = from + 1; i < to; i++) {
      value =
          switch (this) {
            case SUM, MEAN -> value + samples.value(i);
            case COUNT -> value;
            case MIN -> Math.min(value, samples.value(i));
            case MAX -> Math.max(value, samples.value(i));
          };
    }
    return this == MEAN ? value / (to - from) : value;
  }
}
