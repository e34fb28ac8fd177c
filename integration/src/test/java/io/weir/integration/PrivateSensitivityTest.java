// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.model.Options;
import io.weir.model.TimeRange;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.NativeTable;
import io.weir.model.tables.FiveTables;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.AnswerRow;
import io.weir.privacy.question.Asked;
import io.weir.privacy.question.Desk;
import io.weir.privacy.question.QuestionWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A unit changes no answer by more than its bounds say, whatever its rows are. */
class PrivateSensitivityTest {
  private static final Dataset DATASET =
      new Dataset(
          "campus",
          List.of("logs"),
          Map.of(),
          Users.BY_DAY,
          Direction.OF_DATA,
          new Cap.Pure(Epsilon.parse("9")),
          Delta.LARGEST,
          "campus");

  /** Questions, and the most that all numbers of the answer change by together. */
  private static final Map<String, Long> QUESTIONS = new LinkedHashMap<>();

  static {
    QUESTIONS.put("question=volume of=all cap=5000", 5000L);
    QUESTIONS.put("question=volume of=upload cap=700 way=outgoing", 700L);
    QUESTIONS.put("question=volume of=flows cap=3 server=192.0.2.1", 3L);
    QUESTIONS.put("question=volume of=users", 1L);
    QUESTIONS.put("question=volume of=all cap=5000 every=1h touched=5", 25_000L);
    QUESTIONS.put(
        "question=volume of=download cap=90 by=server keys=192.0.2.1,192.0.2.2,192.0.2.3 touched=2",
        180L);
    QUESTIONS.put(
        "question=volume of=users by=name keys=a.test,b.test,c.test every=6h touched=4", 4L);
    QUESTIONS.put("question=histogram of=all edges=10,1000,100000", 1L);
    QUESTIONS.put("question=histogram of=flows edges=2,4,8 every=12h touched=2", 2L);
    QUESTIONS.put("question=feature column=c_rtt_ms low=0 high=100 statistic=histogram bins=7", 1L);
    QUESTIONS.put("question=users domain-pattern=*.test", 1L);
  }

  private static final List<String> ODD =
      List.of("\\N", "0", "-1", "-9223372036854775808", "9223372036854775807", "1", "1500");
  private static final List<String> ODD_TIMES =
      List.of("\\N", "0", "-1", "NaN", "Infinity", "-Infinity", "1e308", "12.5", "100", "99.9999");
  private static final List<String> NAMES =
      List.of("a.test", "b.test", "c.test", "\\N", "", "x'y", "é.test", "*.test", "%_");

  private static String one(SplittableRandom random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Rows of a user on one day. */
  private static String rows(SplittableRandom random, String user, int rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      boolean isClient = random.nextInt(3) > 0;
      String other = "192.0.2." + random.nextInt(1, 5);
      text.append("2026-03-01T%02d:%02d:00".formatted(random.nextInt(24), random.nextInt(60)));
      text.append('\t').append(isClient ? user : other);
      text.append('\t').append(isClient ? other : user);
      text.append('\t').append(one(random, ODD)).append('\t').append(one(random, ODD));
      text.append('\t').append(one(random, NAMES));
      text.append('\t').append(isClient ? "outgoing" : "incoming");
      text.append('\t').append(one(random, ODD_TIMES)).append('\n');
    }
    return text.toString();
  }

  /** Flows with all other users, which are in the records of both or of none. */
  private static String internal(String user) {
    StringBuilder text = new StringBuilder();
    for (int other = 1; other <= 6; other++) {
      text.append("2026-03-01T1%d:00:00\t%s\t10.0.0.%d".formatted(other, user, other));
      text.append("\t400\t500\ta.test\tinternal\t5\n");
    }
    return text.toString();
  }

  private static List<Answer> answers(String engineName, String rows) {
    String text = "ts\tc_ip\ts_ip\tc_bytes\ts_bytes\tname\tdirection\tc_rtt_ms\n" + rows;
    NativeTable table = FixtureFormat.table(FiveTables.NAMED_FLOWS, text, 2);
    Catalog catalog = new Catalog(List.of(table), Map.of(), List.of(), Map.of(), TimeRange.ALL);
    List<Asked> questions = new ArrayList<>();
    for (String question : QUESTIONS.keySet()) {
      Map<String, String> words = new LinkedHashMap<>();
      String all = question + " table=named_flows from=2026-03-01 epsilon=1";
      for (String pair : all.split(" ", -1)) {
        words.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
      questions.add(QuestionWords.parse(words));
    }
    Desk desk = new Desk(new OpenLedger(DATASET), new NoNoise(0));
    return desk.ask(
        "campus",
        "ada",
        questions,
        (dataset, work) -> {
          try (Engine engine = Engines.named(engineName, catalog, Options.NONE)) {
            work.accept(engine);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noUserChangesAnAnswerByMoreThanItsBounds(long seed) {
    assertBounded(Engines.EMBEDDED, seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void norOnSpark(long seed) {
    assumeTrue(Boolean.getBoolean("weir.full") || seed == 1);
    assertBounded(Engines.SPARK, seed);
  }

  private static void assertBounded(String engine, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder others = new StringBuilder();
    for (int user = 1; user <= 6; user++) {
      // So few rows that all their groups count, whichever the hash prefers.
      others.append(rows(random, "10.0.0." + user, 2));
    }
    String greedy = rows(random, "10.0.0.99", 200);
    List<Answer> without = answers(engine, others.toString());
    List<Answer> with = answers(engine, others + greedy + internal("10.0.0.99"));
    long changes = 0;
    int i = 0;
    for (Map.Entry<String, Long> question : QUESTIONS.entrySet()) {
      long change = change(without.get(i).rows(), with.get(i).rows());
      assertThat(change).as(question.getKey()).isBetween(0L, question.getValue());
      changes += change;
      i++;
    }
    // The user is seen.
    assertThat(changes).isGreaterThan(5000);
  }

  private static long change(List<AnswerRow> without, List<AnswerRow> with) {
    assertThat(with).hasSameSizeAs(without);
    long change = 0;
    for (int i = 0; i < with.size(); i++) {
      change += with.get(i).value().subtract(without.get(i).value()).abs().longValueExact();
    }
    return change;
  }
}
