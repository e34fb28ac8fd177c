// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.EngineOptions;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.cli.Surroundings;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.output.OutputForm;
import io.weir.output.Sinks;
import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.RefusalReason;
import io.weir.privacy.ledger.RefusedRequest;
import io.weir.privacy.ledger.Registration;
import io.weir.privacy.ledger.SqlLedger;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.Asked;
import io.weir.privacy.question.QuestionForm;
import io.weir.privacy.question.QuestionWords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Asks a private question. Nothing that it shows depends on the records but the answers, with their
 * noise: no counts, no progress, no failure of reading.
 */
@AutoService(Subcommand.class)
public final class AskCommand implements Subcommand {
  private static final Pattern SELECT = Pattern.compile("(?i)^\\s*select\\s");

  @Override
  public String name() {
    return "private ask";
  }

  @Override
  public String summary() {
    return "Ask a registered dataset a question; the answer has noise and is charged.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration
        .argument("DATASET", "its name in the ledger")
        .optionalArgument(
            "QUESTION", String.join(", ", QuestionWords.KINDS) + "; or a SELECT, in quotes");
    LedgerOption.declare(declaration);
    declaration
        .option("--token", "TOKEN", "Who asks. Usually set in WEIR_TOKEN.")
        .option("--questions", "FILE", "Ask these at once: a JSON array of objects of the options.")
        .flag("--dry-run", "Show what it would cost and how far the noise goes; read nothing.");
    AskOptions.declare(declaration);
    declaration
        .section("Answer")
        .option(
            "-f --format",
            "FORM",
            "table, csv, json, ndjson or markdown. Default: table on a terminal, else csv.");
    declaration.examples(
        "weir private ask campus volume --from 2026-03-01 --to 2026-03-07 --cap 5g --epsilon 0.1",
        "weir private ask campus \"SELECT COUNT(*) FROM flows\" --from 2026-03-01 --cap 9 --rho 0.1",
        "weir private ask campus top --from 2026-03-01 --epsilon 0.5 --limit 20 --every 1d",
        "weir private ask campus feature --column c_rtt_ms --low 0 --high 500 --from 2026-03-01 --rho 1");
  }

  @Override
  public int run(Given given, Session session) throws IOException {
    String name = given.argument(0).orElse("");
    OutputForm form = form(given, session);
    List<Asked> questions = questions(given);
    try (Ledger ledger = SqlLedger.open(LedgerOption.address(given))) {
      Registration registration = ledger.dataset(name);
      EngineOptions engines = EngineOptions.USUAL.with(registration.dataset().running());
      RegisteredDesk.requireLookUps(questions, engines);
      if (given.isSet("--dry-run")) {
        show(AnswerTable.ofNoise(questions, registration.dataset()), form, session);
        for (Asked asked : questions) {
          session.tell("Cost: %s.".formatted(asked.cost(registration.dataset())));
        }
        return 0;
      }
      Analyst analyst = analyst(given, ledger, name);
      List<Answer> answers =
          new RegisteredDesk(ledger, session, EngineOptions.USUAL)
              .ask(name, analyst.name(), questions);
      show(AnswerTable.of(questions, answers), form, session);
      tell(session, ledger, name, analyst.name(), questions, answers);
    }
    return 0;
  }

  private static List<Asked> questions(Given given) {
    Map<String, String> words = new LinkedHashMap<>();
    Optional<String> first = given.argument(1);
    boolean isSql = first.filter(word -> SELECT.matcher(word).find()).isPresent();
    first.ifPresent(word -> words.put(isSql ? "sql" : "question", word));
    words.putAll(AskOptions.words(given));
    if (isSql) {
      words.put("question", "sql");
    }
    Optional<Path> file = given.path("--questions");
    if (file.isEmpty()) {
      return List.of(QuestionWords.parse(words));
    }
    List<Asked> questions = new ArrayList<>();
    Set<String> unheeded = new TreeSet<>(words.keySet());
    for (Map<String, String> own : QuestionFile.read(file.get())) {
      Map<String, String> all = heeded(words, own);
      unheeded.removeAll(all.keySet());
      questions.add(QuestionWords.parse(all));
    }
    if (!unheeded.isEmpty()) {
      String name = unheeded.iterator().next();
      throw WeirException.usage(
          "Cannot ask the questions in %s with --%s: none of them has such a setting. Leave it out.",
          file.get(), name);
    }
    return questions;
  }

  /** What the line says holds for each question that has such a setting and does not say it. */
  private static Map<String, String> heeded(Map<String, String> line, Map<String, String> own) {
    Map<String, String> all = new LinkedHashMap<>(line);
    String kind = own.getOrDefault("question", line.getOrDefault("question", ""));
    all.keySet().removeIf(name -> !QuestionForm.isFor(kind, name));
    all.putAll(own);
    return all;
  }

  private static Analyst analyst(Given given, Ledger ledger, String dataset) {
    Optional<Analyst> analyst = given.text("--token").flatMap(ledger::analystOf);
    if (analyst.isEmpty()) {
      ledger.refuse(
          List.of(
              new RefusedRequest(
                  0,
                  Instant.now().truncatedTo(ChronoUnit.SECONDS),
                  RefusalReason.TOKEN,
                  "",
                  "",
                  dataset,
                  "",
                  "",
                  1)));
      throw WeirException.usage(
          "Cannot ask: the token is nobody's, or has expired. Set WEIR_TOKEN to that which weir"
              + " private analyst add told.");
    }
    return analyst.get();
  }

  private static OutputForm form(Given given, Session session) {
    List<String> words =
        Arrays.stream(OutputForm.values())
            .filter(form -> !form.isWrittenByEngine())
            .map(OutputForm::word)
            .toList();
    boolean isScreen = session.surroundings().isScreen(Surroundings.Screen.OUT);
    String word = given.text("--format").orElse(isScreen ? "table" : "csv");
    return OutputForm.named(word)
        .filter(form -> !form.isWrittenByEngine())
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot write the form %s: private answers have none such. %s",
                    word, Nearest.remedy(word, "Forms", words)));
  }

  private static void show(AnswerTable rows, OutputForm form, Session session) throws IOException {
    Sinks.of(form, session.surroundings().style()).write(rows, session.surroundings().out());
  }

  private static void tell(
      Session session,
      Ledger ledger,
      String dataset,
      String analyst,
      List<Asked> questions,
      List<Answer> answers) {
    for (int i = 0; i < answers.size(); i++) {
      String number = answers.size() == 1 ? "" : (i + 1) + ". ";
      answers.get(i).notes().forEach(note -> session.tell(number + note));
      Days days = questions.get(i).question().frame().days();
      session.tell(
          "%s%s left to the dataset: %s; to %s: %s."
              .formatted(
                  number,
                  answers.get(i).isStored() ? "Shown again, for nothing;" : "Paid;",
                  ledger.balance(dataset, days).left(),
                  analyst,
                  ledger.balance(dataset, analyst, days).left()));
    }
  }
}
