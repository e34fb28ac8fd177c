// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.PrivacyUnit;
import io.weir.privacy.ledger.Users;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the questions of a batch share in their statement. */
class BoundedSqlTest {
  private static Dataset dataset(String zone) {
    return new Dataset(
        "campus",
        List.of("logs"),
        Map.of(),
        new Users(
            PrivacyUnit.USER_DAY, ZoneId.of(zone), Map.of(), 64, List.of(), Users.Outside.DROP),
        Direction.OF_DATA,
        new Cap.Pure(Epsilon.parse("9")),
        Delta.LARGEST,
        "campus");
  }

  private static Asked asked(String line) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String pair : line.split(" ", -1)) {
      words.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    words.putIfAbsent("from", "2026-03-01");
    words.put("epsilon", "1");
    return QuestionWords.parse(words);
  }

  private static String sqlIn(String zone, String... lines) {
    List<Asked> asked = Stream.of(lines).map(BoundedSqlTest::asked).toList();
    return BoundedStatement.of(dataset(zone), asked, "secret").sql();
  }

  private static String sql(String... lines) {
    return sqlIn("UTC", lines);
  }

  private static int count(String sql, String words) {
    return sql.split(Pattern.quote(words), -1).length - 1;
  }

  @Test
  void amountsAreAddedUpOnceWhateverTheirCaps() {
    String sql =
        sql(
            "question=volume cap=1k",
            "question=volume cap=2k",
            "question=histogram edges=5,50",
            "question=volume of=flows cap=9",
            "question=volume of=users");
    assertThat(count(sql, "AS DECIMAL(18, 0)")).isEqualTo(1);
    assertThat(count(sql, "count(*) AS w_n")).isEqualTo(1);
    assertThat(count(sql, " UNION ALL ")).isEqualTo(4);
  }

  @Test
  void conditionsMakeAmountsOfTheirOwn() {
    String sql =
        sql("question=volume cap=1k server=192.0.2.1", "question=volume cap=1k server=192.0.2.2");
    assertThat(count(sql, "AS DECIMAL(18, 0)")).isEqualTo(2);
  }

  @Test
  void daysAreMadeOfTheirHours() {
    String sql =
        sql(
            "question=volume cap=1k",
            "question=users every=6h",
            "question=volume of=flows cap=5 every=2h");
    assertThat(count(sql, "FROM `flows`")).isEqualTo(1);
    assertThat(count(sql, "% 7200000000 AS w_time")).isEqualTo(2);
    assertThat(count(sql, "w_rows_0 AS (")).isEqualTo(1);
    assertThat(sql).doesNotContain(Taken.NAME);
  }

  @Test
  void daysAreNotMadeOfSecondsNorOfLengthsThatDoNotFit() {
    for (String every : List.of("1s", "8h")) {
      String sql = sql("question=users every=" + every, "question=users every=12h");
      assertThat(count(sql, Taken.NAME + " AS (")).as(every).isEqualTo(1);
      assertThat(count(sql, "FROM " + Taken.NAME)).as(every).isEqualTo(2);
    }
  }

  @Test
  void groupsAreChosenOnlyWhereAUnitCanHaveMoreThanCount() {
    assertThat(sql("question=users every=6h")).doesNotContain("row_number");
    assertThat(sql("question=users every=6h touched=3")).contains("w_place <= 3");
    assertThat(sql("question=users every=1h")).contains("w_place <= 10");
    assertThat(sql("question=top by=server limit=5")).contains("w_place <= 10");
    assertThat(sql("question=volume of=users by=server keys=192.0.2.1,192.0.2.2"))
        .doesNotContain("row_number");
  }

  @Test
  void onDaysWithAnHourMoreOrLessGroupsAreAlwaysChosen() {
    String line = "question=users every=6h from=2026-10-25";
    assertThat(sqlIn("Europe/Rome", line)).contains("w_place <= 4");
    assertThat(sqlIn("Europe/Rome", line.replace("-25", "-26"))).doesNotContain("row_number");
  }

  @Test
  void choicesOfGroupsAreShared() {
    String sql =
        sql("question=volume cap=1k every=1h", "question=volume cap=2k every=1h touched=10");
    assertThat(count(sql, "row_number")).isEqualTo(1);
    assertThat(count(sql, "FROM w_kept_0")).isEqualTo(2);
  }
}
