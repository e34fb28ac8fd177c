// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of a value, the same in every form of output.
 *
 * <p>Timestamps are {@code 2026-03-01 00:00:00}, with six decimals where they are not zero; lists
 * and structs are JSON; binary values are hexadecimal digits. JSON has no word for what is not a
 * number, so there it is a text: {@code "NaN"}.
 */
public final class ValueText {
  private static final HexFormat HEX = HexFormat.of();

  private ValueText() {}

  /** The plain text of a value that is not NULL. */
  public static String of(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Long || value instanceof Integer) {
      return value.toString();
    }
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /** A value as JSON; NULL is {@code null}. */
  static void appendJson(StringBuilder out, @Nullable Object value) {
    if (value == null) {
      out.append("null");
    } else if (isJsonLiteral(value)) {
      append(out, value);
    } else {
      appendQuoted(out, of(value));
    }
  }

  /** True when the plain text of a value is JSON without quotes. */
  static boolean isJsonLiteral(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return Double.isFinite(((Number) value).doubleValue());
    }
    return value instanceof Number
        || value instanceof Boolean
        || value instanceof List
        || value instanceof Map;
  }

  private static void append(StringBuilder out, Object value) {
    if (value instanceof Double || value instanceof Float) {
      DoubleText.append(out, ((Number) value).doubleValue());
    } else if (value instanceof LocalDateTime time) {
      appendTime(out, time);
    } else if (value instanceof BigDecimal decimal) {
      out.append(decimal.toPlainString());
    } else if (value instanceof byte[] bytes) {
      out.append(HEX.formatHex(bytes));
    } else if (value instanceof List<?> list) {
      appendList(out, list);
    } else if (value instanceof Map<?, ?> map) {
      appendMap(out, map);
    } else {
      out.append(value);
    }
  }

  private static void appendList(StringBuilder out, List<?> list) {
    char separator = '[';
    for (Object element : list) {
      out.append(separator);
      appendJson(out, element);
      separator = ',';
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private static void appendMap(StringBuilder out, Map<?, ?> map) {
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      appendQuoted(out, of(entry.getKey()));
      out.append(':');
      appendJson(out, entry.getValue());
      separator = ',';
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void appendTime(StringBuilder out, LocalDateTime time) {
    out.append(time.toLocalDate()).append(' ');
    appendTwo(out, time.getHour()).append(':');
    appendTwo(out, time.getMinute()).append(':');
    appendTwo(out, time.getSecond());
    int micros = time.getNano() / 1000;
    if (micros != 0) {
      out.append('.');
      for (int unit = 100_000; unit > 0; unit /= 10) {
        out.append((char) ('0' + micros / unit % 10));
      }
    }
  }

  private static StringBuilder appendTwo(StringBuilder out, int number) {
    return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static void appendQuoted(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.append(escape(c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** A character that may not stand in a JSON text, escaped (RFC 8259 section 7). */
  static String escape(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u00" + HEX.toHexDigits((byte) c);
    };
  }
}
