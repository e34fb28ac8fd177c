// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rows of an answer as the ledger keeps them: a line each, cells divided by tabs. */
final class AnswerText {
  private static final String NONE = "\\N";

  private AnswerText() {}

  static String of(List<AnswerRow> rows) {
    StringBuilder text = new StringBuilder();
    for (AnswerRow row : rows) {
      cell(text, row.time(), '\t');
      cell(text, row.key().map(AnswerText::escaped), '\t');
      cell(text, row.from().map(BigDecimal::toPlainString), '\t');
      cell(text, row.to().map(BigDecimal::toPlainString), '\t');
      text.append(row.what()).append('\t').append(row.value().toPlainString()).append('\t');
      cell(text, row.error().map(BigDecimal::toPlainString), '\n');
    }
    return text.toString();
  }

  private static void cell(StringBuilder text, Optional<?> value, char end) {
    text.append(value.map(Object::toString).orElse(NONE)).append(end);
  }

  static List<AnswerRow> rows(String text) {
    List<AnswerRow> rows = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] cells = line.split("\t", -1);
      rows.add(
          new AnswerRow(
              read(cells[0], LocalDateTime::parse),
              read(cells[1], AnswerText::unescaped),
              read(cells[2], BigDecimal::new),
              read(cells[3], BigDecimal::new),
              cells[4],
              new BigDecimal(cells[5]),
              read(cells[6], BigDecimal::new)));
    }
    return rows;
  }

  private static <T> Optional<T> read(String cell, Function<String, T> reader) {
    return cell.equals(NONE) ? Optional.empty() : Optional.of(reader.apply(cell));
  }

  /** Names come from the network: whatever is no plain character is written as a number. */
  private static String escaped(String key) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c < 0x20 || c == '\\' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String unescaped(String cell) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < cell.length(); i++) {
      if (cell.startsWith("\\u", i)) {
        key.append((char) Integer.parseInt(cell.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        key.append(cell.charAt(i));
      }
    }
    return key.toString();
  }
}
