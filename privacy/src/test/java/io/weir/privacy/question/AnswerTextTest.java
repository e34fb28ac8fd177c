// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
  @Test
  void whatIsKeptIsReadAgain() {
    BigDecimal number = new BigDecimal("-12.50");
    AnswerRow full =
        new AnswerRow(
            Optional.of(LocalDateTime.parse("2026-03-01T00:00")),
            Optional.of("a\tb\\u\n\u2028\u0085é"),
            Optional.of(BigDecimal.ZERO),
            Optional.of(number),
            "bytes",
            number,
            Optional.of(BigDecimal.TEN));
    AnswerRow bare =
        new AnswerRow(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "percentile",
            number,
            Optional.empty());
    AnswerRow none =
        new AnswerRow(
            Optional.empty(),
            Optional.of("\\N"),
            Optional.empty(),
            Optional.empty(),
            "units",
            number,
            Optional.empty());
    List<AnswerRow> rows = List.of(full, bare, none);
    assertThat(AnswerText.rows(AnswerText.of(rows))).isEqualTo(rows);
    assertThat(AnswerText.rows("")).isEmpty();
  }
}
