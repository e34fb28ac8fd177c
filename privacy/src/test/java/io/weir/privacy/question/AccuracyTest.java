// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.noise.NoiseSource;
import io.weir.privacy.noise.SeededNoise;
import io.weir.privacy.question.Sums.Group;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * How far answers are from the truth, bounds and noise together: 20,000 made-up users on 7 days, of
 * whom two in three are there on a day, with volumes that are log-normal, as those of people are.
 * The table is that of docs/private-questions.md.
 */
class AccuracyTest {
  private static final int USERS = 20_000;
  private static final int DAYS = 7;
  private static final int DRAWS = 25;
  private static final long LOW_CAP = 20_000_000_000L;
  private static final long HIGH_CAP = 200_000_000_000L;
  private static final List<String> PRICES = List.of("0.1", "0.5", "1", "2", "5");
  private static final OptionalInt USUAL = OptionalInt.empty();
  private static final Frame FRAME =
      new Frame(
          "flows",
          new Days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 7)),
          List.of(),
          Optional.empty());

  private final NoiseSource noise = SeededNoise.of(7);
  private final double[] volumes = volumes();

  /** Bytes of each user and day that is there. */
  private static double[] volumes() {
    SplittableRandom random = new SplittableRandom(20_260_301);
    double[] volumes = new double[USERS * DAYS];
    int count = 0;
    for (int i = 0; i < volumes.length; i++) {
      double bytes = Math.floor(Math.exp(19 + 1.8 * random.nextGaussian()));
      if (random.nextInt(3) > 0) {
        volumes[count++] = bytes;
      }
    }
    return Arrays.copyOf(volumes, count);
  }

  /** The median of the errors of some draws, as a share of the truth. */
  private double error(
      Question question,
      String epsilon,
      Map<Group, long[]> sums,
      double truth,
      ToDoubleFunction<List<AnswerRow>> told) {
    Release release = new Release(question, Users.BY_DAY, new Price.Pure(Epsilon.parse(epsilon)));
    Sums known = Sums.known(List.of(sums));
    double[] errors = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      double answer = told.applyAsDouble(release.answer(known, 0, noise));
      errors[i] = Math.abs(answer - truth) / truth;
    }
    Arrays.sort(errors);
    return errors[DRAWS / 2];
  }

  private static double value(List<AnswerRow> rows) {
    return rows.get(0).value().doubleValue();
  }

  private double ofTotal(String epsilon, long cap) {
    Question question =
        new Question.Volume(FRAME, Measure.ALL, Optional.empty(), cap, USUAL, USUAL);
    long capped = (long) Arrays.stream(volumes).map(v -> Math.min(v, (double) cap)).sum();
    Map<Group, long[]> sums = Map.of(new Group("", 0, 0), new long[] {capped, 0, 0});
    return error(question, epsilon, sums, Arrays.stream(volumes).sum(), AccuracyTest::value);
  }

  /** With a cap that is bought, for 99 % of the values. */
  private double ofTotalWithBoughtCap(String epsilon) {
    Question question =
        new Question.Volume(
            FRAME, Measure.ALL, Optional.empty(), new Question.Bought(990), false, USUAL, USUAL);
    Release release = new Release(question, Users.BY_DAY, new Price.Pure(Epsilon.parse(epsilon)));
    CapChoice choice = release.choice().orElseThrow();
    List<Long> edges = ((Tally.Bins) choice.tally().reduction()).edges();
    Map<Group, long[]> bins = new HashMap<>();
    for (double volume : volumes) {
      long bin = edges.stream().filter(edge -> volume >= (double) edge).count();
      bins.computeIfAbsent(new Group("", 0, bin), group -> new long[3])[0]++;
    }
    Sums between = Sums.known(List.of(bins));
    NoiseSource own = SeededNoise.of(8);
    double truth = Arrays.stream(volumes).sum();
    double[] errors = new double[DRAWS];
    for (int i = 0; i < DRAWS; i++) {
      long cap = choice.draw(between, 0, own);
      long capped = (long) Arrays.stream(volumes).map(v -> Math.min(v, (double) cap)).sum();
      Map<Group, long[]> sums = Map.of(new Group("", 0, 0), new long[] {capped, 0, 0});
      List<AnswerRow> rows = release.capped(cap).answer(Sums.known(List.of(sums)), 0, own);
      errors[i] = Math.abs(rows.get(1).value().doubleValue() - truth) / truth;
    }
    Arrays.sort(errors);
    return errors[DRAWS / 2];
  }

  private double ofUsers(String epsilon) {
    Question question =
        new Question.Volume(FRAME, Measure.USERS, Optional.empty(), 1, USUAL, USUAL);
    Map<Group, long[]> sums = Map.of(new Group("", 0, 0), new long[] {volumes.length, 0, 0});
    return error(question, epsilon, sums, volumes.length, AccuracyTest::value);
  }

  /** Of the rarest bin: units above 10 GB. */
  private double ofHistogram(String epsilon) {
    List<Long> edges = List.of(10_000_000L, 100_000_000L, 1_000_000_000L, 10_000_000_000L);
    Map<Group, long[]> sums = new HashMap<>();
    for (double volume : volumes) {
      long bin = edges.stream().filter(edge -> volume >= (double) edge).count();
      sums.computeIfAbsent(new Group("", 0, bin), group -> new long[3])[0]++;
    }
    double truth = (double) Arrays.stream(volumes).filter(v -> v >= (double) edges.get(3)).count();
    Question question = new Question.VolumeHistogram(FRAME, Measure.ALL, edges, USUAL);
    return error(question, epsilon, sums, truth, rows -> rows.get(4).value().doubleValue());
  }

  /** Of the logarithm of the volume, from 0 to 12, as a column would have it. */
  private double ofFeature(String epsilon, Question.Statistic statistic, double truth) {
    Lattice lattice = new Lattice("log_bytes", BigDecimal.ZERO, BigDecimal.valueOf(12));
    Map<Group, long[]> sums = new HashMap<>();
    for (double volume : volumes) {
      double share = Math.min(1, Math.max(0, Math.log10(volume) / 12));
      long place = (long) (share * (double) Lattice.STEPS);
      if (statistic == Question.Moment.MEAN || statistic == Question.Moment.DEVIATION) {
        long[] parts = sums.computeIfAbsent(new Group("", 0, 0), group -> new long[3]);
        long z = 2 * place - Lattice.STEPS;
        parts[0]++;
        parts[1] += z;
        parts[2] += z * z;
      } else {
        long step = Lattice.STEPS / Tally.Quantile.PLACES;
        sums.computeIfAbsent(new Group("", 0, place - place % step), group -> new long[3])[0]++;
      }
    }
    Question question = new Question.Feature(FRAME, lattice, statistic, USUAL);
    return error(question, epsilon, sums, truth, AccuracyTest::value);
  }

  @Test
  void answersAreNearTheTruth() {
    double[] logs = Arrays.stream(volumes).map(Math::log10).sorted().toArray();
    double mean = Arrays.stream(logs).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    Map<String, double[]> errors = new TreeMap<>();
    for (String price : PRICES) {
      errors.put(
          price,
          new double[] {
            ofTotal(price, LOW_CAP),
            ofTotal(price, HIGH_CAP),
            ofTotalWithBoughtCap(price),
            ofUsers(price),
            ofHistogram(price),
            ofFeature(price, Question.Moment.MEAN, mean),
            ofFeature(price, Question.Moment.DEVIATION, deviation),
            ofFeature(price, new Question.Percentile(900), logs[logs.length * 9 / 10])
          });
    }
    if (Boolean.getBoolean("weir.write-docs")) {
      errors.forEach((price, row) -> System.out.println(line(price, row)));
    }
    assertThat(errors.get("1")).hasSize(8);
    double[] limits = {0.2, 0.03, 0.2, 0.0001, 0.01, 0.001, 0.01, 0.002};
    double[] one = errors.getOrDefault("1", limits);
    for (int i = 0; i < limits.length; i++) {
      assertThat(one[i]).isLessThan(limits[i]);
    }
  }

  private static String line(String price, double[] errors) {
    StringBuilder line = new StringBuilder("| " + price + " |");
    for (double error : errors) {
      line.append(String.format(Locale.ROOT, " %.3g %% |", 100 * error));
    }
    return line.toString();
  }
}
