// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.model.WeirException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectStatementTest {
  /** What was read, in one line. */
  private static String read(String sql) {
    SelectStatement select = SelectStatement.parse(sql);
    StringBuilder text = new StringBuilder(select.aggregate());
    select.value().ifPresent(value -> text.append(' ').append(value.text()));
    select.permille().ifPresent(permille -> text.append(" at ").append(permille));
    text.append(" of ").append(select.table());
    select.where().forEach(condition -> text.append(", ").append(condition.text()));
    select.key().ifPresent(key -> text.append(" by ").append(key.text()));
    select.every().ifPresent(every -> text.append(" every ").append(every));
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          SELECT COUNT(*) FROM flows | count of flows
          select count(*) AS n from Flows where s_port = 443 | count of flows, s_port = 443
          SELECT SUM(c_bytes + s_bytes) FROM flows WHERE NOT (proto = 'udp' OR s_port IN (53, 853)) | \
          sum (c_bytes + s_bytes) of flows, NOT (((s_port = 53 OR s_port = 853) OR proto = 'udp'))
          SELECT sld(name), AVG(duration) FROM named_flows GROUP BY sld(name) | \
          avg duration of named_flows by sld(name)
          SELECT s_port, QUANTILE(c_pkt, 0.95) FROM flows GROUP BY 1 | quantile c_pkt at 950 of flows by s_port
          SELECT MEDIAN(c_pkt) FROM flows | quantile c_pkt at 500 of flows
          SELECT tumbling(ts, '15m'), COUNT(*) FROM flows GROUP BY 1 | count of flows every PT15M
          SELECT COUNT(*) FROM flows WHERE (s_port BETWEEN 1 AND 1023) AND ((c_bytes * -2) < -1e3) | \
          count of flows, (s_port <= 1023 AND s_port >= 1), (c_bytes * -2) < -1000
          SELECT COUNT(*) FROM named_flows WHERE name LIKE '%.example.com' AND name IS NOT NULL | \
          count of named_flows, name LIKE '%.example.com', NOT (name IS NULL)
          SELECT COUNT(*) FROM flows WHERE is_private(s_ip) AND ip_prefix(s_ip, 24) <> '192.0.2.0/24' | \
          count of flows, is_private(s_ip), ip_prefix(s_ip, 24) <> '192.0.2.0/24'
          SELECT COUNT(*) FROM flows WHERE duration IS NOT NULL; | count of flows, NOT (duration IS NULL)
          SELECT COUNT(*) FROM flows WHERE name = 'o''neill' | count of flows, name = 'o''neill'
          """)
  void readsWhatIsAllowed(String sql, String expected) {
    assertThat(read(sql)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT",
        "DELETE FROM flows",
        "SELECT COUNT(*) FROM flows; SELECT COUNT(*) FROM flows",
        "SELECT * FROM flows",
        "SELECT c_ip FROM flows",
        "SELECT COUNT(*), SUM(c_bytes) FROM flows",
        "SELECT COUNT(*) + 1 FROM flows",
        "SELECT COUNT(DISTINCT c_ip) FROM flows",
        "SELECT COUNT(c_ip) FROM flows",
        "SELECT DISTINCT COUNT(*) FROM flows",
        "SELECT COUNT(*) FILTER (WHERE s_port = 1) FROM flows",
        "SELECT SUM(c_bytes) OVER () FROM flows",
        "SELECT SUM(c_bytes) OVER (PARTITION BY c_ip) FROM flows",
        "SELECT COUNT(*) FROM flows, dns",
        "SELECT COUNT(*) FROM flows a",
        "SELECT COUNT(*) FROM flows JOIN dns ON true",
        "SELECT COUNT(*) FROM (SELECT * FROM flows)",
        "SELECT COUNT(*) FROM read_csv('/etc/passwd')",
        "SELECT COUNT(*) FROM 'flows.csv'",
        "SELECT COUNT(*) FROM main.flows",
        "WITH x AS (SELECT 1) SELECT COUNT(*) FROM x",
        "SELECT COUNT(*) FROM flows UNION SELECT COUNT(*) FROM dns",
        "SELECT COUNT(*) FROM flows LIMIT 1",
        "SELECT COUNT(*) FROM flows ORDER BY 1",
        "SELECT COUNT(*) FROM flows TABLESAMPLE (1)",
        "SELECT COUNT(*) FROM flows WHERE c_ip IN (SELECT c_ip FROM dns)",
        "SELECT COUNT(*) FROM flows WHERE EXISTS (SELECT 1)",
        "SELECT COUNT(*) FROM flows WHERE c_bytes = s_bytes",
        "SELECT COUNT(*) FROM flows WHERE c_ip = 5 + 'a'",
        "SELECT COUNT(*) FROM flows WHERE regexp_matches(c_ip, '(a+)+b')",
        "SELECT COUNT(*) FROM flows WHERE c_ip SIMILAR TO 'a'",
        "SELECT COUNT(*) FROM flows WHERE c_ip ~ 'a'",
        "SELECT COUNT(*) FROM flows WHERE c_ip LIKE 'a%b'",
        "SELECT COUNT(*) FROM flows WHERE c_ip LIKE 'a_'",
        "SELECT COUNT(*) FROM flows WHERE c_ip LIKE '%'",
        "SELECT COUNT(*) FROM flows WHERE c_ip ILIKE 'a%'",
        "SELECT COUNT(*) FROM flows WHERE getenv('HOME') = 'x'",
        "SELECT COUNT(*) FROM flows WHERE current_setting('x') = 'x'",
        "SELECT COUNT(*) FROM flows WHERE CAST(c_ip AS INTEGER) = 1",
        "SELECT COUNT(*) FROM flows WHERE c_bytes",
        "SELECT COUNT(*) FROM flows WHERE c_bytes > ?",
        "SELECT COUNT(*) FROM flows WHERE c_bytes > :x",
        "SELECT COUNT(*) FROM flows WHERE c_bytes > (SELECT 1)",
        "SELECT COUNT(*) FROM flows WHERE c_bytes > 1e400",
        "SELECT COUNT(*) FROM flows WHERE ip_prefix(c_ip, 999) = 'x'",
        "SELECT COUNT(*) FROM flows WHERE ip_prefix(c_ip, s_port) = 'x'",
        "SELECT SUM(1 / (c_bytes)) / 2 FROM flows",
        "SELECT SUM(c_ip || 'x') FROM flows",
        "SELECT c_ip, s_ip, COUNT(*) FROM flows GROUP BY c_ip, s_ip",
        "SELECT c_ip, COUNT(*) FROM flows GROUP BY ROLLUP (c_ip)",
        "SELECT c_ip, COUNT(*) FROM flows GROUP BY 3",
        "SELECT c_ip, COUNT(*) FROM flows GROUP BY c_ip HAVING COUNT(*) > 1",
        "SELECT COUNT(*) INTO x FROM flows",
        "SELECT QUANTILE(c_bytes, 0.12345) FROM flows",
        "SELECT QUANTILE(c_bytes, s_port) FROM flows",
        "SELECT tumbling(ts, 'soon'), COUNT(*) FROM flows GROUP BY 1",
        "SELECT COUNT(*) FROM flows WHERE s_port = E'\\\\x41'",
        "SELECT COUNT(*) FROM flows WHERE flows.s_port = 1",
        "SELECT COUNT(*) FROM flows -- user's\n; WHERE nonsense",
        "SELECT COUNT(*) FROM flows /* all */",
        "SELECT COUNT(*) FROM flows WHERE name = 'a\\' OR name = 'b'",
        "SELECT COUNT(*) FROM flows WHERE name = 'a",
        "SELECT COUNT(*) FROM `flows`",
        "SELECT COUNT(*) FROM flows WHERE \"s_port\" = 1",
        "SELECT COUNT(*) FROM flows WHERE s_port IN ()",
        "SELECT COUNT(*) FROM flows WHERE s_port = 443 (+)",
        "SELECT COUNT(*) FROM flows WHERE PRIOR s_port = 443",
        "SELECT COUNT(* EXCEPT (c_ip)) FROM flows",
        "SELECT s_port, COUNT(*) FROM flows GROUP BY 99999999999999999999",
        "SELECT SUM(1 / (1 / (1 / (1 / c_bytes)))) FROM flows",
      })
  void refusesWhatIsNot(String sql) {
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> SelectStatement.parse(sql))
        .matches(e -> e.kind() == WeirException.Kind.USAGE)
        .withMessageStartingWith("Cannot ");
  }

  @Test
  void refusesWhatIsTooLongOrTooDeep() {
    for (String sql :
        new String[] {
          "SELECT COUNT(*) FROM flows WHERE s_port IN (" + "1, ".repeat(2_000) + "1)",
          "SELECT COUNT(*) FROM flows WHERE " + "(".repeat(40) + "s_port = 1" + ")".repeat(40),
          "SELECT SUM(c_bytes" + " * c_bytes".repeat(11) + ") FROM flows",
        }) {
      assertThatExceptionOfType(WeirException.class)
          .isThrownBy(() -> SelectStatement.parse(sql))
          .matches(e -> e.kind() == WeirException.Kind.USAGE);
    }
  }

  @Test
  void linesAreNoMoreThanSpaces() {
    assertThat(read("SELECT COUNT(*) FROM flows\n\n\nWHERE\ns_port = 443\ngo\n".replace("go", "")))
        .isEqualTo("count of flows, s_port = 443");
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> SelectStatement.parse("SELECT COUNT(*) FROM flows\ngo\nWHERE x = 1"));
  }

  @Test
  void sumsAndKeysHoldNoTexts() {
    for (String sql :
        new String[] {
          "SELECT SUM(length('a')) FROM flows", "SELECT 'x', COUNT(*) FROM flows GROUP BY 1"
        }) {
      Map<String, String> words =
          Map.of("question", "sql", "sql", sql, "cap", "1", "from", "2026-03-01", "epsilon", "1");
      assertThatExceptionOfType(WeirException.class)
          .isThrownBy(() -> QuestionWords.parse(words))
          .withMessageContaining("may hold columns, functions and numbers, but no text");
    }
  }

  @Test
  void tellsWhereTheSqlIsWrong() {
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> SelectStatement.parse("SELECT COUNT( FROM flows"))
        .withMessageStartingWith(
            "Cannot read the SQL: it is wrong at or before line 1, character 15. Write SELECT");
  }

  @Test
  void textsAreBoundAndNeverPartOfTheStatement() {
    String hostile = "x'' OR 1=1; --";
    SelectStatement select =
        SelectStatement.parse("SELECT COUNT(*) FROM flows WHERE name = '" + hostile + "'");
    SqlText sql = new SqlText();
    select.where().get(0).write(sql, UnaryOperator.identity());
    assertThat(sql.statement().sql()).isEqualTo("(CAST(`name` AS STRING) = ?)");
    assertThat(sql.statement().parameters()).isEqualTo(java.util.List.of("x' OR 1=1; --"));
  }

  @Test
  void theSameConditionInAnotherOrderIsTheSame() {
    assertThat(read("SELECT COUNT(*) FROM flows WHERE s_port = 1 OR (s_port = 2 OR s_port = 1)"))
        .isEqualTo(read("SELECT COUNT(*) FROM flows WHERE ((s_port = 2) OR s_port = 1)"));
  }
}
