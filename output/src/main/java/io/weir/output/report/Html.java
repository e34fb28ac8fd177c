// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.output.ValueText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text and tables as HTML. What comes from data is text, whatever it says. */
final class Html {
  /** More than most names and addresses have; the rest of a longer text is cut. */
  private static final int LONGEST_CELL = 160;

  private static final String ABSENT = "–";
  private static final String TIME = "<td class=\"d\">";

  /** Numbers from here on are whole: their digits say more than a power of ten. */
  private static final double LARGE = 1e4;

  private static final double LARGEST = 1e15;
  private static final MathContext DIGITS = new MathContext(4);

  private Html() {}

  /** A text that stands for itself in HTML and in its attributes. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isShown(c) ? c : 0xfffd);
              }
            });
    return out.toString();
  }

  /** Not those that end a document, turn the direction of text, or are half of a character. */
  private static boolean isShown(int c) {
    int type = Character.getType(c);
    return c == '\n'
        || (type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE);
  }

  /** Rows of a table, with a head. */
  static String table(Frame rows, int from, int to) {
    StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
    for (Column column : rows.columns()) {
      html.append("<th").append(isNumber(column) ? " class=\"n\"" : "");
      if (!column.meaning().isEmpty()) {
        html.append(" title=\"").append(escaped(column.meaning())).append('"');
      }
      html.append('>').append(escaped(column.name().replace('_', ' '))).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (int i = from; i < to; i++) {
      html.append("<tr>");
      for (int c = 0; c < rows.columns().size(); c++) {
        Column column = rows.columns().get(c);
        html.append(isNumber(column) ? "<td class=\"n\">" : isTime(column) ? TIME : "<td>");
        html.append(escaped(cell(rows.shown().get(i).get(c), column))).append("</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table>\n").toString();
  }

  private static boolean isTime(Column column) {
    return column.type() == ColumnType.TIMESTAMP || column.type() == ColumnType.DATE;
  }

  private static boolean isNumber(Column column) {
    return column.type() == ColumnType.BIGINT
        || column.type() == ColumnType.INTEGER
        || column.type() == ColumnType.DOUBLE;
  }

  private static String cell(@Nullable Object value, Column column) {
    if (value == null) {
      return ABSENT;
    }
    if (value instanceof Number number) {
      return number(number, column);
    }
    String text = value instanceof List<?> list ? elements(list) : ValueText.of(value);
    if (column.type() == ColumnType.TIMESTAMP && text.indexOf('.') > 0) {
      text = text.substring(0, Math.min(text.length(), text.indexOf('.') + 4));
    }
    if (text.codePointCount(0, text.length()) <= LONGEST_CELL) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, LONGEST_CELL)) + "…";
  }

  private static String elements(List<?> list) {
    return list.stream()
        .map(element -> element == null ? ABSENT : element(element))
        .collect(Collectors.joining(", "));
  }

  /** Of a number in a list the digits that count, as of one alone, without zeros behind them. */
  private static String element(Object element) {
    if (!(element instanceof Double number) || !Double.isFinite(number)) {
      return ValueText.of(element);
    }
    return isLarge(number)
        ? grouped("%,.0f", number)
        : ValueText.of(new BigDecimal(number).round(DIGITS).doubleValue());
  }

  private static boolean isLarge(double number) {
    return Math.abs(number) >= LARGE && Math.abs(number) < LARGEST;
  }

  private static String number(Number number, Column column) {
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      return ABSENT;
    }
    if (column.unit().equals("bytes") || column.unit().equals("s")) {
      return Measure.of(column.unit()).text(value);
    }
    if (column.type() == ColumnType.DOUBLE) {
      return isLarge(value) ? grouped("%,.0f", value) : String.format(Locale.ROOT, "%.4g", value);
    }
    // Numbers of ports and codes are no amounts.
    return column.unit().isEmpty() ? ValueText.of(number) : grouped("%,d", number.longValue());
  }

  private static String grouped(String format, Number number) {
    return String.format(Locale.ROOT, format, number).replace(',', '\u202f');
  }
}
