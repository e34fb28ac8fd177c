// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns a feature map from rows. Sums run over sorted numbers, so that the order in which rows
 * were read changes no digit.
 */
final class Fitting {
  private final FeatureRequest request;
  private final RawFeatures raw;
  private final int[] rows;

  private Fitting(FeatureRequest request, RawFeatures raw, int numbers) {
    this.request = request;
    this.raw = raw;
    this.rows =
        IntStream.range(0, raw.size())
            .filter(
                row ->
                    request.nulls() != Nulls.DROP
                        || IntStream.range(0, numbers)
                            .noneMatch(j -> Double.isNaN(raw.number(j, row))))
            .toArray();
  }

  static FeatureMap fit(FeatureRequest request, List<Feature> features, RawFeatures raw) {
    List<Feature.Numeric> numeric = new ArrayList<>();
    List<Feature.Categorical> categorical = new ArrayList<>();
    for (Feature feature : features) {
      if (feature instanceof Feature.Numeric number) {
        numeric.add(number);
      } else if (feature instanceof Feature.Categorical word) {
        categorical.add(word);
      }
    }
    Fitting fitting = new Fitting(request, raw, numeric.size());
    List<FeatureMap.Numbers> numbers = new ArrayList<>();
    for (int i = 0; i < numeric.size(); i++) {
      numbers.add(fitting.numbers(numeric.get(i), i));
    }
    List<FeatureMap.Words> words = new ArrayList<>();
    for (int i = 0; i < categorical.size(); i++) {
      words.add(new FeatureMap.Words(categorical.get(i), fitting.categories(i)));
    }
    return new FeatureMap(request.scaling(), request.p(), request.nulls(), numbers, words);
  }

  private FeatureMap.Numbers numbers(Feature.Numeric feature, int column) {
    double[] known =
        IntStream.of(rows)
            .mapToDouble(row -> feature.of(raw.number(column, row)))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    double fill =
        switch (request.nulls()) {
          case MEAN -> known.length == 0 ? 0 : sum(known, 0) / known.length;
          case ZERO -> 0;
          case DROP -> Double.NaN;
        };
    double[] all = known;
    if (known.length < rows.length) {
      all = Arrays.copyOf(known, rows.length);
      Arrays.fill(all, known.length, all.length, fill);
      Arrays.sort(all);
    }
    return scaled(feature, fill, all);
  }

  private FeatureMap.Numbers scaled(Feature.Numeric feature, double fill, double[] sorted) {
    int n = sorted.length;
    double centre = 0;
    double scale = 1;
    if (n > 0) {
      switch (request.scaling()) {
        case NONE, L1ROW, L2ROW, MAXROW, LPROW -> {}
        case ZSCORE -> {
          centre = sum(sorted, 0) / n;
          scale = sorted[0] == sorted[n - 1] ? 0 : Math.sqrt(squares(sorted, centre) / n);
        }
        case MINMAX -> {
          centre = sorted[0];
          scale = sorted[n - 1] - sorted[0];
        }
        case ROBUST -> {
          centre = Quantile.of(sorted, 0.5);
          scale = Quantile.of(sorted, 0.75) - Quantile.of(sorted, 0.25);
        }
      }
    }
    // A column that says nothing is left where it is.
    boolean isFlat = scale == 0 || !Double.isFinite(scale);
    return new FeatureMap.Numbers(feature, fill, centre, isFlat ? 1 : scale);
  }

  private static double sum(double[] values, double less) {
    double sum = 0;
    for (double value : values) {
      sum += value - less;
    }
    return sum;
  }

  private static double squares(double[] values, double centre) {
    double sum = 0;
    for (double value : values) {
      sum += (value - centre) * (value - centre);
    }
    return sum;
  }

  /** The most frequent words, ties by alphabet. */
  private List<String> categories(int column) {
    List<String> words = raw.words(column);
    long[] counts = new long[words.size()];
    for (int row : rows) {
      counts[raw.code(column, row)]++;
    }
    List<String> sorted =
        IntStream.range(0, words.size())
            .filter(code -> counts[code] > 0)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer code) -> -counts[code]).thenComparing(words::get))
            .map(words::get)
            .toList();
    if (sorted.size() <= request.maxCategories()) {
      return sorted;
    }
    List<String> kept = new ArrayList<>(sorted.subList(0, request.maxCategories()));
    kept.add(FeatureMap.OTHER);
    return kept;
  }
}
