// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.noise.Fraction;
import io.weir.privacy.noise.NoiseSource;
import io.weir.privacy.noise.SeededNoise;
import io.weir.privacy.question.Sums.Group;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures privacy from outside: answers are made 100,000 times from data with a unit and without
 * it, and how much likelier an event is with it bounds ε from below. The bound must not exceed the
 * claim; for pure noise it must come near. What is broken must be found out.
 */
class AuditTest {
  private static final int RUNS = 100_000;

  /** Normal quantile: each of two bounds holds with 97.5 %, so both with 95 %. */
  private static final double Z = 1.96;

  private static final List<String> KEYS = List.of("a", "b", "c", "d", "e");
  private static final Frame FRAME =
      new Frame(
          "named_flows",
          new Days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1)),
          List.of(),
          Optional.empty());
  private static final TestTraffic USERS = TestTraffic.ofUsers(20, "a", 300);
  private static final Map<String, Long> EVERYWHERE =
      Map.of("a", 9999L, "b", 9999L, "c", 9999L, "d", 9999L, "e", 9999L);
  private static final TestTraffic ONE_MORE = USERS.with("greedy", EVERYWHERE);

  private final NoiseSource noise = SeededNoise.of(20260301);

  private static Question.Volume volume(Measure measure, Optional<Groups> groups, int touched) {
    return new Question.Volume(
        FRAME, measure, groups, 1000, OptionalInt.of(touched), OptionalInt.empty());
  }

  private static Optional<Groups> keys() {
    return Optional.of(Groups.declared(Groups.By.DOMAIN, KEYS));
  }

  private static Release release(Question question, String epsilon) {
    return new Release(question, Users.BY_DAY, new Price.Pure(Epsilon.parse(epsilon)));
  }

  /** A mechanism at work on known sums. */
  private Supplier<List<AnswerRow>> answering(Release release, Map<Group, long[]> sums) {
    return answering(release, sums, noise);
  }

  private static Supplier<List<AnswerRow>> answering(
      Release release, Map<Group, long[]> sums, NoiseSource noise) {
    Sums known = Sums.known(List.of(sums));
    return () -> release.answer(known, 0, noise);
  }

  /** How large ε is at least, by an event that is likelier with the unit. */
  private static double epsilon(
      Supplier<List<AnswerRow>> without,
      Supplier<List<AnswerRow>> with,
      Predicate<List<AnswerRow>> event) {
    return epsilon(without, with, event, RUNS);
  }

  private static double epsilon(
      Supplier<List<AnswerRow>> without,
      Supplier<List<AnswerRow>> with,
      Predicate<List<AnswerRow>> event,
      int runs) {
    return Math.log(
        bound(count(with, event, runs), runs, -Z) / bound(count(without, event, runs), runs, Z));
  }

  private static int count(
      Supplier<List<AnswerRow>> answers, Predicate<List<AnswerRow>> event, int runs) {
    int count = 0;
    for (int i = 0; i < runs; i++) {
      count += event.test(answers.get()) ? 1 : 0;
    }
    return count;
  }

  /** Wilson's bound of a frequency. */
  private static double bound(int count, int runs, double z) {
    double p = (double) count / runs;
    double square = z * z / runs;
    double spread = z * Math.sqrt(p * (1 - p) / runs + square / runs / 4);
    return Math.max(1e-12, (p + square / 2 + spread) / (1 + square));
  }

  private static Predicate<List<AnswerRow>> atLeast(Map<Group, long[]> sums, int part) {
    return rows ->
        rows.stream()
            .allMatch(
                row -> {
                  Group group = new Group(row.key().orElse(""), 0, 0);
                  return row.value().longValueExact() >= sum(sums, group, part);
                });
  }

  private static long sum(Map<Group, long[]> sums, Group group, int part) {
    return sums.getOrDefault(group, new long[3])[part];
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "1", "2"})
  void aTotalHidesAUnitAsFarAsItCosts(String price) {
    Release release = release(volume(Measure.ALL, Optional.empty(), 1), price);
    Map<Group, long[]> with = ONE_MORE.total(1000);
    double epsilon =
        epsilon(answering(release, USERS.total(1000)), answering(release, with), atLeast(with, 0));
    double claim = Double.parseDouble(price);
    assertThat(epsilon).isBetween(0.7 * claim, claim);
  }

  @Test
  void groupsHideAUnitThatTouchesAll() {
    Release release = release(volume(Measure.USERS, keys(), 3), "1.5");
    Map<Group, long[]> with = ONE_MORE.byKey(3, 1000);
    double epsilon =
        epsilon(
            answering(release, USERS.byKey(3, 1000)), answering(release, with), atLeast(with, 0));
    assertThat(epsilon).isBetween(0.7 * 1.5, 1.5);
  }

  @Test
  void histogramsHideAUnit() {
    Question question =
        new Question.VolumeHistogram(
            FRAME, Measure.ALL, List.of(1000L, 5000L), OptionalInt.empty());
    Release release = release(question, "1");
    Map<Group, long[]> without = Map.of(new Group("", 0, 0), new long[] {20, 0, 0});
    Map<Group, long[]> with = new HashMap<>(without);
    with.put(new Group("", 0, 2), new long[] {1, 0, 0});
    double epsilon =
        epsilon(
            answering(release, without),
            answering(release, with),
            rows -> rows.get(2).value().longValueExact() >= 1);
    assertThat(epsilon).isBetween(0.7, 1.0);
  }

  @Test
  void meansHideAUnit() {
    Lattice lattice = new Lattice("c_rtt_ms", BigDecimal.ZERO, BigDecimal.TEN);
    Question question =
        new Question.Feature(FRAME, lattice, Question.Moment.MEAN, OptionalInt.empty());
    Release release = release(question, "1");
    // Two units in the middle; a third at the upper end.
    Map<Group, long[]> without = Map.of(new Group("", 0, 0), new long[] {2, 0, 0});
    Map<Group, long[]> with = Map.of(new Group("", 0, 0), new long[] {3, Lattice.STEPS, 0});
    double epsilon =
        epsilon(
            answering(release, without),
            answering(release, with),
            rows -> rows.get(0).value().compareTo(new BigDecimal("8")) >= 0);
    assertThat(epsilon).isLessThanOrEqualTo(1.0);
  }

  @Test
  void percentilesHideAUnit() {
    Lattice lattice = new Lattice("c_rtt_ms", BigDecimal.ZERO, BigDecimal.TEN);
    Question question =
        new Question.Feature(FRAME, lattice, new Question.Percentile(500), OptionalInt.empty());
    Release release = release(question, "1");
    Map<Group, long[]> without = Map.of(new Group("", 0, 0), new long[] {1, 0, 0});
    Map<Group, long[]> with = new HashMap<>(without);
    with.put(new Group("", 0, Lattice.STEPS), new long[] {1, 0, 0});
    double epsilon =
        epsilon(
            answering(release, with),
            answering(release, without),
            rows -> rows.get(0).value().signum() == 0,
            RUNS / 20);
    assertThat(epsilon).isLessThanOrEqualTo(1.0);
  }

  @Test
  void aKeyOfOneUnitIsNotShown() {
    Optional<Groups> selected =
        Optional.of(Groups.selected(Groups.By.DOMAIN, Delta.parse("0.000001")));
    Release release = release(volume(Measure.USERS, selected, 5), "1");
    double epsilon =
        epsilon(
            answering(release, USERS.byKey(5, 1)),
            answering(release, ONE_MORE.byKey(5, 1)),
            rows -> rows.stream().anyMatch(row -> !row.key().equals(Optional.of("a"))));
    assertThat(epsilon).isLessThanOrEqualTo(1.0);
    // A key of enough units is.
    TestTraffic many = TestTraffic.ofUsers(500, "a", 1);
    assertThat(answering(release, many.byKey(5, 1)).get()).hasSize(1);
  }

  @Test
  void boundsFromTheDataAreFoundOut() {
    Release without = release(capped(USERS.most()), "1");
    Release with = release(capped(ONE_MORE.most()), "1");
    long sum = sum(USERS.total(USERS.most()), new Group("", 0, 0), 0);
    double epsilon =
        epsilon(
            answering(without, USERS.total(USERS.most())),
            answering(with, ONE_MORE.total(ONE_MORE.most())),
            rows -> Math.abs(rows.get(0).value().longValueExact() - sum) > 5000);
    assertThat(epsilon).isGreaterThan(1.2);
  }

  private static Question capped(long cap) {
    return new Question.Volume(
        FRAME, Measure.ALL, Optional.empty(), cap, OptionalInt.empty(), OptionalInt.empty());
  }

  @Test
  void halfTheNoiseIsFoundOut() {
    NoiseSource half =
        new NoiseSource() {
          @Override
          public long laplace(Fraction scale) {
            return noise.laplace(scale.dividedBy(Fraction.of(2)));
          }

          @Override
          public long gaussian(Fraction sigmaSquared) {
            return noise.gaussian(sigmaSquared);
          }

          @Override
          public int choose(long[] scores, long[] weights, Fraction factor) {
            return noise.choose(scores, weights, factor);
          }
        };
    Release release = release(volume(Measure.ALL, Optional.empty(), 1), "1");
    Map<Group, long[]> with = ONE_MORE.total(1000);
    double epsilon =
        epsilon(
            answering(release, USERS.total(1000), half),
            answering(release, with, half),
            atLeast(with, 0));
    assertThat(epsilon).isGreaterThan(1.2);
  }

  @Test
  void groupsWithoutABoundAreFoundOut() {
    Release release = release(volume(Measure.USERS, keys(), 1), "1");
    Map<Group, long[]> with = ONE_MORE.byKey(Integer.MAX_VALUE, 1);
    double epsilon =
        epsilon(
            answering(release, USERS.byKey(Integer.MAX_VALUE, 1)),
            answering(release, with),
            atLeast(with, 0));
    assertThat(epsilon).isGreaterThan(1.2);
  }

  @Test
  void keysWithoutAThresholdAreFoundOut() {
    // As if the keys that are there were declared.
    Map<Group, long[]> without = USERS.byKey(5, 1);
    Map<Group, long[]> with = ONE_MORE.byKey(5, 1);
    double epsilon =
        epsilon(
            answering(release(ofKeys(without), "1"), without),
            answering(release(ofKeys(with), "1"), with),
            rows -> rows.size() > 1);
    assertThat(epsilon).isGreaterThan(1.2);
  }

  private static Question ofKeys(Map<Group, long[]> sums) {
    List<String> present = sums.keySet().stream().map(Group::key).toList();
    Groups groups = Groups.declared(Groups.By.DOMAIN, present);
    return volume(Measure.USERS, Optional.of(groups), 5);
  }

  @Test
  void aFlowAsUnitIsFoundOut() {
    Release release = release(volume(Measure.ALL, Optional.empty(), 1), "1");
    Map<Group, long[]> with = ONE_MORE.totalOfFlows(1000);
    double epsilon =
        epsilon(
            answering(release, USERS.totalOfFlows(1000)),
            answering(release, with),
            atLeast(with, 0));
    assertThat(epsilon).isGreaterThan(1.2);
  }
}
