// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.budget.Loss;
import io.weir.privacy.budget.Rho;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.noise.Fraction;
import io.weir.privacy.noise.NoiseSource;
import io.weir.privacy.noise.SeededNoise;
import io.weir.privacy.question.Sums.Group;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures privacy from outside: an engine bounds and sums data with a unit and without it, answers
 * are made 100,000 times of each, and how much likelier an event is with the unit bounds ε from
 * below. The bound must not exceed the claim; for pure noise it must come near. What is broken must
 * be found out.
 */
class AuditTest {
  private static final int RUNS = 100_000;

  /** Normal quantile: each of two bounds holds with 97.5 %, so both with 95 %. */
  private static final double Z = 1.96;

  private static final String[] KEYS = {"a", "b", "c", "d", "e"};
  private static final Frame FRAME =
      new Frame(TestTraffic.TABLE, TestTraffic.DAY, List.of(), Optional.empty());
  private static final Lattice VALUES =
      new Lattice("c_rtt_ms", BigDecimal.ZERO, BigDecimal.valueOf(1024));
  private static final TestTraffic USERS = TestTraffic.ofUsers(20, 300, "a");
  private static final TestTraffic ONE_MORE = USERS.withGreedy(9999, KEYS);
  private static final Group ALL = new Group("", 0, 0);

  private final NoiseSource noise = SeededNoise.of(20260301);

  private static Question.Volume volume(Measure measure, Optional<Groups> groups, int touched) {
    return capped(measure, groups, touched, 1000);
  }

  private static Question.Volume capped(
      Measure measure, Optional<Groups> groups, int touched, long cap) {
    return new Question.Volume(
        FRAME, measure, groups, cap, OptionalInt.of(touched), OptionalInt.empty());
  }

  private static Question feature(Question.Statistic statistic) {
    return new Question.Feature(FRAME, VALUES, statistic, OptionalInt.empty());
  }

  private static Optional<Groups> keys() {
    return Optional.of(Groups.declared(Groups.By.NAME, Arrays.asList(KEYS)));
  }

  private static Optional<Groups> selected() {
    return Optional.of(Groups.selected(Groups.By.NAME, Delta.parse("0.000001")));
  }

  private static Release release(Question question, String epsilon) {
    return new Release(question, Users.BY_DAY, new Price.Pure(Epsilon.parse(epsilon)));
  }

  /** A mechanism at work on bounded sums. */
  private record Answering(Release release, Sums sums, NoiseSource noise) {
    BooleanSupplier is(Predicate<List<AnswerRow>> event) {
      return () -> event.test(release.answer(sums, 0, noise));
    }
  }

  private Answering answering(Release release, Sums sums) {
    return new Answering(release, sums, noise);
  }

  /** How large ε is at least, by an event that is likelier with the unit. */
  private static double epsilon(BooleanSupplier without, BooleanSupplier with) {
    return epsilon(without, with, 0);
  }

  /** The same of (ε, δ). */
  private static double epsilon(BooleanSupplier without, BooleanSupplier with, double delta) {
    return Math.log((bound(count(with), -Z) - delta) / bound(count(without), Z));
  }

  private static double epsilon(
      Answering without, Answering with, Predicate<List<AnswerRow>> event) {
    return epsilon(without.is(event), with.is(event));
  }

  private static int count(BooleanSupplier event) {
    int count = 0;
    for (int i = 0; i < RUNS; i++) {
      count += event.getAsBoolean() ? 1 : 0;
    }
    return count;
  }

  /** Wilson's bound of a frequency. */
  private static double bound(int count, double z) {
    double p = (double) count / RUNS;
    double square = z * z / RUNS;
    double spread = z * Math.sqrt(p * (1 - p) / RUNS + square / RUNS / 4);
    return Math.max(1e-12, (p + square / 2 + spread) / (1 + square));
  }

  private static Predicate<List<AnswerRow>> atLeast(Sums sums) {
    return rows ->
        rows.stream()
            .allMatch(
                row -> {
                  Group group = new Group(row.key().orElse(""), 0, 0);
                  return row.value().longValueExact() >= sums.of(0, group, 0);
                });
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "1", "2"})
  void aTotalHidesAUnitAsFarAsItCosts(String price) {
    Question question = volume(Measure.ALL, Optional.empty(), 1);
    Release release = release(question, price);
    Sums with = ONE_MORE.sums(question);
    assertThat(with.of(0, ALL, 0)).isEqualTo(20 * 300 + 1000);
    double epsilon =
        epsilon(answering(release, USERS.sums(question)), answering(release, with), atLeast(with));
    double claim = Double.parseDouble(price);
    assertThat(epsilon).isBetween(0.7 * claim, claim);
  }

  @Test
  void groupsHideAUnitThatTouchesAll() {
    Question question = volume(Measure.USERS, keys(), 3);
    Release release = release(question, "1.5");
    Sums with = ONE_MORE.sums(question);
    double epsilon =
        epsilon(answering(release, USERS.sums(question)), answering(release, with), atLeast(with));
    assertThat(epsilon).isBetween(0.7 * 1.5, 1.5);
  }

  @Test
  void histogramsHideAUnit() {
    Question question =
        new Question.VolumeHistogram(
            FRAME, Measure.ALL, List.of(1000L, 5000L), OptionalInt.empty());
    Release release = release(question, "1");
    double epsilon =
        epsilon(
            answering(release, USERS.sums(question)),
            answering(release, ONE_MORE.sums(question)),
            rows -> rows.get(2).value().longValueExact() >= 1);
    assertThat(epsilon).isBetween(0.7, 1.0);
  }

  @Test
  void meansHideAUnit() {
    Question question = feature(Question.Moment.MEAN);
    Release release = release(question, "1");
    // Two units in the middle; a third at the upper end.
    Sums without = TestTraffic.ofValues(512, 512).sums(question);
    Sums with = TestTraffic.ofValues(512, 512, 1024).sums(question);
    double ofAnswers =
        epsilon(
            answering(release, without),
            answering(release, with),
            rows -> rows.get(0).value().compareTo(new BigDecimal("800")) >= 0);
    assertThat(ofAnswers).isLessThanOrEqualTo(1.0);
    // A quotient tells less than its parts, which are what is paid for.
    double ofParts = epsilon(reaching(release, without, with), reaching(release, with, with));
    assertThat(ofParts).isBetween(0.7, 1.0);
  }

  @Test
  void deviationsHideAUnit() {
    Question question = feature(Question.Moment.DEVIATION);
    Release release = release(question, "1.5");
    Sums without = TestTraffic.ofValues(512, 512).sums(question);
    Sums with = TestTraffic.ofValues(512, 512, 1024).sums(question);
    double ofParts = epsilon(reaching(release, without, with), reaching(release, with, with));
    assertThat(ofParts).isBetween(0.7 * 1.5, 1.5);
  }

  /** That all noisy parts reach what they are with the unit. */
  private BooleanSupplier reaching(Release release, Sums sums, Sums with) {
    return () -> {
      long[] parts = release.noisy(ALL, sums, 0, noise);
      for (int p = 0; p < parts.length; p++) {
        if (parts[p] < with.of(0, ALL, p)) {
          return false;
        }
      }
      return true;
    };
  }

  @Test
  void percentilesHideAUnit() {
    Question question = feature(new Question.Percentile(500));
    Release release = release(question, "1");
    // One unit makes all places alike; a second one below makes those between the two the best.
    double epsilon =
        epsilon(
            answering(release, TestTraffic.ofValues(24).sums(question)),
            answering(release, TestTraffic.ofValues(24, 0).sums(question)),
            rows ->
                rows.get(0).value().signum() > 0
                    && rows.get(0).value().compareTo(BigDecimal.valueOf(24)) <= 0);
    assertThat(epsilon).isBetween(0.7, 1.0);
  }

  @Test
  void aCapThatIsBoughtHidesAUnit() {
    Question question =
        new Question.Volume(
            FRAME,
            Measure.ALL,
            Optional.empty(),
            new Question.Bought(500),
            false,
            OptionalInt.of(1),
            OptionalInt.empty());
    // A tenth is for the cap.
    CapChoice choice = release(question, "10").choice().orElseThrow();
    Sums without = TestTraffic.ofUsers(1, 2, "a").sums(choice.tally());
    Sums with = TestTraffic.ofUsers(1, 2, "a").withGreedy(1, "a").sums(choice.tally());
    double epsilon =
        epsilon(() -> choice.draw(without, 0, noise) == 1, () -> choice.draw(with, 0, noise) == 1);
    assertThat(epsilon).isBetween(0.7, 1.0);
  }

  @Test
  void selectedKeysHideAUnitThatTouchesThem() {
    Question question = volume(Measure.USERS, selected(), 5);
    Release release = release(question, "1");
    TestTraffic many = TestTraffic.ofUsers(300, 300, KEYS);
    Sums with = many.withGreedy(9999, KEYS).sums(question);
    double epsilon =
        epsilon(
            answering(release, many.sums(question)),
            answering(release, with),
            rows -> rows.size() == KEYS.length && atLeast(with).test(rows));
    assertThat(epsilon).isBetween(0.7, 1.0);
  }

  @Test
  void aKeyOfOneUnitIsNotShown() {
    Question question = volume(Measure.USERS, selected(), 5);
    Release release = release(question, "1");
    double epsilon =
        epsilon(
            answering(release, USERS.sums(question)),
            answering(release, ONE_MORE.sums(question)),
            rows -> rows.stream().anyMatch(row -> !row.key().equals(Optional.of("a"))));
    assertThat(epsilon).isLessThanOrEqualTo(1.0);
    // A key of enough units is.
    Sums many = TestTraffic.ofUsers(500, 1, "a").sums(question);
    assertThat(release.answer(many, 0, noise)).hasSize(1);
  }

  @Test
  void gaussianNoiseHidesAUnit() {
    Question question = volume(Measure.ALL, Optional.empty(), 1);
    Rho rho = Rho.parse("0.5");
    Release release = new Release(question, Users.BY_DAY, new Price.Concentrated(rho));
    double claim = Loss.of(rho, Delta.parse("0.01")).epsilon().value().doubleValue();
    // Of all events, those far above are where the two differ most.
    double epsilon = ofGaussian(release, question, noise);
    assertThat(epsilon).isBetween(0.6 * claim, claim);
    assertThat(ofGaussian(release, question, halved())).isGreaterThan(claim);
  }

  private static double ofGaussian(Release release, Question question, NoiseSource noise) {
    Predicate<List<AnswerRow>> isFarAbove =
        rows -> rows.get(0).value().longValueExact() >= 20 * 300 + 2400;
    return epsilon(
        new Answering(release, USERS.sums(question), noise).is(isFarAbove),
        new Answering(release, ONE_MORE.sums(question), noise).is(isFarAbove),
        0.01);
  }

  @Test
  void boundsFromTheDataAreFoundOut() {
    Question narrow = capped(Measure.ALL, Optional.empty(), 1, USERS.most());
    Question wide = capped(Measure.ALL, Optional.empty(), 1, ONE_MORE.most());
    Sums without = USERS.sums(narrow);
    long sum = without.of(0, ALL, 0);
    double epsilon =
        epsilon(
            answering(release(narrow, "1"), without),
            answering(release(wide, "1"), ONE_MORE.sums(wide)),
            rows -> Math.abs(rows.get(0).value().longValueExact() - sum) > 5000);
    assertThat(epsilon).isGreaterThan(1.2);
  }

  /** Half the noise that is asked for. */
  private NoiseSource halved() {
    return new NoiseSource() {
      @Override
      public long laplace(Fraction scale) {
        return noise.laplace(scale.dividedBy(Fraction.of(2)));
      }

      @Override
      public long gaussian(Fraction sigmaSquared) {
        return noise.gaussian(sigmaSquared.dividedBy(Fraction.of(4)));
      }

      @Override
      public int choose(long[] scores, long[] weights, Fraction factor) {
        return noise.choose(scores, weights, factor);
      }
    };
  }

  @Test
  void halfTheNoiseIsFoundOut() {
    Question question = volume(Measure.ALL, Optional.empty(), 1);
    Release release = release(question, "1");
    NoiseSource half = halved();
    Sums with = ONE_MORE.sums(question);
    double epsilon =
        epsilon(
            new Answering(release, USERS.sums(question), half),
            new Answering(release, with, half),
            atLeast(with));
    assertThat(epsilon).isGreaterThan(1.2);
  }

  @Test
  void groupsWithoutABoundAreFoundOut() {
    // The noise is that of one group, the sums are those of all.
    Release release = release(volume(Measure.USERS, keys(), 1), "1");
    Question unbounded = volume(Measure.USERS, keys(), KEYS.length);
    Sums with = ONE_MORE.sums(unbounded);
    double epsilon =
        epsilon(answering(release, USERS.sums(unbounded)), answering(release, with), atLeast(with));
    assertThat(epsilon).isGreaterThan(1.2);
  }

  @Test
  void keysWithoutAThresholdAreFoundOut() {
    // As if the keys that are there were declared.
    Question question = volume(Measure.USERS, selected(), 5);
    Sums without = USERS.sums(question);
    Sums with = ONE_MORE.sums(question);
    double epsilon =
        epsilon(
            answering(release(ofKeys(without), "1"), without),
            answering(release(ofKeys(with), "1"), with),
            rows -> rows.size() > 1);
    assertThat(epsilon).isGreaterThan(1.2);
  }

  private static Question ofKeys(Sums sums) {
    List<String> present = sums.groups(0).stream().map(Group::key).toList();
    return volume(Measure.USERS, Optional.of(Groups.declared(Groups.By.NAME, present)), 5);
  }

  @Test
  void aFlowAsUnitIsFoundOut() {
    Question question = volume(Measure.ALL, Optional.empty(), 1);
    Release release = release(question, "1");
    Sums with = ONE_MORE.sumsOfFlows(question);
    assertThat(with.of(0, ALL, 0)).isEqualTo(20 * 300 + 5 * 1000);
    double epsilon =
        epsilon(
            answering(release, USERS.sumsOfFlows(question)),
            answering(release, with),
            atLeast(with));
    assertThat(epsilon).isGreaterThan(1.2);
  }
}
