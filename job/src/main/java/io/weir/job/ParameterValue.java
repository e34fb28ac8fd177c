// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.WeirException;
import io.weir.model.analysis.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the value of one parameter.
 *
 * @param analysis the analysis' name, for messages
 * @param name the parameter's name, for messages
 */
record ParameterValue(String analysis, String name, Parameter parameter) {

  /** The value of a component of this type; the empty text is an absent Optional. */
  Object of(Type type, String text) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == Optional.class) {
        return text.isEmpty()
            ? Optional.empty()
            : Optional.of(of(generic.getActualTypeArguments()[0], text));
      }
      return text.isEmpty() ? List.of() : List.of(text.split("\\s*,\\s*", -1));
    }
    if (text.isEmpty() && type != String.class) {
      throw refused(text, "a value is needed");
    }
    return scalar((Class<?>) type, text);
  }

  private Object scalar(Class<?> type, String text) {
    if (type == String.class) {
      return text;
    } else if (type == int.class || type == Integer.class) {
      return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class || type == Long.class) {
      return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == double.class || type == Double.class) {
      return number(text);
    } else if (type == boolean.class || type == Boolean.class) {
      return truth(text);
    } else if (type == Duration.class) {
      return duration(text);
    } else if (type.isEnum()) {
      return constant(type, text);
    }
    throw new IllegalStateException("Parameter %s has no known type: %s".formatted(name, type));
  }

  private long whole(String text, long least, long most) {
    try {
      long value = Long.parseLong(text.replace("_", ""));
      if (value >= least && value <= most && isInRange((double) value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw refused(text, "it must be a whole number" + range(""));
    }
    throw refused(text, "it must be a whole number" + range(""));
  }

  private double number(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value) && isInRange(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw refused(text, "it must be a number" + range(""));
    }
    throw refused(text, "it must be a number" + range(""));
  }

  private Boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw refused(text, "it must be true or false");
    };
  }

  private Duration duration(String text) {
    Duration value =
        Durations.parse(text)
            .orElseThrow(() -> refused(text, "it must be " + Durations.FORM + range(" s")));
    if (!isInRange(value.toNanos() / 1e9)) {
      throw refused(text, "it must be a duration" + range(" s"));
    }
    return value;
  }

  private Object constant(Class<?> type, String text) {
    List<?> constants = Arrays.asList(type.getEnumConstants());
    for (Object constant : constants) {
      if (word(constant).equalsIgnoreCase(text.replace('_', '-'))) {
        return constant;
      }
    }
    List<String> words = constants.stream().map(ParameterValue::word).toList();
    throw refused(text, "it must be one of " + String.join(", ", words));
  }

  private static String word(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private boolean isInRange(double value) {
    return value >= parameter.min() && value <= parameter.max();
  }

  private String range(String unit) {
    boolean hasMin = parameter.min() > Double.NEGATIVE_INFINITY;
    boolean hasMax = parameter.max() < Double.POSITIVE_INFINITY;
    String min = plain(parameter.min()) + unit;
    String max = plain(parameter.max()) + unit;
    if (hasMin && hasMax) {
      return " from " + min + " to " + max;
    }
    return hasMin ? " of at least " + min : hasMax ? " of at most " + max : "";
  }

  private static String plain(double limit) {
    return Double.isInfinite(limit)
        ? ""
        : BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
  }

  private WeirException refused(String text, String allowed) {
    return WeirException.usage("Cannot set %s of %s: %s (%s).", name, analysis, allowed, text);
  }
}
