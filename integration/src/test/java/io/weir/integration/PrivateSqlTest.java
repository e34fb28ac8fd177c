// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Options;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private questions in SQL: what they come to on both engines, without noise. */
class PrivateSqlTest {
  private static final Dataset DATASET =
      new Dataset(
          "campus",
          List.of("logs"),
          Map.of(),
          Users.BY_DAY,
          Direction.OF_DATA,
          new Cap.Pure(Epsilon.parse("99")),
          Delta.LARGEST,
          "campus");

  /** Statements, what is said beside them, and the answer. */
  private static final Map<String, String> ANSWERS = new LinkedHashMap<>();

  static {
    ANSWERS.put("SELECT COUNT(*) FROM named_flows | cap=100", "7");
    ANSWERS.put("SELECT COUNT(*) FROM named_flows | cap=3", "6");
    ANSWERS.put("SELECT SUM(c_bytes) FROM named_flows | cap=1k", "727");
    ANSWERS.put("SELECT SUM(c_bytes / 1000) FROM named_flows | cap=1", "0.727");
    ANSWERS.put(
        "SELECT COUNT(*) FROM named_flows WHERE name LIKE '%.org' OR c_bytes >= 300 | cap=10", "5");
    ANSWERS.put(
        "SELECT sld(name), SUM(c_bytes) FROM named_flows GROUP BY 1 | cap=500 touched=2"
            + " keys=example.org,example.net",
        "example.net 310, example.org 340");
    ANSWERS.put("SELECT sld(name), COUNT(*) FROM named_flows GROUP BY sld(name) | cap=9", "");
    ANSWERS.put("SELECT AVG(c_rtt_ms) FROM named_flows | low=0 high=100", "40.3888702");
    ANSWERS.put(
        "SELECT proto, AVG(c_rtt_ms) FROM named_flows GROUP BY proto | low=0 high=100"
            + " keys=tcp,udp",
        "tcp 25.5833149, udp 69.9999809");
    ANSWERS.put("SELECT MEDIAN(c_rtt_ms) FROM named_flows | low=0 high=100", "7.03125");
    ANSWERS.put(
        "SELECT tumbling(ts, '6h'), COUNT(*) FROM named_flows GROUP BY 1 | cap=100",
        "2026-03-01T00:00 0, 2026-03-01T06:00 3, 2026-03-01T12:00 3, 2026-03-01T18:00 1");
    ANSWERS.put("SELECT COUNT(*) FROM named_flows WHERE name IS NULL | cap=9", "1");
    ANSWERS.put("SELECT COUNT(*) FROM named_flows WHERE c_rtt_ms IS NOT NULL | cap=9", "6");
    ANSWERS.put(
        "SELECT COUNT(*) FROM named_flows WHERE NOT (name = 'www.example.org') | cap=9", "4");
    ANSWERS.put("SELECT COUNT(*) FROM named_flows WHERE proto IN ('udp', 'x') | cap=9", "2");
    ANSWERS.put(
        "SELECT COUNT(*) FROM named_flows WHERE ip_prefix(s_ip, 24) = '192.0.2.0/24' | cap=9", "4");
    ANSWERS.put("SELECT COUNT(*) FROM named_flows WHERE length(name) > 14 | cap=9", "4");
    ANSWERS.put(
        "SELECT COUNT(*) FROM named_flows WHERE c_bytes BETWEEN 40 AND 100 | cap=9 way=incoming",
        "1");
    // NaN counts as the cap, as do 1e300 and what is above it.
    ANSWERS.put("SELECT SUM(c_rtt_ms) FROM named_flows | cap=50", "107");
    // A division by 0 is unknown, and below 0 is 0.
    ANSWERS.put("SELECT SUM(c_bytes / (c_bytes - 100)) FROM named_flows | cap=10", "3.547619");
    // Ten multiplications of 1e15 are no overflow.
    ANSWERS.put(
        "SELECT SUM(s_bytes * s_bytes * s_bytes * s_bytes * s_bytes * s_bytes * s_bytes * s_bytes"
            + " * s_bytes * s_bytes) FROM named_flows | cap=2",
        "6");
    ANSWERS.put("SELECT COUNT(*) FROM named_flows WHERE name = ''' OR 1=1; --' | cap=9", "0");
  }

  private static Map<String, String> words(String line) {
    String[] parts = line.split(" \\| ", 2);
    Map<String, String> words = new LinkedHashMap<>();
    words.put("question", "sql");
    words.put("sql", parts[0]);
    for (String pair : (parts[1] + " from=2026-03-01 epsilon=1").split(" ", -1)) {
      words.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return words;
  }

  private static List<Answer> ask(String engine, NativeTable table, Iterable<String> lines) {
    Catalog catalog = new Catalog(List.of(table), Map.of(), List.of(), Map.of(), TimeRange.ALL);
    List<Asked> questions = new ArrayList<>();
    lines.forEach(line -> questions.add(QuestionWords.parse(words(line))));
    Desk desk = new Desk(new OpenLedger(DATASET), new NoNoise(0));
    return desk.ask(
        "campus",
        "ada",
        questions,
        (dataset, work) -> {
          try (Engine opened = Engines.named(engine, catalog, Options.NONE)) {
            work.accept(opened);
          }
        });
  }

  private static String shown(Answer answer) {
    List<String> rows = new ArrayList<>();
    for (AnswerRow row : answer.rows()) {
      rows.add(
          row.time().map(time -> time + " ").orElse("")
              + row.key().map(key -> key + " ").orElse("")
              + row.value().toPlainString());
    }
    return String.join(", ", rows);
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void statementsAreBoundedAndSummed(String engine) {
    String text = Fixtures.text("private/named_flows.tsv");
    NativeTable table = FixtureFormat.table(FiveTables.NAMED_FLOWS, text, 2);
    Map<String, String> expected = new LinkedHashMap<>(ANSWERS);
    if (engine.equals(Engines.SPARK) && !Boolean.getBoolean("weir.full")) {
      // Spark takes seconds to plan each; those that could differ are enough.
      expected.keySet().removeIf(line -> line.contains("COUNT(*)") && !line.contains("ip_prefix"));
    }
    List<Answer> answers = ask(engine, table, expected.keySet());
    Map<String, String> got = new LinkedHashMap<>();
    int i = 0;
    for (String line : expected.keySet()) {
      got.put(line, shown(answers.get(i++)));
    }
    assertThat(got).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void aUserAddsNoMoreThanTheCapsWhateverItsRowsAre(String engine) {
    String head = "ts\tc_ip\ts_ip\tc_bytes\ts_bytes\tname\tdirection\tc_rtt_ms\n";
    String others = "2026-03-01T10:00:00\t10.0.0.1\t192.0.2.1\t5\t5\ta.test\toutgoing\t1\n";
    StringBuilder greedy = new StringBuilder(head + others);
    String[] odd = {"1e308", "-1e308", "NaN", "Infinity", "-Infinity", "1e-320", "\\N", "7.5"};
    String[] whole = {"9223372036854775807", "-9223372036854775808", "0", "\\N", "1500"};
    for (int i = 0; i < 400; i++) {
      greedy.append("2026-03-01T%02d:%02d:00\t10.0.0.9\t".formatted(i % 24, i % 60));
      greedy.append("192.0.2.").append(i % 250).append('\t').append(whole[i % 5]).append('\t');
      greedy.append(whole[(i + 1) % 5]).append("\tn").append(i % 40).append(".test\toutgoing\t");
      greedy.append(odd[i % 8]).append('\n');
    }
    // Which names of a user count is drawn anew each time: of any three here one has bytes.
    Map<String, String> bounds =
        Map.of(
            "SELECT COUNT(*) FROM named_flows | cap=17",
            "17",
            "SELECT SUM(c_rtt_ms * c_rtt_ms / s_bytes) FROM named_flows | cap=12.5",
            "12.5",
            "SELECT SUM(s_bytes - c_bytes) FROM named_flows | cap=0.25",
            "0.25",
            "SELECT name, SUM(c_bytes) FROM named_flows GROUP BY name | cap=10 touched=3"
                + " keys=a.test,n1.test,n3.test,n4.test,n5.test,n9.test",
            "30",
            "SELECT tumbling(ts, '1h'), COUNT(*) FROM named_flows GROUP BY 1 | cap=2 touched=5",
            "10");
    List<String> lines = List.copyOf(bounds.keySet());
    List<Answer> without =
        ask(engine, FixtureFormat.table(FiveTables.NAMED_FLOWS, head + others, 1), lines);
    List<Answer> with =
        ask(engine, FixtureFormat.table(FiveTables.NAMED_FLOWS, greedy.toString(), 2), lines);
    for (int i = 0; i < lines.size(); i++) {
      BigDecimal change = BigDecimal.ZERO;
      for (int row = 0; row < with.get(i).rows().size(); row++) {
        BigDecimal before = without.get(i).rows().get(row).value();
        change = change.add(with.get(i).rows().get(row).value().subtract(before).abs());
      }
      assertThat(change)
          .as(lines.get(i))
          .isPositive()
          .isLessThanOrEqualTo(new BigDecimal(bounds.get(lines.get(i))));
    }
  }

  @Test
  void columnsThatATableHasNotAreRefusedBeforeTheyArePaid() {
    String text = Fixtures.text("private/named_flows.tsv");
    NativeTable table = FixtureFormat.table(FiveTables.NAMED_FLOWS, text, 1);
    assertThatThrownBy(
            () ->
                ask(
                    Engines.EMBEDDED,
                    table,
                    List.of("SELECT SUM(c_byte) FROM named_flows | cap=1")))
        .isInstanceOf(WeirException.class)
        .hasMessage(
            "Cannot ask named_flows about c_byte: it has no such column of numbers. Did you mean"
                + " c_bytes?");
    assertThatThrownBy(
            () ->
                ask(
                    Engines.EMBEDDED,
                    table,
                    List.of("SELECT COUNT(*) FROM named_flows WHERE ts = 'x' | cap=1")))
        .hasMessageStartingWith("Cannot ask named_flows about ts: it has no such column of texts.");
  }
}
