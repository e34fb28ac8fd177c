// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.anomalies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.weir.analyses.anomalies.Bounds.Method;
import io.weir.analyses.tables.ListedRows;
import io.weir.analyses.tables.MadeTables;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutliersTest {
  private final MadeTables out = new MadeTables();

  private static ListedRows rows(@Nullable Object... values) {
    ListedRows rows = new ListedRows(Column.of("x", ColumnType.DOUBLE));
    Arrays.stream(values).forEach(value -> rows.row(value));
    return rows;
  }

  private void look(ListedRows rows, Method method, double k, String... by) {
    new Outliers(List.of("x"), List.of(by), method, k).run(List.of(rows), out);
  }

  /** Of 1, 2, 3, 4, 100 the mean is 22, the deviation 39.0128…, the median 3, its deviation 1. */
  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, 1.5, -36.5192276, 80.5192276, 1.9993429",
    "BOXPLOT, 1.5, -1, 7, 48",
    "BOXPLOT, 3, -4, 10, 48",
    "MAD, 3.5, -2.1891, 8.1891, 65.4256037"
  })
  void boundsAreThoseOfTheMethod(
      Method method, double k, double lower, double upper, double score) {
    Bounds bounds = Bounds.of(new double[] {1, 2, 3, 4, 100}, method, k);
    Offset<Double> near = within(1e-6);
    assertThat(bounds.lower()).isCloseTo(lower, near);
    assertThat(bounds.upper()).isCloseTo(upper, near);
    assertThat(bounds.score(100)).isCloseTo(score, near);
  }

  @Test
  void onlyRowsBeyondTheBoundsComeOutInTheirOrder() {
    look(rows(100.0, 1.0, 2.0, 3.0, 4.0, -100.0, 2.0), Method.BOXPLOT, 1.5);
    assertThat(out.rows("weir rows"))
        .extracting(row -> row.get(0), row -> row.get(2))
        .containsExactly(tuple(0L, "high"), tuple(5L, "low"));
  }

  /** A value at the bound is usual. */
  @Test
  void theBoundsThemselvesAreUsual() {
    look(rows(1.0, 2.0, 3.0, 4.0, 7.0), Method.BOXPLOT, 1.5);
    assertThat(out.rows("weir rows")).isEmpty();
    assertThat(out.rows("weir bounds")).containsExactly(List.of(List.of(), 5L, 0L, -1.0, 7.0));
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void aConstantSeriesHasNoAnomalies(Method method) {
    look(rows(0.1, 0.1, 0.1), method, method.k());
    assertThat(out.rows("weir rows")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void absentAndInfiniteValuesAreLeftOut(Method method) {
    look(rows(null, Double.NaN, Double.POSITIVE_INFINITY, 1.0), method, method.k());
    assertThat(out.rows("weir rows")).isEmpty();
    assertThat(out.rows("weir bounds")).extracting(row -> row.get(1)).containsExactly(1L);
  }

  @Test
  void withoutSpreadAnotherValueHasNoScore() {
    look(rows(5.0, 5.0, 5.0, 6.0), Method.MAD, 3.5);
    assertThat(out.rows("weir rows")).containsExactly(Arrays.asList(3L, null, "high"));
  }

  @Test
  void groupsAreLookedAtApart() {
    ListedRows rows =
        new ListedRows(Column.of("x", ColumnType.BIGINT), Column.of("g", ColumnType.STRING));
    for (long i = 1; i <= 4; i++) {
      rows.row(i, "a").row(1000 + i, null);
    }
    rows.row(1002L, "a");
    look(rows, Method.BOXPLOT, 1.5, "g");
    assertThat(out.rows("weir rows")).extracting(row -> row.get(0)).containsExactly(8L);
    assertThat(out.rows("weir bounds"))
        .extracting(row -> row.get(0))
        .as("the group with the unusual row first")
        .containsExactly(List.of("a"), Arrays.asList((String) null));
  }
}
