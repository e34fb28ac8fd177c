// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import io.weir.model.engine.Result;
import io.weir.output.ValueText;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** An event of an alert in one line: when, what, who, and what else its row says. */
final class AlertLine {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private AlertLine() {}

  static String of(String analysis, Result row) {
    StringBuilder line = new StringBuilder("ALERT  ");
    for (int i = 0; i < row.columns().size(); i++) {
      Object value = row.value(i);
      if (value == null) {
        continue;
      }
      String name = row.columns().get(i).name();
      String text = value instanceof LocalDateTime time ? TIME.format(time) : ValueText.of(value);
      switch (name) {
        case "event" -> line.append(analysis).append(' ').append(text);
        case "ts" -> line.append(" at ").append(text);
        default -> line.append(", ").append(name).append(' ').append(text.replace(", ", " "));
      }
    }
    return line.append('\n').toString();
  }
}
