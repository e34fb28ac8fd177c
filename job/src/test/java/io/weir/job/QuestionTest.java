// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weir.model.WeirException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "select ';' AS a, \"b;c\", `d;e` FROM t",
        "(SELECT 1) UNION ALL (SELECT 2)",
        "with t AS (SELECT 1) SELECT * FROM t",
        "FROM flows",
        "SELECT 'it''s; one' -- a comment; with a semicolon\n FROM t",
        "SELECT 1 /* ; */ FROM t",
        "SELECT 'not closed;"
      })
  void oneQuestionIsTakenAsItIs(String sql) {
    assertThat(Question.in(sql)).isEqualTo(sql.strip());
  }

  @Test
  void whatStandsAroundItIsLeftOut() {
    assertThat(Question.in(" -- mine\n /* x */ SELECT 1 ; ;\n-- end")).isEqualTo("SELECT 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|the SQL is empty. Begin with SELECT.",
        "' ; '|the SQL is empty. Begin with SELECT.",
        "SELECT 1; SELECT 2|there is a second statement (SELECT 2). Ask one question at a time.",
        "SELCT 1|it begins with SELCT, which asks nothing. Did you mean SELECT?",
        "DROP TABLE flows|it begins with DROP, which asks nothing. A question begins with: SELECT,"
            + " WITH, FROM, VALUES, TABLE, DESCRIBE, SHOW, SUMMARIZE, PIVOT, UNPIVOT."
      })
  void allElseIsRefused(String sql, String why) {
    assertThatExceptionOfType(WeirException.class)
        .isThrownBy(() -> Question.in(sql))
        .withMessage("Cannot run the query: " + why)
        .matches(e -> e.kind() == WeirException.Kind.USAGE);
  }
}
