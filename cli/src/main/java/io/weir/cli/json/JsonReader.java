// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.json;

import io.weir.model.WeirException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON from strangers: nothing but what RFC 8259 allows, no name twice in an object, no
 * control characters however they are written, and not nested deeply.
 */
public final class JsonReader {
  private static final int USUAL_DEPTH = 8;
  private static final Pattern NUMBER =
      Pattern.compile("-?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][-+]?+[0-9]++)?+");

  private final String what;
  private final String remedy;
  private final String text;
  private final int deepest;
  private int at;

  private JsonReader(String what, String remedy, String text, int deepest) {
    this.what = what;
    this.remedy = remedy;
    this.text = text;
    this.deepest = deepest;
  }

  /**
   * The value that bytes of UTF-8 are.
   *
   * @param what is read, for messages, such as {@code the request}
   * @param remedy a sentence that shows what should be there
   * @throws WeirException of kind USAGE when they are none
   */
  public static Json read(byte[] bytes, String what, String remedy) {
    return read(bytes, USUAL_DEPTH, what, remedy);
  }

  /**
   * The value that bytes of UTF-8 are.
   *
   * @param deepest how deep it may be nested
   * @param what is read, for messages, such as {@code the request}
   * @param remedy a sentence that shows what should be there
   * @throws WeirException of kind USAGE when they are none
   */
  public static Json read(byte[] bytes, int deepest, String what, String remedy) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw WeirException.usage("Cannot read %s: it is no text in UTF-8. %s", what, remedy);
    }
    JsonReader reader = new JsonReader(what, remedy, text, deepest);
    Json value = reader.value(0);
    reader.skipBlanks();
    if (reader.at < text.length()) {
      throw reader.refused("the end");
    }
    return value;
  }

  private Json value(int depth) {
    skipBlanks();
    char c = at < text.length() ? text.charAt(at) : 0;
    return switch (c) {
      case '{' -> fields(deeper(depth));
      case '[' -> elements(deeper(depth));
      case '"' -> new Json.Text(string());
      case 't' -> word("true", Json.Word.TRUE);
      case 'f' -> word("false", Json.Word.FALSE);
      case 'n' -> word("null", Json.Word.NULL);
      default -> number();
    };
  }

  private int deeper(int depth) {
    if (depth == deepest) {
      throw WeirException.usage(
          "Cannot read %s: it is nested more than %d deep at character %d. %s",
          what, deepest, at, remedy);
    }
    return depth + 1;
  }

  private Json fields(int depth) {
    Map<String, Json> fields = new LinkedHashMap<>();
    at++;
    skipBlanks();
    if (accepts('}')) {
      return new Json.Fields(fields);
    }
    do {
      skipBlanks();
      if (at >= text.length() || text.charAt(at) != '"') {
        throw refused("a name in quotes");
      }
      String name = string();
      skipBlanks();
      expect(':');
      if (fields.put(name, value(depth)) != null) {
        throw WeirException.usage(
            "Cannot read %s: %s is said twice, up to character %d. Say it once.",
            what, shown(name), at);
      }
      skipBlanks();
    } while (accepts(','));
    expect('}');
    return new Json.Fields(fields);
  }

  private Json elements(int depth) {
    List<Json> elements = new ArrayList<>();
    at++;
    skipBlanks();
    if (accepts(']')) {
      return new Json.Elements(elements);
    }
    do {
      elements.add(value(depth));
      skipBlanks();
    } while (accepts(','));
    expect(']');
    return new Json.Elements(elements);
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return whole(value.toString());
      }
      if (c < 0x20) {
        throw refused("no control character");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    throw refused("a quote");
  }

  /** The character that an escape means; leaves the place at its last. */
  private char escaped() {
    at++;
    char c = at < text.length() ? text.charAt(at) : 0;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'u' -> hexadecimal();
      case 'b', 'f', 'n', 'r', 't' -> throw refused("no control character");
      default -> throw refused("an escape that JSON has");
    };
  }

  private char hexadecimal() {
    String digits = text.substring(at + 1, Math.min(text.length(), at + 5));
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw refused("four digits");
    }
    char meant = (char) Integer.parseInt(digits, 16);
    if (meant < 0x20) {
      throw refused("no control character");
    }
    at += 4;
    return meant;
  }

  /** Half a pair of surrogates is no character. */
  private String whole(String value) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw refused("no half character before it");
    }
    return value;
  }

  private Json word(String letters, Json.Word word) {
    if (!text.startsWith(letters, at)) {
      throw refused("a value");
    }
    at += letters.length();
    return word;
  }

  private Json number() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw refused("a value");
    }
    at = number.end();
    return new Json.Digits(number.group());
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean accepts(char mark) {
    boolean isThere = at < text.length() && text.charAt(at) == mark;
    at += isThere ? 1 : 0;
    return isThere;
  }

  private void expect(char mark) {
    if (!accepts(mark)) {
      throw refused(String.valueOf(mark));
    }
  }

  /** What somebody wrote, not longer than a message should be. */
  private static String shown(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "…";
  }

  private WeirException refused(String wanted) {
    return WeirException.usage(
        "Cannot read %s: at character %d there should be %s. %s", what, at, wanted, remedy);
  }
}
