// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.weir.cli.json.Json;
import io.weir.cli.json.JsonReader;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.privacy.question.Asked;
import io.weir.privacy.question.QuestionWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request asks.
 *
 * @param isDryRun whether only the cost and the error are wanted
 */
record QuestionRequest(String dataset, List<Asked> questions, boolean isDryRun) {
  /** The most questions of one request. */
  static final int MOST = 100;

  /** Longer than any name or number. */
  private static final int LONGEST = 300;

  private static final int LONGEST_SQL = 1000;

  private static final List<String> FIELDS = List.of("dataset", "questions", "dryRun");

  private static final String REMEDY =
      "Send an object such as {\"dataset\":\"campus\",\"questions\":[{\"question\":\"users\"}]}.";

  /**
   * Reads a request.
   *
   * @throws WeirException of kind USAGE when it asks nothing that can be asked
   */
  static QuestionRequest of(byte[] body) {
    return of(JsonReader.read(body, "the request", REMEDY));
  }

  private static QuestionRequest of(Json request) {
    Map<String, Json> fields = fields(request, "the request");
    for (String name : fields.keySet()) {
      if (!FIELDS.contains(name)) {
        throw WeirException.usage(
            "Cannot ask with %s: a request has no such field. %s",
            shown(name), Nearest.remedy(shown(name), "Fields", FIELDS));
      }
    }
    return new QuestionRequest(dataset(fields), questions(fields), isDryRun(fields));
  }

  private static Map<String, Json> fields(Json json, String what) {
    if (json instanceof Json.Fields fields) {
      return fields.all();
    }
    throw WeirException.usage("Cannot ask: %s must be an object.", what);
  }

  private static String dataset(Map<String, Json> fields) {
    if (fields.get("dataset") instanceof Json.Text text) {
      return text.value();
    }
    throw WeirException.usage("Cannot ask: dataset must be the name of one.");
  }

  private static boolean isDryRun(Map<String, Json> fields) {
    Json dryRun = fields.getOrDefault("dryRun", Json.Word.FALSE);
    if (dryRun != Json.Word.TRUE && dryRun != Json.Word.FALSE) {
      throw WeirException.usage("Cannot ask: dryRun must be true or false.");
    }
    return dryRun == Json.Word.TRUE;
  }

  private static List<Asked> questions(Map<String, Json> fields) {
    if (!(fields.get("questions") instanceof Json.Elements elements)
        || elements.all().isEmpty()
        || elements.all().size() > MOST) {
      throw WeirException.usage(
          "Cannot ask: questions must be an array of 1 to %d questions.", MOST);
    }
    List<Asked> questions = new ArrayList<>();
    for (int i = 0; i < elements.all().size(); i++) {
      try {
        questions.add(question(fields(elements.all().get(i), "a question")));
      } catch (WeirException e) {
        throw numbered(e, i, elements.all().size());
      }
    }
    return questions;
  }

  /** The same failure, with which of several questions it is of. */
  static WeirException numbered(WeirException e, int place, int count) {
    return count == 1
        ? e
        : WeirException.of(
            e.kind(), "Question %d: %s".formatted(place + 1, e.getMessage()), e.getCause());
  }

  private static Asked question(Map<String, Json> fields) {
    Map<String, String> words = new LinkedHashMap<>();
    fields.forEach((name, value) -> words.put(shown(name), word(name, value)));
    return QuestionWords.parse(words);
  }

  /** A value as the command line has it. */
  private static String word(String name, Json value) {
    if (value instanceof Json.Elements elements && !elements.all().isEmpty()) {
      List<String> words = new ArrayList<>();
      for (Json element : elements.all()) {
        String word = scalar(name, element);
        if (word.contains(",")) {
          throw WeirException.usage(
              "Cannot set %s: none of its values can have a comma in it.", shown(name));
        }
        words.add(word);
      }
      return String.join(",", words);
    }
    return scalar(name, value);
  }

  private static String scalar(String name, Json value) {
    if (value instanceof Json.Text || value instanceof Json.Digits) {
      String word = value instanceof Json.Text text ? text.value() : value.text();
      int most = name.equals("sql") ? LONGEST_SQL : LONGEST;
      if (word.length() > most) {
        throw WeirException.usage(
            "Cannot set %s: a value can have %d characters at most.", shown(name), most);
      }
      return word;
    }
    throw WeirException.usage(
        "Cannot set %s: it must be a text, a number or an array of these.", shown(name));
  }

  private static String shown(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "…";
  }
}
