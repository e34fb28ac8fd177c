// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value (RFC 8259). */
public sealed interface Json {
  /** Writes it behind what is there. */
  void write(StringBuilder out);

  /** The text of it. */
  default String text() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  /** A string. */
  record Text(String value) implements Json {
    @Override
    public void write(StringBuilder out) {
      quote(value, out);
    }
  }

  /**
   * A number.
   *
   * @param written as it is, for it may be longer than any number of the JVM
   */
  record Digits(String written) implements Json {
    @Override
    public void write(StringBuilder out) {
      out.append(written);
    }
  }

  /** What has a word of its own. */
  enum Word implements Json {
    TRUE("true"),
    FALSE("false"),
    NULL("null");

    private final String word;

    Word(String word) {
      this.word = word;
    }

    @Override
    public void write(StringBuilder out) {
      out.append(word);
    }
  }

  /** An array. */
  record Elements(List<Json> all) implements Json {
    public Elements {
      all = List.copyOf(all);
    }

    @Override
    public void write(StringBuilder out) {
      out.append('[');
      for (int i = 0; i < all.size(); i++) {
        out.append(i == 0 ? "" : ",");
        all.get(i).write(out);
      }
      out.append(']');
    }
  }

  /**
   * An object.
   *
   * @param all in their order
   */
  record Fields(Map<String, Json> all) implements Json {
    /** Without any. */
    public static final Fields NONE = new Fields(Map.of());

    public Fields {
      all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    /** The same with one more behind. */
    public Fields with(String name, Json value) {
      Map<String, Json> more = new LinkedHashMap<>(all);
      more.put(name, value);
      return new Fields(more);
    }

    /** The same with a text more. */
    public Fields with(String name, String value) {
      return with(name, new Text(value));
    }

    /** The same with a number more. */
    public Fields with(String name, long value) {
      return with(name, new Digits(Long.toString(value)));
    }

    /** The same with a decimal more. */
    public Fields with(String name, BigDecimal value) {
      return with(name, of(value));
    }

    /** The same with a truth more. */
    public Fields with(String name, boolean value) {
      return with(name, value ? Word.TRUE : Word.FALSE);
    }

    /** The same with an array of texts more. */
    public Fields with(String name, Collection<String> values) {
      return with(name, texts(values));
    }

    @Override
    public void write(StringBuilder out) {
      out.append('{');
      boolean isFirst = true;
      for (Map.Entry<String, Json> field : all.entrySet()) {
        out.append(isFirst ? "" : ",");
        isFirst = false;
        quote(field.getKey(), out);
        out.append(':');
        field.getValue().write(out);
      }
      out.append('}');
    }
  }

  /** A decimal, without exponent as far as that is short. */
  static Digits of(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    return new Digits(Math.abs(plain.scale()) <= 40 ? plain.toPlainString() : plain.toString());
  }

  /** An array of texts. */
  static Elements texts(Collection<String> values) {
    List<Json> all = new ArrayList<>();
    values.forEach(value -> all.add(new Text(value)));
    return new Elements(all);
  }

  /** A text in quotes. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    quote(text, out);
    return out.toString();
  }

  /** Writes a text in quotes behind what is there. */
  static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || isHalf(text, i)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** Half of a surrogate pair alone has no bytes in UTF-8. */
  private static boolean isHalf(String text, int at) {
    char c = text.charAt(at);
    boolean isFollowed =
        at + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(at + 1));
    boolean isLed = at > 0 && Character.isSurrogatePair(text.charAt(at - 1), c);
    return Character.isSurrogate(c) && !isFollowed && !isLed;
  }
}
