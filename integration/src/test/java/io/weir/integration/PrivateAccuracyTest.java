// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.InputSettings;
import io.weir.job.Weir;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Result;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.noise.ExactNoise;
import io.weir.privacy.noise.NoiseSource;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.AnswerRow;
import io.weir.privacy.question.Asked;
import io.weir.privacy.question.Desk;
import io.weir.privacy.question.QuestionWords;
import io.weir.testkit.SharedData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How far answers about real logs are from the truth, bounds and noise together. They have few
 * users, so that noise is much of it. The tables are those of docs/private-questions.md.
 */
class PrivateAccuracyTest {
  private static final int DRAWS = 25;
  private static final List<String> PRICES = List.of("0.1", "0.5", "1", "2", "5");

  /** What is asked, and the same without a bound. */
  private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

  static {
    QUESTIONS.put("question=volume cap=10m", "question=volume cap=1000000g");
    QUESTIONS.put("question=volume cap=auto", "question=volume cap=1000000g");
    QUESTIONS.put("question=volume of=flows cap=200", "question=volume of=flows cap=1000000g");
    QUESTIONS.put("question=volume of=users", "question=volume of=users");
  }

  private static Asked asked(String line, String days, String epsilon) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String pair : (line + " " + days + " epsilon=" + epsilon).split(" ", -1)) {
      words.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return QuestionWords.parse(words);
  }

  private static List<Answer> ask(
      List<Asked> questions, Direction direction, Weir weir, NoiseSource noise) {
    Dataset dataset =
        new Dataset(
            "logs",
            List.of("logs"),
            Map.of(),
            Users.BY_DAY,
            direction,
            new Cap.Pure(Epsilon.parse("999")),
            Delta.LARGEST,
            "logs");
    return new Desk(new OpenLedger(dataset), noise)
        .ask("logs", "ada", questions, (registered, work) -> work.accept(weir.engine()));
  }

  private static double value(Answer answer) {
    List<AnswerRow> rows = answer.rows();
    return rows.get(rows.size() - 1).value().doubleValue();
  }

  /** The median of the errors of some draws, by price and question, as a share of the truth. */
  private static Map<String, double[]> errors(List<Path> files, Direction direction) {
    List<String> paths = files.stream().map(Path::toString).toList();
    Map<String, double[]> errors = new LinkedHashMap<>();
    try (Weir weir =
        Weir.open(paths, InputSettings.defaults(), "embedded", EngineSettings.defaults())) {
      String days = days(weir);
      List<Asked> exact = new ArrayList<>();
      QUESTIONS.values().forEach(line -> exact.add(asked(line, days, "1")));
      double[] truth =
          ask(exact, direction, weir, new NoNoise(0)).stream()
              .mapToDouble(PrivateAccuracyTest::value)
              .toArray();
      for (String price : PRICES) {
        double[] row = new double[QUESTIONS.size()];
        int question = 0;
        for (String line : QUESTIONS.keySet()) {
          List<Asked> draws = new ArrayList<>();
          for (int i = 0; i < DRAWS; i++) {
            // Equal questions would have one answer.
            draws.add(
                asked(line, days, price + (price.contains(".") ? "" : ".0") + "00000" + (10 + i)));
          }
          double[] off =
              ask(draws, direction, weir, ExactNoise.secure()).stream()
                  .mapToDouble(PrivateAccuracyTest::value)
                  .toArray();
          for (int i = 0; i < DRAWS; i++) {
            off[i] = Math.abs(off[i] - truth[question]) / truth[question];
          }
          Arrays.sort(off);
          row[question++] = off[DRAWS / 2];
        }
        errors.put(price, row);
      }
      if (Boolean.getBoolean("weir.write-docs")) {
        System.out.println(days + ": " + Arrays.toString(truth));
        errors.forEach((price, row) -> System.out.println(line(price, row)));
      }
      // A median beyond the error bar comes once in some thousand million runs.
      double users = truth[truth.length - 1];
      assertThat(users).isPositive();
      errors.forEach(
          (price, row) ->
              assertThat(row[row.length - 1]).isLessThan(4 / Double.parseDouble(price) / users));
    }
    return errors;
  }

  private static String days(Weir weir) {
    String sql = "SELECT CAST(min(ts) AS DATE), CAST(max(ts) AS DATE) FROM flows";
    try (Result rows = weir.query(sql)) {
      assertThat(rows.next()).isTrue();
      return "from=" + rows.value(0) + " to=" + rows.value(1);
    }
  }

  private static String line(String price, double[] errors) {
    StringBuilder line = new StringBuilder("| " + price + " |");
    for (double error : errors) {
      line.append(String.format(Locale.ROOT, " %.3g %% |", 100 * error));
    }
    return line.toString();
  }

  @Test
  void answersAboutTstatsLogs() {
    List<Path> files =
        SharedData.files("tstat/portale-tesi").stream()
            .filter(file -> file.endsWith("log_tcp_complete") || file.endsWith("log_udp_complete"))
            .toList();
    Direction inside =
        new Direction(
            Direction.Source.NETWORKS, List.of("192.168.0.0/16"), Direction.Internal.DROP);
    assertThat(errors(files, inside)).hasSize(PRICES.size());
  }

  @Test
  void answersAboutNfdumpsFile() {
    Direction inside =
        new Direction(
            Direction.Source.NETWORKS,
            List.of("192.168.0.0/16", "170.80.0.0/16", "2804:3714::/32"),
            Direction.Internal.DROP);
    assertThat(errors(List.of(SharedData.path("nfdump/nfcapd.sample")), inside))
        .hasSize(PRICES.size());
  }
}
