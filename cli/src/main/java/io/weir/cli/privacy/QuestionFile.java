// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.cli.json.Json;
import io.weir.cli.json.JsonReader;
import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a file of questions: a JSON array of objects whose values are texts, numbers, or arrays of
 * these.
 */
final class QuestionFile {
  private static final long LARGEST = 1 << 20;
  private static final String REMEDY =
      "Write a JSON array of objects such as {\"question\":\"volume\",\"cap\":\"2g\"}.";

  private final Path file;

  private QuestionFile(Path file) {
    this.file = file;
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
      Json json = JsonReader.read(Files.readAllBytes(file), "the questions in " + file, REMEDY);
      return new QuestionFile(file).questions(json);
    } catch (IOException e) {
      throw WeirException.usage(
          "Cannot read the questions in %s: %s.", file, WeirException.reason(e));
    }
  }

  private List<Map<String, String>> questions(Json json) {
    if (!(json instanceof Json.Elements elements) || elements.all().isEmpty()) {
      throw refused("it is no array of questions");
    }
    List<Map<String, String>> questions = new ArrayList<>();
    for (Json element : elements.all()) {
      if (!(element instanceof Json.Fields fields) || fields.all().isEmpty()) {
        throw refused("a question is no object of words");
      }
      Map<String, String> words = new LinkedHashMap<>();
      fields.all().forEach((name, value) -> words.put(name, word(name, value)));
      questions.add(words);
    }
    return questions;
  }

  /** A value as options have it: elements with commas between. */
  private String word(String name, Json value) {
    if (value instanceof Json.Elements elements && !elements.all().isEmpty()) {
      return String.join(
          ",", elements.all().stream().map(element -> scalar(name, element)).toList());
    }
    return scalar(name, value);
  }

  private String scalar(String name, Json value) {
    if (value instanceof Json.Text text) {
      return text.value();
    }
    if (value instanceof Json.Digits) {
      return value.text();
    }
    throw refused("%s is no text, number or array of these".formatted(name));
  }

  private WeirException refused(String reason) {
    return WeirException.usage("Cannot read the questions in %s: %s. %s", file, reason, REMEDY);
  }
}
