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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Private questions beside the plain sums by user and day that they rest on, over the conn.log of
 * {@link io.weir.benchmarks.generate.LogGenerator}, in one warm process, with a ledger in a file.
 * Users are once those of a declared column, so that both sum the same columns by the same keys;
 * and once the end that is inside, which both have to find.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.compare.PrivateComparison
 *   [logs=DIRECTORY] [runs=5] [threads=2] [python=/usr/bin/python3] [scans=10] [what=column]</pre>
 *
 * With {@code python}, an interpreter that has pandas, the way of DPMon stands beside it.
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

  /** The day that is asked about, and what plain sums have of it. */
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private static final String OF_DAY =
      """
      SELECT count(*), CAST(sum(bytes) AS BIGINT) FROM (
        SELECT c_ip, sum(c_bytes + s_bytes) AS bytes FROM flows
        WHERE ts >= TIMESTAMP '2026-03-01' AND ts < TIMESTAMP '2026-03-02'
        GROUP BY c_ip) AS users""";

  private static final String BY_COLUMN = "column";
  private static final String BY_DIRECTION = "direction";
  private static final String ANALYST = "ada";
  private static final String FREE = "1000";

  /** Each question is a new one, so that none is answered from the ledger. */
  private int asked;

  private final String dataset;

  private final Desk desk;
  private final Desk.Source source;

  private PrivateComparison(Ledger ledger, Engine engine, String dataset) {
    this.dataset = dataset;
    this.desk = new Desk(ledger, ExactNoise.secure());
    this.source = (registered, work) -> work.accept(engine);
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words = Words.of(arguments, "logs", "runs", "threads", "python", "scans", "what");
    int threads = (int) words.number("threads", Runtime.getRuntime().availableProcessors());
    int runs = (int) words.number("runs", 5);
    Path log = words.path("logs", "logs").resolve("tsv").resolve("conn.log");
    Path directory = Files.createTempDirectory("ledger");
    Path file = directory.resolve("ledger.db");
    try (WeirEngine weir = new WeirEngine(List.of(log), threads);
        Ledger ledger = SqlLedger.make(file.toString())) {
      register(ledger);
      Turns.printHead();
      PrivateComparison byColumn = new PrivateComparison(ledger, weir.engine(), BY_COLUMN);
      List<Turns.Mode> modes = new ArrayList<>();
      modes.add(new Turns.Mode("plain sums", () -> nothing(weir.rows(PLAIN))));
      modes.addAll(byColumn.modes());
      Turns.print("conn.log", "users of a column", runs, modes);
      if (!words.text("python", "").isEmpty()) {
        new PandasQuestions(words.text("python", ""), log, directory)
            .print(
                Math.min(runs, 3),
                (int) words.number("scans", 10),
                DAY.atStartOfDay(ZoneOffset.UTC).toEpochSecond(),
                weir.rows(OF_DAY));
      }
      if (words.text("what", "all").equals(BY_COLUMN)) {
        return;
      }
      PrivateComparison byDirection = new PrivateComparison(ledger, weir.engine(), BY_DIRECTION);
      modes.clear();
      modes.add(new Turns.Mode("plain sums", () -> nothing(weir.rows(BY_USER))));
      modes.addAll(byDirection.modes());
      Turns.print("conn.log", "users inside", runs, modes);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(directory.resolve("questions.py"));
      Files.deleteIfExists(directory);
    }
  }

  private List<Turns.Mode> modes() {
    return List.of(
        new Turns.Mode("one private volume", () -> ask(volumes(1, 0))),
        new Turns.Mode("100 private volumes", () -> ask(volumes(100, 0))),
        new Turns.Mode("100 with other caps", () -> ask(volumes(100, 1))),
        new Turns.Mode("100 of five kinds", () -> ask(mixed())));
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
    for (String name : List.of(BY_COLUMN, BY_DIRECTION)) {
      Map<String, String> columns = name.equals(BY_COLUMN) ? Map.of("flows", "c_ip") : Map.of();
      Users daily = Users.BY_DAY;
      Users users =
          new Users(
              daily.unit(),
              daily.zone(),
              columns,
              daily.ipv6PrefixLength(),
              daily.customers(),
              daily.outside());
      ledger.register(
          new Dataset(
              name, List.of("logs"), Map.of(), users, Direction.OF_DATA, cap, Delta.LARGEST, name),
          List.of());
    }
    Instant later = Instant.now().plus(1, ChronoUnit.DAYS);
    ledger.add(new Analyst(ANALYST, later, cap, new TreeSet<>(), new TreeSet<>()));
  }

  private String ask(List<Asked> questions) {
    List<Answer> answers = desk.ask(dataset, ANALYST, questions, source);
    if (answers.stream().anyMatch(Answer::isStored)) {
      throw new IllegalStateException("a question was asked before");
    }
    return "";
  }

  /** Questions for all bytes, whose caps grow by a step. */
  private List<Asked> volumes(int count, int step) {
    List<Asked> questions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      questions.add(asked("volume", "of", "all", "cap", String.valueOf(1_000_000_000 + step * i)));
    }
    return questions;
  }

  private List<Asked> mixed() {
    List<Asked> questions = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String server = "93.184.0." + i;
      questions.add(asked("volume", "of", "upload", "way", "outgoing", "cap", "1g"));
      questions.add(asked("volume", "of", "flows", "server", server, "cap", "1k"));
      questions.add(asked("volume", "of", "users", "server", server, "every", "6h"));
      questions.add(asked("histogram", "edges", "1000,1000000"));
      questions.add(asked("feature", "column", "duration", "low", "0", "high", "60"));
    }
    return questions;
  }

  private Asked asked(String kind, String... settings) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("question", kind);
    words.put("from", DAY.toString());
    words.put("epsilon", "0.0001%08d".formatted(++asked));
    for (int i = 0; i < settings.length; i += 2) {
      words.put(settings[i], settings[i + 1]);
    }
    return QuestionWords.parse(words);
  }
}
