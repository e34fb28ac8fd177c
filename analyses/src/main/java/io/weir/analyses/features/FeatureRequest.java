// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.model.analysis.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which columns become features, and how: parameters of every analysis that learns from them.
 *
 * @param numerical columns, each with {@code :log1p} behind it or nothing
 * @param categorical columns, each with the word of an encoder behind it or nothing
 * @param p of {@link Scaling#LPROW}, 2 where it is not told; empty for the others
 * @param maxCategories categories kept of a column; the others become one
 */
public record FeatureRequest(
    @Parameter(
            help =
                "columns that are numbers, with commas between; :log1p behind one takes its"
                    + " logarithm; default: all, where no columns are named")
        List<String> numerical,
    @Parameter(
            help =
                "other columns; behind one :prefix/24/48 makes addresses prefixes, :port makes"
                    + " ports classes, :sld makes names registered domains")
        List<String> categorical,
    @Parameter(
            help =
                "how numbers are made comparable: none, zscore, minmax, robust (median and"
                    + " quartiles); or l1row, l2row, maxrow: each row by its sum, length or"
                    + " greatest number; or lprow: by its length in the norm of p",
            defaultValue = "zscore")
        Scaling scaling,
    @Parameter(help = "the p of scaling=lprow, at least 1; default: 2", min = 1) Optional<Double> p,
    @Parameter(
            help = "what stands for absent numbers: mean, zero, or drop, which leaves the row out",
            defaultValue = "mean")
        Nulls nulls,
    @Parameter(
            help = "categories kept of a column, the most frequent; the others are one",
            defaultValue = "100",
            min = 1)
        int maxCategories) {
  public FeatureRequest {
    numerical = List.copyOf(numerical);
    categorical = List.copyOf(categorical);
    if (p.isPresent() && scaling != Scaling.LPROW) {
      throw WeirException.usage(
          "Cannot use p without scaling=lprow, which divides each row by its length in that norm.");
    }
    p = scaling == Scaling.LPROW ? p.or(() -> Optional.of(2.0)) : p;
  }

  /** Whether no column is named: all that hold numbers are meant. */
  public boolean isOpen() {
    return numerical.isEmpty() && categorical.isEmpty();
  }

  /** The features, in the user's order, those that are numbers first. */
  List<Feature> features(List<Column> columns) {
    List<Feature> features = new ArrayList<>();
    if (isOpen()) {
      columns.stream()
          .filter(column -> isNumber(column.type()))
          .forEach(column -> features.add(new Feature.Numeric(column.name(), false)));
      if (features.isEmpty()) {
        throw WeirException.usage(
            "Cannot make features: no column holds numbers (%s). Name columns with categorical.",
            String.join(", ", columns.stream().map(Column::name).toList()));
      }
    }
    numerical.forEach(asked -> features.add(numeric(asked, columns)));
    categorical.forEach(asked -> features.add(categorical(asked, columns)));
    return features;
  }

  private static Feature numeric(String asked, List<Column> columns) {
    boolean isLogarithm = asked.endsWith(":log1p");
    String name = isLogarithm ? asked.substring(0, asked.length() - ":log1p".length()) : asked;
    return new Feature.Numeric(countable(name, columns).name(), isLogarithm);
  }

  /**
   * SQL for the number of a column.
   *
   * @param named the column; empty for the first that holds numbers
   * @throws WeirException of kind USAGE when there is none of that name, or it holds no numbers
   */
  public static String number(List<String> named, List<Column> columns) {
    if (!named.isEmpty()) {
      return number(countable(named.get(0), columns));
    }
    FeatureRequest open =
        new FeatureRequest(List.of(), List.of(), Scaling.NONE, Optional.empty(), Nulls.DROP, 1);
    return number(column(open.features(columns).get(0).column(), columns));
  }

  /**
   * SQL for the words of a column.
   *
   * @throws WeirException of kind USAGE when there is none of that name, or it holds lists
   */
  public static String word(String name, List<Column> columns) {
    return category(new Feature.Categorical(single(name, columns).name(), Encoder.PLAIN));
  }

  private static Column countable(String name, List<Column> columns) {
    Column column = column(name, columns);
    boolean isCountable =
        isNumber(column.type())
            || column.type() == ColumnType.TIMESTAMP
            || column.type() == ColumnType.BOOLEAN;
    if (!isCountable) {
      throw WeirException.usage(
          "Cannot use %s as a number: it is %s. Name it under categorical, or CAST it in a query.",
          column.name(), column.type());
    }
    return column;
  }

  private static Feature categorical(String asked, List<Column> columns) {
    int colon = asked.lastIndexOf(':');
    Column column = single(colon < 0 ? asked : asked.substring(0, colon), columns);
    Encoder encoder = colon < 0 ? Encoder.PLAIN : Encoder.named(asked.substring(colon + 1), asked);
    return new Feature.Categorical(column.name(), encoder);
  }

  /** A column whose cells hold one value. */
  private static Column single(String name, List<Column> columns) {
    Column column = column(name, columns);
    if (column.type().isList() || column.type() == ColumnType.BINARY) {
      throw WeirException.usage(
          "Cannot use %s as a category: it is %s. Take one value of it in a query.",
          column.name(), column.type());
    }
    return column;
  }

  static Column column(String name, List<Column> columns) {
    List<String> names = columns.stream().map(Column::name).toList();
    return columns.stream()
        .filter(column -> column.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot use %s as a feature: the rows have no such column. %s",
                    name, Nearest.remedy(name, "Columns", names)));
  }

  private static boolean isNumber(ColumnType type) {
    return type == ColumnType.INTEGER || type == ColumnType.BIGINT || type == ColumnType.DOUBLE;
  }

  /** SQL for the number of a column: seconds of a time, 0 and 1 of a truth. */
  static String number(Column column) {
    String name = "`" + column.name().replace("`", "``") + "`";
    return switch (column.type()) {
      case TIMESTAMP -> "unix_micros(" + name + ") / 1e6";
      case BOOLEAN -> "CASE WHEN " + name + " THEN 1.0 WHEN NOT " + name + " THEN 0.0 END";
      default -> "CAST(" + name + " AS DOUBLE)";
    };
  }

  static String category(Feature.Categorical feature) {
    return feature.encoder().of("`" + feature.column().replace("`", "``") + "`");
  }
}
