// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

import io.weir.model.Column;
import io.weir.model.WeirException;
import io.weir.model.analysis.Row;
import io.weir.model.analysis.WholeInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of features as they are read, before they are scaled: numbers and words. */
final class RawFeatures {
  /** Stands for NULL among categories. */
  static final String NONE = "__NA__";

  private static final int MOST = Integer.MAX_VALUE - 8;

  private final List<double[]> numbers = new ArrayList<>();
  private final List<int[]> codes = new ArrayList<>();
  private final List<Words> words = new ArrayList<>();
  private int size;

  private RawFeatures() {}

  static RawFeatures read(WholeInput input, List<Feature> features) {
    RawFeatures raw = new RawFeatures();
    List<String> expressions = new ArrayList<>();
    List<Column> columns = input.columns();
    List<Feature.Categorical> categorical = new ArrayList<>();
    for (Feature feature : features) {
      if (feature instanceof Feature.Numeric number) {
        expressions.add(FeatureRequest.number(FeatureRequest.column(number.column(), columns)));
        raw.numbers.add(new double[1024]);
      } else if (feature instanceof Feature.Categorical word) {
        FeatureRequest.column(word.column(), columns);
        categorical.add(word);
      }
    }
    for (Feature.Categorical word : categorical) {
      expressions.add(FeatureRequest.category(word));
      raw.codes.add(new int[1024]);
      raw.words.add(new Words());
    }
    input.read(expressions, raw::add);
    return raw;
  }

  private void add(Row row) {
    if (size == MOST) {
      throw WeirException.failed(
          "Cannot hold the rows: there are more than %d. Ask for less.", MOST);
    }
    for (int i = 0; i < numbers.size(); i++) {
      double[] column = numbers.get(i);
      if (column.length == size) {
        column = Arrays.copyOf(column, longer(size));
        numbers.set(i, column);
      }
      column[size] = row.doubleValue(i);
    }
    for (int i = 0; i < codes.size(); i++) {
      int[] column = codes.get(i);
      if (column.length == size) {
        column = Arrays.copyOf(column, longer(size));
        codes.set(i, column);
      }
      String word = row.text(numbers.size() + i);
      column[size] = words.get(i).code(word == null ? NONE : word);
    }
    size++;
  }

  private static int longer(int size) {
    return (int) Math.min(MOST, size * 2L);
  }

  int size() {
    return size;
  }

  /** The number of a row, NaN where there is none. */
  double number(int column, int row) {
    double value = numbers.get(column)[row];
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  int code(int column, int row) {
    return codes.get(column)[row];
  }

  /** The words of a column; a code is a place in it. */
  List<String> words(int column) {
    return words.get(column).list;
  }

  /** The different words of a column. */
  private static final class Words {
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> list = new ArrayList<>();

    int code(String word) {
      Integer known = codes.putIfAbsent(word, list.size());
      if (known != null) {
        return known;
      }
      list.add(word);
      return list.size() - 1;
    }
  }
}
