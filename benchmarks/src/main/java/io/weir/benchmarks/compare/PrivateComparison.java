// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.benchmarks.Words;
import io.weir.model.engine.Engine;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.SqlLedger;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.noise.ExactNoise;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.Asked;
import io.weir.privacy.question.Desk;
import io.weir.privacy.question.QuestionWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Private questions beside the plain sums by user and day that they rest on, over the conn.log of
 * {@link io.weir.benchmarks.generate.LogGenerator}, in one warm process, with a ledger in a file.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.compare.PrivateComparison
 *   [logs=DIRECTORY] [runs=5] [threads=2]</pre>
 */
public final class PrivateComparison {
  private static final String PLAIN =
      """
      SELECT count(*), sum(bytes) FROM (
        SELECT c_ip, CAST(ts AS DATE) AS day, sum(c_bytes + s_bytes) AS bytes
        FROM flows GROUP BY c_ip, CAST(ts AS DATE)) AS users""";

  /** The same by the end that is inside, whose traffic private questions count. */
  private static final String BY_USER =
      PLAIN.replace("c_ip", "CASE direction WHEN 'outgoing' THEN c_ip ELSE s_ip END");

  private static final String DATASET = "benchmark";
  private static final String ANALYST = "ada";
  private static final String FREE = "1000";

  /** Each question is a new one, so that none is answered from the ledger. */
  private int asked;

  private final Desk desk;
  private final Desk.Source source;

  private PrivateComparison(Ledger ledger, Engine engine) {
    this.desk = new Desk(ledger, ExactNoise.secure());
    this.source = (dataset, work) -> work.accept(engine);
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words = Words.of(arguments, "logs", "runs", "threads");
    int threads = (int) words.number("threads", Runtime.getRuntime().availableProcessors());
    int runs = (int) words.number("runs", 5);
    Path log = words.path("logs", "logs").resolve("tsv").resolve("conn.log");
    Path file = Files.createTempDirectory("ledger").resolve("ledger.db");
    try (WeirEngine weir = new WeirEngine(List.of(log), threads);
        Ledger ledger = SqlLedger.make(file.toString())) {
      register(ledger);
      PrivateComparison of = new PrivateComparison(ledger, weir.engine());
      Turns.printHead();
      Turns.print(
          "conn.log",
          "volume",
          runs,
          List.of(
              new Turns.Mode("plain sums", () -> nothing(weir.rows(PLAIN))),
              new Turns.Mode("the same by user", () -> nothing(weir.rows(BY_USER))),
              new Turns.Mode("one private volume", () -> of.ask(of.volume())),
              new Turns.Mode("100 private volumes", () -> of.ask(of.volumes())),
              new Turns.Mode("100 of all kinds", () -> of.ask(of.mixed()))));

    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.getParent());
    }
  }

  /** Answers differ by their noise. */
  private static String nothing(String answer) {
    if (answer.isEmpty()) {
      throw new IllegalStateException("no answer");
    }
    return "";
  }

  private static void register(Ledger ledger) {
    Cap cap = new Cap.Pure(Epsilon.parse(FREE));
    ledger.register(
        new Dataset(
            DATASET,
            List.of("logs"),
            Map.of(),
            Users.BY_DAY,
            Direction.OF_DATA,
            cap,
            Delta.LARGEST,
            DATASET),
        List.of());
    Instant later = Instant.now().plus(1, ChronoUnit.DAYS);
    ledger.add(new Analyst(ANALYST, later, cap, new TreeSet<>(), new TreeSet<>()));
  }

  private String ask(List<Asked> questions) {
    List<Answer> answers = desk.ask(DATASET, ANALYST, questions, source);
    if (answers.stream().anyMatch(Answer::isStored)) {
      throw new IllegalStateException("a question was asked before");
    }
    return "";
  }

  private List<Asked> volume() {
    return List.of(asked("volume", "of", "all"));
  }

  private List<Asked> volumes() {
    List<Asked> questions = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      questions.add(asked("volume", "of", "all"));
    }
    return questions;
  }

  private List<Asked> mixed() {
    List<Asked> questions = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String server = "93.184.0." + i;
      questions.add(asked("volume", "of", "upload", "way", "outgoing"));
      questions.add(asked("volume", "of", "flows", "server", server));
      questions.add(asked("volume", "of", "users", "server", server, "every", "6h"));
      questions.add(asked("histogram", "edges", "1000,1000000"));
      questions.add(asked("feature", "column", "duration", "low", "0", "high", "60"));
    }
    return questions;
  }

  private Asked asked(String kind, String... settings) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("question", kind);
    words.put("from", "2026-03-01");
    words.put("epsilon", "0.0001%08d".formatted(++asked));
    if (kind.equals("volume")) {
      words.put("cap", "1g");
    }
    for (int i = 0; i < settings.length; i += 2) {
      words.put(settings[i], settings[i + 1]);
    }
    return QuestionWords.parse(words);
  }
}
