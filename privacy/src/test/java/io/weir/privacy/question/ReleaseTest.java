// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.PrivacyUnit;
import io.weir.privacy.ledger.Users;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReleaseTest {
  private static final Days WEEK = new Days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 7));

  private static double scale(Optional<Duration> every) {
    Users users =
        new Users(PrivacyUnit.USER, ZoneId.of("UTC"), Map.of(), 64, List.of(), Users.Outside.DROP);
    Question question =
        new Question.Volume(
            new Frame("flows", WEEK, List.of(), every),
            Measure.ALL,
            Optional.empty(),
            1000,
            OptionalInt.empty(),
            OptionalInt.empty());
    Release release = new Release(question, users, new Price.Pure(Epsilon.parse("1")));
    return release.mechanisms().get(0).scale();
  }

  @Test
  void aTotalOfManyDaysHasAUnitInItOnce() {
    assertThat(scale(Optional.empty())).isEqualTo(1000);
  }

  @Test
  void aSeriesOfManyDaysHasAUnitInEach() {
    assertThat(scale(Optional.of(Duration.ofDays(1)))).isEqualTo(7000);
  }
}
