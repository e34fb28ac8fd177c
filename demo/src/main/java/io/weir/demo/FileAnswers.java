// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import io.weir.job.InputSettings;
import io.weir.job.Weir;
import io.weir.model.engine.Engine.PlanRun;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The questions asked of the capture itself, as a file, with the embedded engine. */
final class FileAnswers {
  private static final String FORMAT = "netflow";

  private FileAnswers() {}

  /** The rows as text, in alphabetical order. */
  static List<String> of(Question question, Path capture) {
    List<String> rows = new ArrayList<>();
    InputSettings settings = InputSettings.defaults().withInputFormat(FORMAT);
    try (Weir weir =
            Weir.open(
                List.of(capture.toString()), settings, "embedded", EngineSettings.defaults());
        PlanRun run = weir.run(question.analysis(), question.parameters());
        Result result = run.output(question.output())) {
      while (result.next()) {
        rows.add(ShownRows.text(result));
      }
    }
    rows.sort(null);
    return rows;
  }
}
