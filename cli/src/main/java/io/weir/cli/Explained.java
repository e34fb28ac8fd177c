// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.job.FileReport;
import io.weir.job.OpenedInputs;
import io.weir.model.engine.Engine.Explanation;
import io.weir.model.engine.Engine.ScanColumns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows what a question would do: the files, the columns, the plan. */
final class Explained {
  private static final int NAMED = 10;

  private Explained() {}

  static String text(OpenedInputs inputs, Explanation explanation) {
    StringBuilder text = new StringBuilder();
    Map<FileReport.Outcome, List<String>> files = new TreeMap<>();
    for (FileReport file : inputs.files()) {
      FileReport.Outcome outcome =
          file.outcome().isRead() ? FileReport.Outcome.RECOGNISED : file.outcome();
      files.computeIfAbsent(outcome, key -> new java.util.ArrayList<>()).add(file.path());
    }
    files.forEach((outcome, paths) -> appendFiles(text, heading(outcome), paths));
    text.append("columns read\n");
    // A table that a question reads twice in the same way is named once.
    for (ScanColumns scan : new LinkedHashSet<>(explanation.scans())) {
      String columns = scan.columns().isEmpty() ? "none" : String.join(", ", scan.columns());
      text.append("  ").append(scan.table()).append(": ").append(columns).append('\n');
    }
    return text.append("plan\n").append(explanation.plan().stripTrailing()).append('\n').toString();
  }

  private static String heading(FileReport.Outcome outcome) {
    return switch (outcome) {
      case RECOGNISED, TABLE -> "files matched";
      case OUTSIDE -> "files pruned, outside the time range by their path";
      case EMPTY, UNKNOWN, BROKEN, UNREADABLE -> "files not read, " + outcome;
    };
  }

  private static void appendFiles(StringBuilder text, String heading, List<String> paths) {
    text.append(heading).append(": ").append(paths.size()).append('\n');
    paths.stream().limit(NAMED).forEach(path -> text.append("  ").append(path).append('\n'));
    if (paths.size() > NAMED) {
      text.append("  and ").append(paths.size() - NAMED).append(" more\n");
    }
  }
}
