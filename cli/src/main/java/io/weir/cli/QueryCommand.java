// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import com.google.auto.service.AutoService;
import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.job.Question;
import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Answers a question in SQL. */
@AutoService(Subcommand.class)
public final class QueryCommand implements Subcommand {
  @Override
  public String name() {
    return "query";
  }

  @Override
  public String summary() {
    return "Answer a question in SQL over logs, captures and tables in files.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration
        .argument("SQL", "the question, in quotes; weir schema shows tables and columns")
        .furtherArguments(
            "INPUT",
            "files, directories or patterns; - for standard input; NAME=PATH to name one; none to"
                + " try a function");
    AnswerOptions.declare(declaration);
    declaration.flag(
        "--explain", "Show which files and columns would be read, and the plan; read nothing.");
    InputOptions.declare(declaration);
    RecordOptions.declare(declaration);
    EngineOptions.declare(declaration);
    declaration.examples(
        "weir query \"SELECT s_ip, sum(s_bytes) AS bytes FROM named_flows GROUP BY s_ip\" logs/",
        "weir query \"SELECT ts, c_ip, name FROM named_flows LIMIT 20\" capture.pcap -f json",
        "zcat conn.*.gz | weir query \"SELECT count(*) FROM zeek_conn\" -",
        "weir query \"SELECT sld('www.example.co.uk') AS domain\"",
        "weir query \"SELECT * FROM http\" logs/ --from 2026-03-01 --to 2026-03-02 -o http.parquet");
  }

  @Override
  public int run(Given given, Session session) throws IOException {
    String sql = given.argument(0).orElse("");
    if (isFile(sql)) {
      throw WeirException.usage(
          "Cannot run weir query: the first argument must be SQL, but is a file (%s). Put the SQL"
              + " first, in quotes.",
          sql);
    }
    if (Question.isFirstWord(sql) && !given.arguments(1).isEmpty()) {
      throw WeirException.usage(
          "Cannot run weir query: the SQL is in several arguments, the first of which is %s. Put it in"
              + " quotes.",
          sql);
    }
    AnswerOptions answer = AnswerOptions.of(given, session.surroundings());
    if (given.isSet("--explain") && (answer.output().isPresent() || answer.address().isPresent())) {
      throw WeirException.usage(
          "Cannot write the answer with --explain: there is none. Leave one of -o and --explain out.");
    }
    List<String> arguments = given.arguments(1);
    InputSettings settings = InputOptions.of(given, session);
    EngineOptions engines = EngineOptions.of(given);
    RecordOptions records = RecordOptions.of(given);
    OpenedInputs inputs = arguments.isEmpty() ? Inputs.none() : Inputs.open(arguments, settings);
    try (Work work = Work.open(session, inputs, engines, records)) {
      answer(work, Question.in(sql), answer, given.isSet("--explain"), session);
    }
    return 0;
  }

  private static void answer(
      Work work, String sql, AnswerOptions options, boolean isExplain, Session session)
      throws IOException {
    try {
      if (isExplain) {
        session.print(Explained.text(work.inputs(), work.engine().explain(sql)));
      } else {
        work.write(options, work.answer(sql));
      }
    } catch (WeirException e) {
      throw work.worded(e, sql);
    }
  }

  private static boolean isFile(String text) {
    try {
      return !text.isEmpty() && Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
