// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.analyses.tables.ListedRows;
import io.weir.analyses.tables.MadeTables;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.WeirException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EncodedTest {
  private static final ListedRows FLOWS =
      new ListedRows(
              Column.of("bytes", ColumnType.BIGINT),
              Column.of("proto", ColumnType.STRING),
              Column.of("tags", ColumnType.STRING_LIST),
              Column.of("rtt", ColumnType.DOUBLE))
          .row(0L, "tcp", null, 0.5)
          .row(10L, "udp", null, null)
          .row(40L, "tcp", null, Double.POSITIVE_INFINITY)
          .row(50L, null, null, 1.5);

  private final MadeTables out = new MadeTables();

  private static FeatureRequest request(
      String numerical, String categorical, Scaling scaling, Nulls nulls) {
    Optional<Double> p = scaling == Scaling.LPROW ? Optional.of(3.0) : Optional.empty();
    return new FeatureRequest(words(numerical), words(categorical), scaling, p, nulls, 2);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  private Encoded encoded(FeatureRequest request) {
    return Encoded.of(request, List.of(FLOWS), List.of(Encoded.FEATURES), out);
  }

  /** As StandardScaler, MinMaxScaler, RobustScaler and Normalizer of scikit-learn give them. */
  @ParameterizedTest
  @CsvSource({
    "NONE, 0, 10, 40, 50",
    "ZSCORE, -1.212678125, -0.727606875, 0.727606875, 1.212678125",
    "MINMAX, 0, 0.2, 0.8, 1",
    "ROBUST, -0.714285714, -0.428571429, 0.428571429, 0.714285714",
    "L2ROW, 0, 1, 1, 1"
  })
  void numbersAreScaled(Scaling scaling, double a, double b, double c, double d) {
    Vectors vectors = encoded(request("bytes", "", scaling, Nulls.MEAN)).vectors();
    assertThat(vectors.values()).containsExactly(new double[] {a, b, c, d}, within(1e-9));
  }

  /** As Normalizer of scikit-learn and of MLlib gives them, for a p of 1, 2, infinity and 3. */
  @ParameterizedTest
  @CsvSource({
    "L1ROW, 0.375, -0.5, 0.125",
    "L2ROW, 0.588348405, -0.784464541, 0.196116135",
    "MAXROW, 0.75, -1, 0.25",
    "LPROW, 0.664546404, -0.886061872, 0.221515468"
  })
  void rowsAreScaledByThemselvesAndZerosStay(Scaling scaling, double a, double b, double c) {
    ListedRows rows =
        new ListedRows(
                Column.of("x", ColumnType.DOUBLE),
                Column.of("y", ColumnType.DOUBLE),
                Column.of("z", ColumnType.DOUBLE))
            .row(3.0, -4.0, 1.0)
            .row(0.0, 0.0, 0.0);
    FeatureRequest request = request("x,y,z", "", scaling, Nulls.MEAN);
    Vectors vectors = Encoded.of(request, List.of(rows), List.of(), out).vectors();
    assertThat(vectors.values()).containsExactly(new double[] {a, b, c, 0, 0, 0}, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"MEAN, 1.0, 4", "ZERO, 0.0, 4", "DROP, NaN, 2"})
  void absentNumbersFollowThePolicy(Nulls nulls, double second, int rows) {
    Vectors vectors = encoded(request("rtt", "", Scaling.NONE, nulls)).vectors();
    assertThat(vectors.size()).isEqualTo(rows);
    if (rows == 4) {
      assertThat(vectors.values()).containsExactly(0.5, second, second, 1.5);
      assertThat(out.counts()).isEmpty();
    } else {
      assertThat(vectors.place(1)).isEqualTo(3);
      assertThat(out.counts()).containsExactly(java.util.Map.entry("rows_left_out", 2L));
    }
  }

  @Test
  void dimensionsAreInTheUsersOrderNumbersFirst() {
    Encoded encoded = encoded(request("rtt:log1p,bytes", "proto", Scaling.NONE, Nulls.ZERO));
    // Of three words two are kept; __NA__ comes before udp in the alphabet.
    assertThat(encoded.map().names())
        .containsExactly("log1p(rtt)", "bytes", "proto=tcp", "proto=__NA__", "proto=__OTHER__");
    assertThat(encoded.vectors().cell(1)).containsExactly(0.0, 10.0, 0.0, 0.0, 1.0);
    assertThat(encoded.vectors().cell(3)).containsExactly(Math.log1p(1.5), 50.0, 0.0, 1.0, 0.0);
  }

  @Test
  void withoutNamesAllNumbersAreFeatures() {
    Encoded encoded = encoded(request("", "", Scaling.NONE, Nulls.ZERO));
    assertThat(encoded.map().names()).containsExactly("bytes", "rtt");
  }

  @ParameterizedTest
  @EnumSource(Scaling.class)
  void aColumnOfOneValueIsFinite(Scaling scaling) {
    ListedRows same = new ListedRows(Column.of("x", ColumnType.DOUBLE)).row(7.1).row(7.1).row(7.1);
    FeatureRequest request = request("x", "", scaling, Nulls.MEAN);
    double[] values = Encoded.of(request, List.of(same), List.of(), out).vectors().values();
    double each = scaling == Scaling.NONE ? 7.1 : scaling.isByRow() ? 1 : 0;
    assertThat(values).containsExactly(new double[] {each, each, each}, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "byte; ''; Cannot use byte as a feature: the rows have no such column. Did you mean bytes?",
        "proto; ''; Cannot use proto as a number: it is STRING. Name it under categorical, or CAST"
            + " it in a query.",
        "''; tags; Cannot use tags as a category: it is ARRAY<STRING>. Take one value of it in a"
            + " query.",
        "''; proto:sdl; Cannot use proto:sdl as a feature: there is no encoder sdl. Did you mean"
            + " sld?",
        "''; proto:prefix/33; Cannot use proto:prefix/33 as a feature: an address has 32 bits, or"
            + " 128. Write prefix/24/48."
      })
  void whatCannotBeAFeatureIsRefused(String numerical, String categorical, String message) {
    FeatureRequest request = request(numerical, categorical, Scaling.NONE, Nulls.MEAN);
    assertThatThrownBy(() -> encoded(request))
        .isInstanceOf(WeirException.class)
        .hasMessage(message);
  }

  @Test
  void aTakenNameIsRefused() {
    FeatureRequest request = request("bytes", "", Scaling.NONE, Nulls.MEAN);
    List<Column> added = List.of(Column.of("Proto", ColumnType.BIGINT));
    assertThatThrownBy(() -> Encoded.of(request, List.of(FLOWS), added, out))
        .hasMessage(
            "Cannot add the column Proto: the rows have one of that name. Rename it in a query.");
  }

  @Test
  void theNormIsToldWhereRowsAreDividedByItAndNowhereElse() {
    Optional<Double> p = Optional.of(3.0);
    assertThatThrownBy(
            () -> new FeatureRequest(List.of(), List.of(), Scaling.L2ROW, p, Nulls.MEAN, 2))
        .hasMessage(
            "Cannot use p without scaling=lprow, which divides each row by its length in that norm.");
    FeatureRequest untold =
        new FeatureRequest(List.of(), List.of(), Scaling.LPROW, Optional.empty(), Nulls.MEAN, 2);
    assertThat(untold.p()).contains(2.0);
  }

  @ParameterizedTest
  @EnumSource(Scaling.class)
  void aModelTellsTheSameMapAgain(Scaling scaling) {
    FeatureMap map = encoded(request("rtt:log1p,bytes", "proto", scaling, Nulls.DROP)).map();
    assertThat(Model.map(Model.facts(map))).isEqualTo(map);
  }
}
