// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of expected answers: maps, lists, texts (also for numbers), booleans and null. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** The first value of a text. */
  static @Nullable Object parse(String text) {
    return new Json(text).value();
  }

  /** The values of a text, one after another. */
  static List<@Nullable Object> parseAll(String text) {
    Json json = new Json(text);
    List<@Nullable Object> values = new ArrayList<>();
    while (json.peek() != 0) {
      values.add(json.value());
    }
    return values;
  }

  /** A member of a map by its path; null if it or one above it is not there. */
  static @Nullable Object at(@Nullable Object value, String... path) {
    Object found = value;
    for (String name : path) {
      found = found instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return found;
  }

  /** A member as text; empty if it is not there. */
  static String text(@Nullable Object value, String... path) {
    Object found = at(value, path);
    return found == null ? "" : found.toString();
  }

  /** A member that is a list; empty if it is not there. */
  static List<?> list(@Nullable Object value, String... path) {
    return at(value, path) instanceof List<?> list ? list : List.of();
  }

  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private @Nullable Object value() {
    return switch (peek()) {
      case '{' -> map();
      case '[' -> list();
      case '"' -> string();
      default -> word();
    };
  }

  private @Nullable Object word() {
    int from = at;
    while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    return switch (word) {
      case "null" -> null;
      case "true", "false" -> Boolean.valueOf(word);
      default -> word;
    };
  }

  private Map<String, @Nullable Object> map() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    at++;
    while (peek() != '}') {
      String name = string();
      expect(':');
      map.put(name, value());
      if (peek() == ',') {
        at++;
        peek();
      }
    }
    at++;
    return map;
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> list = new ArrayList<>();
    at++;
    while (peek() != ']') {
      list.add(value());
      if (peek() == ',') {
        at++;
      }
    }
    at++;
    return list;
  }

  private void expect(char expected) {
    if (peek() != expected) {
      throw new IllegalArgumentException("Not JSON at " + at + ": " + text.charAt(at));
    }
    at++;
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (text.charAt(at) != '"') {
      char each = text.charAt(at++);
      string.append(each == '\\' ? escaped() : each);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char each = text.charAt(at++);
    return switch (each) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> each;
    };
  }
}
