// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.report;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.EngineOptions;
import io.weir.cli.Given;
import io.weir.cli.InputOptions;
import io.weir.cli.RecordOptions;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.cli.Work;
import io.weir.model.WeirException;
import io.weir.output.WholeFile;
import io.weir.output.report.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Shows what is in an input on one page. */
@AutoService(Subcommand.class)
public final class ReportCommand implements Subcommand {
  private static final String DEFAULT_FILE = "report.html";

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String summary() {
    return "Show what is in captures and logs, on one page that can be mailed.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration.furtherArguments("INPUT", "files, directories or patterns; - for standard input");
    declaration
        .section("Page")
        .option(
            "-o --output",
            "FILE",
            "Write the page to this file, as HTML; default: report.html. It fetches nothing.")
        .option("--title", "TEXT", "The page's title; default: the input's name.");
    InputOptions.declare(declaration);
    RecordOptions.declare(declaration);
    EngineOptions.declare(declaration);
    declaration.examples(
        "weir report capture.pcap",
        "weir report /opt/zeek/logs/2026-03-01 -o office.html --title \"The office on 1 March\"");
  }

  @Override
  public int run(Given given, Session session) throws IOException {
    List<String> inputs = given.arguments(0);
    if (inputs.isEmpty()) {
      throw WeirException.usage(
          "Cannot make a report without input. Name files or directories, or - for standard input.");
    }
    Path output =
        given
            .text("--output")
            .map(
                text ->
                    given
                        .path("--output")
                        .orElseThrow(
                            () ->
                                WeirException.usage(
                                    "Cannot write the report to %s: it is written to this machine"
                                        + " only. Name a file.",
                                    text)))
            .orElse(Path.of(DEFAULT_FILE));
    try (WholeFile file = WholeFile.at(output);
        Work work =
            Work.open(
                session,
                inputs,
                InputOptions.of(given, session),
                EngineOptions.of(given),
                RecordOptions.of(given))) {
      Page page = new Page(given.text("--title").orElseGet(() -> title(inputs)));
      new Report(work, session, EngineOptions.of(given), page).fill();
      page.write(file.stream());
      file.publish();
    }
    session.tell("wrote " + output);
    return 0;
  }

  /** The names of the inputs, without the directories around them. */
  private static String title(List<String> inputs) {
    String first = inputs.get(0);
    String shortened = first.replaceFirst("/+$", "").replaceFirst("^.*/", "");
    String name = shortened.isEmpty() ? first : shortened;
    String named = name.equals("-") ? "standard input" : name;
    return "Traffic in "
        + named
        + (inputs.size() > 1 ? " and " + (inputs.size() - 1) + " more" : "");
  }
}
