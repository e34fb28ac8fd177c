// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text (RFC 8259) into maps, lists, strings, doubles, booleans and nulls: enough for
 * the small files that look-ups come with. Of equal keys the last counts.
 */
final class Json {
  private static final int MAX_DEPTH = 64;

  private final String text;
  private int at;
  private int depth;

  private Json(String text) {
    this.text = text;
  }

  /**
   * Reads the whole text as one value.
   *
   * @throws IllegalArgumentException if it is not JSON; the message tells the character
   */
  static @Nullable Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value();
    if (json.next() != 0) {
      throw json.unexpected();
    }
    return value;
  }

  private @Nullable Object value() {
    return switch (next()) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() {
    enter();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (next() != '}') {
      if (!members.isEmpty()) {
        expect(',');
      }
      if (next() != '"') {
        throw unexpected();
      }
      String key = string();
      expect(':');
      members.put(key, value());
    }
    leave();
    return members;
  }

  private List<@Nullable Object> list() {
    enter();
    List<@Nullable Object> elements = new ArrayList<>();
    while (next() != ']') {
      if (!elements.isEmpty()) {
        expect(',');
      }
      elements.add(value());
    }
    leave();
    return elements;
  }

  private void enter() {
    at++;
    if (++depth > MAX_DEPTH) {
      throw unexpected();
    }
  }

  private void leave() {
    at++;
    depth--;
  }

  private String string() {
    at++;
    int start = at;
    while (current() != '"' && current() != '\\') {
      at++;
    }
    if (current() == '"') {
      return text.substring(start, at++);
    }
    StringBuilder unescaped = new StringBuilder().append(text, start, at);
    while (current() != '"') {
      char c = text.charAt(at++);
      unescaped.append(c == '\\' ? escape() : c);
    }
    at++;
    return unescaped.toString();
  }

  private char escape() {
    char c = current();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw unexpected();
    };
  }

  private char unicode() {
    int value = 0;
    for (int end = at + 4; at < end; at++) {
      int digit = Character.digit(current(), 16);
      if (digit < 0) {
        throw unexpected();
      }
      value = (value << 4) | digit;
    }
    return (char) value;
  }

  private Double number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.valueOf(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw unexpected();
    }
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw unexpected();
    }
    at += word.length();
    return value;
  }

  private void expect(char c) {
    if (next() != c) {
      throw unexpected();
    }
    at++;
  }

  /** The next character that is no blank, not yet taken; 0 at the end. */
  private char next() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  /** The character at hand; an error at the end. */
  private char current() {
    if (at >= text.length()) {
      throw unexpected();
    }
    return text.charAt(at);
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("not JSON at character " + (at + 1));
  }
}
