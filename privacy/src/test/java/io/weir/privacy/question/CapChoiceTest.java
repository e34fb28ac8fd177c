// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import io.weir.privacy.budget.Cost;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.budget.Rho;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.noise.SeededNoise;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapChoiceTest {
  private static final String[] KEYS = {"a", "b", "c", "d"};
  private static final Frame FRAME =
      new Frame(TestTraffic.TABLE, TestTraffic.DAY, List.of(), Optional.empty());

  private static Question.Volume bought(Optional<Groups> groups, int permille, int touched) {
    return new Question.Volume(
        FRAME,
        Measure.ALL,
        groups,
        new Question.Bought(permille),
        true,
        OptionalInt.of(touched),
        OptionalInt.empty());
  }

  private static Release release(Question question, String epsilon) {
    return new Release(question, Users.BY_DAY, new Price.Pure(Epsilon.parse(epsilon)));
  }

  @Test
  void aCapIsThePowerOfTwoThatMostDoNotExceed() {
    Question.Volume question = bought(Optional.empty(), 900, 1);
    CapChoice choice = release(question, "100").choice().orElseThrow();
    List<TestTraffic.Flow> flows = new ArrayList<>();
    for (int user = 1; user <= 200; user++) {
      flows.add(new TestTraffic.Flow(user, "a", (long) Math.pow(2, user / 10.0), 0));
    }
    TestTraffic traffic = new TestTraffic(flows);
    assertThat(choice.draw(traffic.sums(choice.tally()), 0, SeededNoise.of(1))).isEqualTo(1 << 18);
  }

  @Test
  void whatTheCapCutsIsCountedAndTheCapIsTold() {
    Question.Volume question = bought(Optional.empty(), 900, 1);
    Release settled = release(question, "1000").capped(1024);
    TestTraffic traffic = TestTraffic.ofUsers(20, 1000, "a").withGreedy(1_000_000, KEYS);
    List<AnswerRow> rows =
        settled.answer(
            traffic.sums(question.with(new Question.Declared(1024))), 0, SeededNoise.of(1));
    assertThat(rows.stream().map(AnswerRow::what))
        .containsExactly("cap", "bytes", "number above the cap");
    assertThat(rows.get(0).value()).isEqualTo(BigDecimal.valueOf(1024));
    assertThat(rows.get(2).value()).isEqualTo(BigDecimal.ONE);
    assertThat(rows.get(1).value().doubleValue()).isBetween(20_900.0, 21_150.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 900, 990})
  void noUnitChangesAScoreByMoreThanItIsPaidFor(int permille) {
    Optional<Groups> groups = Optional.of(Groups.declared(Groups.By.NAME, Arrays.asList(KEYS)));
    Question.Volume question = bought(groups, permille, 2);
    CapChoice choice = release(question, "1").choice().orElseThrow();
    TestTraffic users = TestTraffic.ofUsers(7, 300, "a", "b");
    long[] without = choice.scores(users.sums(choice.tally()), 0);
    for (long bytes : new long[] {0, 1, 299, 300, 5000, Long.MAX_VALUE}) {
      long[] with = choice.scores(users.withGreedy(bytes, KEYS).sums(choice.tally()), 0);
      for (int i = 0; i < with.length; i++) {
        assertThat(Math.abs(with[i] - without[i]))
            .isLessThanOrEqualTo(2L * Math.max(permille, 1000 - permille));
      }
    }
  }

  @Test
  void aCapAndItsSumsCostWhatIsPaid() {
    Question question = bought(Optional.empty(), 990, 1);
    assertThat(release(question, "0.5").cost().epsilon()).contains(Epsilon.parse("0.5"));
    assertThat(release(question, "0.5").cost().rho().value())
        .isEqualByComparingTo("0.1015625"); // 0.05²/8 + 0.45²/2
    Release gaussian =
        new Release(question, Users.BY_DAY, new Price.Concentrated(Rho.parse("0.03")));
    assertThat(gaussian.cost()).isEqualTo(Cost.concentrated(Rho.parse("0.03")));
    assertThatThrownBy(() -> release(question, "0.000000000009"))
        .isInstanceOf(WeirException.class)
        .hasMessageStartingWith("Cannot choose a cap at the price of epsilon 0.000000000009:");
  }
}
