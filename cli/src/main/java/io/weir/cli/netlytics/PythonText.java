// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.output.ValueText;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of values as Python shows them: {@code True}, {@code 1e-05}, {@code ['A', 'B']}. */
final class PythonText {
  private static final HexFormat HEX = HexFormat.of();

  private PythonText() {}

  /** A value in a cell; NULL, and what is not a number, is empty. */
  static String of(@Nullable Object value) {
    if (value == null || (value instanceof Double number && number.isNaN())) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    return shown(value);
  }

  /** A value inside a list. */
  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "None";
    } else if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    } else if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    } else if (value instanceof String text) {
      return quoted(text);
    } else if (value instanceof List<?> list) {
      return list.stream().map(PythonText::shown).collect(Collectors.joining(", ", "[", "]"));
    }
    return ValueText.of(value);
  }

  /** Plain from 1e-4 up to 1e16, else with an exponent of at least two digits. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (Double.isNaN(value)) {
      return "nan";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    } else if (size == 0 || (size >= 1e-4 && size < 1e16)) {
      return ValueText.of(value);
    }
    BigDecimal decimal = new BigDecimal(ValueText.of(value)).stripTrailingZeros();
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder().append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c == quote) {
            out.append('\\').append(c);
          } else if (c < 0x20 || c == 0x7f) {
            out.append("\\x").append(HEX.toHexDigits((byte) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append(quote).toString();
  }
}
