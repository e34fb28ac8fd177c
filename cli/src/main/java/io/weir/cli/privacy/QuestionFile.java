// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of questions: a JSON array of objects whose values are texts, numbers, or arrays of
 * these.
 */
final class QuestionFile {
  private static final long LARGEST = 1 << 20;
  private static final String SCALAR = "\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[\"\\\\/])*+\"|[-+0-9.eE]++";
  private static final Pattern TOKEN =
      Pattern.compile("\\s*+(?:([\\[\\]{},:])|(" + SCALAR + "))\\s*+");

  private final Path file;
  private final String text;
  private int at;

  private QuestionFile(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * The questions in words.
   *
   * @throws WeirException of kind USAGE when the file has none
   */
  static List<Map<String, String>> read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw WeirException.usage(
            "Cannot read the questions in %s: the file is too large. Ask fewer at once.", file);
      }
      return new QuestionFile(file, Files.readString(file)).questions();
    } catch (IOException e) {
      throw WeirException.usage(
          "Cannot read the questions in %s: %s.", file, WeirException.reason(e));
    }
  }

  private List<Map<String, String>> questions() {
    List<Map<String, String>> questions = new ArrayList<>();
    expect("[");
    do {
      questions.add(question());
    } while (next().equals(","));
    expectBehind("]");
    if (at < text.length()) {
      throw refused("the end");
    }
    return questions;
  }

  private Map<String, String> question() {
    Map<String, String> words = new LinkedHashMap<>();
    expect("{");
    do {
      String name = scalar(next());
      expect(":");
      String value = next();
      words.put(name, value.equals("[") ? list() : scalar(value));
    } while (next().equals(","));
    expectBehind("}");
    return words;
  }

  /** The elements, with commas between, as options have them. */
  private String list() {
    List<String> elements = new ArrayList<>();
    do {
      elements.add(scalar(next()));
    } while (next().equals(","));
    expectBehind("]");
    return String.join(",", elements);
  }

  private String last = "";

  private String next() {
    Matcher token = TOKEN.matcher(text).region(at, text.length());
    if (!token.lookingAt()) {
      throw refused("a value");
    }
    at = token.end();
    last = token.group().strip();
    return last;
  }

  private void expect(String mark) {
    if (!next().equals(mark)) {
      throw refused(mark);
    }
  }

  /** Checks what came last. */
  private void expectBehind(String mark) {
    if (!last.equals(mark)) {
      throw refused(mark);
    }
  }

  private String scalar(String token) {
    if (token.length() == 1 && "[]{},:".contains(token)) {
      throw refused("a text or number");
    }
    return token.startsWith("\"")
        ? token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1")
        : token;
  }

  private WeirException refused(String wanted) {
    return WeirException.usage(
        "Cannot read the questions in %s: at character %d there should be %s. Write a JSON array of"
            + " objects such as {\"question\":\"volume\",\"cap\":\"2g\"}.",
        file, at, wanted);
  }
}
