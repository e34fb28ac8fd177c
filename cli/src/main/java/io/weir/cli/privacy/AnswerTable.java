// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.engine.Result;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.AnswerRow;
import io.weir.privacy.question.Asked;
import io.weir.privacy.question.ExpectedNoise;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers as rows for sinks, without the columns in which no row has anything. */
final class AnswerTable implements Result {
  private final List<Column> columns = new ArrayList<>();
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private int row = -1;

  private AnswerTable(List<Column> all, List<List<@Nullable Object>> cells) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      int column = i;
      if (cells.stream().anyMatch(row -> row.get(column) != null)
          || all.get(i).name().equals("value")) {
        kept.add(i);
        columns.add(all.get(i));
      }
    }
    for (List<@Nullable Object> one : cells) {
      List<@Nullable Object> shown = new ArrayList<>();
      kept.forEach(i -> shown.add(one.get(i)));
      rows.add(shown);
    }
  }

  /** What was answered. */
  static AnswerTable of(List<Asked> questions, List<Answer> answers) {
    List<Column> columns =
        List.of(
            Column.of("question", ColumnType.STRING),
            Column.of("time", ColumnType.TIMESTAMP),
            Column.of("key", ColumnType.STRING),
            Column.of("from", ColumnType.DOUBLE),
            Column.of("to", ColumnType.DOUBLE),
            Column.of("of", ColumnType.STRING),
            Column.of("value", ColumnType.DOUBLE),
            Column.of("error95", ColumnType.DOUBLE));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      for (AnswerRow row : answers.get(i).rows()) {
        rows.add(
            Arrays.asList(
                label(questions, i),
                row.time().orElse(null),
                row.key().orElse(null),
                row.from().map(AnswerTable::number).orElse(null),
                row.to().map(AnswerTable::number).orElse(null),
                row.what(),
                number(row.value()),
                row.error().map(AnswerTable::number).orElse(null)));
      }
    }
    return new AnswerTable(columns, rows);
  }

  /** What would be added to the answers. */
  static AnswerTable ofNoise(List<Asked> questions, Dataset dataset) {
    List<Column> columns =
        List.of(
            Column.of("question", ColumnType.STRING),
            Column.of("of", ColumnType.STRING),
            Column.of("noise", ColumnType.STRING),
            Column.of("scale", ColumnType.DOUBLE),
            Column.of("error95", ColumnType.DOUBLE));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      for (ExpectedNoise noise : ExpectedNoise.of(questions.get(i), dataset)) {
        rows.add(
            Arrays.asList(
                label(questions, i),
                noise.what(),
                noise.kind(),
                number(noise.scale()),
                number(noise.error())));
      }
    }
    return new AnswerTable(columns, rows);
  }

  private static @Nullable String label(List<Asked> questions, int i) {
    return questions.size() == 1 ? null : (i + 1) + " " + questions.get(i).question().kind();
  }

  /** Whole numbers as such. */
  private static Object number(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    boolean isWhole = plain.scale() <= 0 && plain.precision() - plain.scale() <= 18;
    return isWhole ? (Object) plain.longValueExact() : value;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public boolean next() {
    return ++row < rows.size();
  }

  @Override
  public @Nullable Object value(int column) {
    return rows.get(row).get(column);
  }

  @Override
  public void close() {}
}
