// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.privacy.question.QuestionForm;
import io.weir.privacy.question.QuestionWords;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be said of a private question. */
final class AskOptions {
  private AskOptions() {}

  static void declare(Declaration declaration) {
    for (QuestionForm.Setting setting : QuestionForm.SETTINGS) {
      declaration
          .section(setting.section())
          .option("--" + setting.name(), setting.label(), setting.wholeHelp());
    }
  }

  /** What the line says, by name. */
  static Map<String, String> words(Given given) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String name : QuestionWords.NAMES) {
      if (!name.equals("question")) {
        given.text("--" + name).ifPresent(text -> words.put(name, text));
      }
    }
    return words;
  }
}
