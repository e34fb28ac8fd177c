// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How rows become vectors: the columns, and all that was learned from the rows it was made of.
 * Immutable.
 *
 * @param p of {@link Scaling#LPROW}; empty for the others
 * @param numbers come first in a vector
 * @param words a dimension for each category
 */
public record FeatureMap(
    Scaling scaling, Optional<Double> p, Nulls nulls, List<Numbers> numbers, List<Words> words) {
  /** The category of all that were not kept. */
  public static final String OTHER = "__OTHER__";

  public FeatureMap {
    numbers = List.copyOf(numbers);
    words = List.copyOf(words);
  }

  /**
   * What was learned of a column of numbers.
   *
   * @param fill stands for an absent number; NaN where its row is left out
   */
  record Numbers(Feature.Numeric feature, double fill, double centre, double scale) {}

  /**
   * What was learned of a column of words.
   *
   * @param categories the most frequent first, each with a dimension; {@link #OTHER} last, if any
   */
  record Words(Feature.Categorical feature, List<String> categories) {
    Words {
      categories = List.copyOf(categories);
    }
  }

  List<Feature> features() {
    List<Feature> features = new ArrayList<>();
    numbers.forEach(column -> features.add(column.feature()));
    words.forEach(column -> features.add(column.feature()));
    return features;
  }

  /** The name of each dimension. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    numbers.forEach(column -> names.add(column.feature().label()));
    for (Words column : words) {
      column.categories().forEach(word -> names.add(column.feature().label() + "=" + word));
    }
    return names;
  }

  /**
   * A number of a dimension as it was before scaling; a category's share as it is.
   *
   * @param dimension of a vector
   */
  public double original(int dimension, double value) {
    if (dimension >= numbers.size() || scaling.isByRow()) {
      return value;
    }
    Numbers column = numbers.get(dimension);
    return value * column.scale() + column.centre();
  }

  /** The vectors of rows; rows that lack a number that nothing stands for are left out. */
  Vectors encode(RawFeatures raw) {
    Vectors vectors = Vectors.zero(complete(raw), names().size());
    for (int j = 0; j < numbers.size(); j++) {
      Numbers column = numbers.get(j);
      for (int i = 0; i < vectors.size(); i++) {
        double value = column.feature().of(raw.number(j, vectors.place(i)));
        double filled = Double.isNaN(value) ? column.fill() : value;
        vectors.set(i, j, (filled - column.centre()) / column.scale());
      }
    }
    int first = numbers.size();
    for (int j = 0; j < words.size(); j++) {
      List<String> categories = words.get(j).categories();
      int[] dimensions = dimensions(categories, raw.words(j));
      for (int i = 0; i < vectors.size(); i++) {
        int dimension = dimensions[raw.code(j, vectors.place(i))];
        if (dimension >= 0) {
          vectors.set(i, first + dimension, 1);
        }
      }
      first += categories.size();
    }
    if (scaling.isByRow()) {
      vectors.normalise(scaling, p.orElse(Double.NaN));
    }
    return vectors;
  }

  /** The dimension of each word; -1 for one that was never seen and has no other. */
  private static int[] dimensions(List<String> categories, List<String> words) {
    Map<String, Integer> known = new HashMap<>();
    for (int i = 0; i < categories.size(); i++) {
      known.put(categories.get(i), i);
    }
    int other = known.getOrDefault(OTHER, -1);
    return words.stream().mapToInt(word -> known.getOrDefault(word, other)).toArray();
  }

  /** The places of the rows that have all numbers, or something to stand for them. */
  private int[] complete(RawFeatures raw) {
    return IntStream.range(0, raw.size())
        .filter(
            row ->
                IntStream.range(0, numbers.size())
                    .allMatch(
                        j ->
                            !Double.isNaN(numbers.get(j).fill())
                                || !Double.isNaN(raw.number(j, row))))
        .toArray();
  }
}
