// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.Micros;
import io.weir.model.WeirException;
import io.weir.privacy.budget.Cost;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.noise.NoiseSource;
import io.weir.privacy.question.Sums.Group;
import io.weir.privacy.question.Tally.Bins;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Adds noise to the bounded sums of one question, and makes its answer of what comes out. Nothing
 * after the noise looks at the sums again.
 */
final class Release {
  private static final long MOST_NUMBERS = 1_000_000;

  private final Question question;
  private final Tally tally;
  private final Price price;
  private final List<Mechanism> mechanisms;
  private final Users users;

  /** How the cap is chosen; empty where it is known. */
  private final Optional<CapChoice> choice;

  /** The cap, where it was chosen. */
  private final List<AnswerRow> chosen;

  Release(Question question, Users users, Price price) {
    this(question, users, price, List.of());
  }

  private Release(Question question, Users users, Price price, List<AnswerRow> chosen) {
    this.question = question;
    this.users = users;
    this.tally = Tally.of(question, users);
    this.price = price;
    this.chosen = chosen;
    this.choice =
        question instanceof Question.Volume volume
                && volume.bound() instanceof Question.Bought bought
            ? Optional.of(
                new CapChoice(
                    tally,
                    ((Tally.Sums) tally.reduction()).parts().size(),
                    bought.permille(),
                    price))
            : Optional.empty();
    this.mechanisms = mechanisms(tally, choice.isPresent() ? price.afterBound() : price);
    requireFew();
    requirePrice();
  }

  /** How the cap is chosen, before {@link #answer}; empty where it is known. */
  Optional<CapChoice> choice() {
    return choice;
  }

  /** The same with a cap that was chosen for it, which is told with the answer. */
  Release capped(long cap) {
    Question.Volume volume = ((Question.Volume) question).with(new Question.Declared(cap));
    AnswerRow row =
        new AnswerRow(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "cap",
            BigDecimal.valueOf(cap),
            Optional.empty());
    return new Release(volume, users, price.afterBound(), List.of(row));
  }

  /** Sums tell by their noise what is too little. */
  private void requirePrice() {
    if (tally.reduction() instanceof Tally.Quantile
        && price.epsilonOfChoice(tally.touched()).signum() <= 0) {
      throw WeirException.usage(
          "Cannot choose a percentile at the price of %s: any would be as likely. Pay more.",
          price);
    }
  }

  /** Every declared group is answered, so their number is bounded. */
  private void requireFew() {
    if (numbers() > MOST_NUMBERS) {
      throw WeirException.usage(
          "Cannot answer with %d numbers: that is too many. Ask for %d at most: of fewer days, keys or"
              + " bins, or longer times.",
          numbers(), MOST_NUMBERS);
    }
  }

  /** How many numbers are answered; of keys that are not declared, for each. */
  long numbers() {
    long keys = Math.max(1, tally.keys().size());
    long lengths =
        tally.every().isEmpty()
            ? 1
            : (long) question.frame().perDay() * question.frame().days().count();
    long bins = tally.reduction() instanceof Bins bin ? bin.edges().size() + 1 : 1;
    return keys * lengths * bins;
  }

  Question question() {
    return question;
  }

  Tally tally() {
    return tally;
  }

  /** What the answer costs each unit. */
  Cost cost() {
    Cost cost = tally.reduction() instanceof Tally.Quantile ? price.ofChoices() : price.ofSums();
    if (choice.isPresent()) {
      cost = price.forBound().ofChoices().plus(price.afterBound().ofSums());
    }
    return tally.isSelected() ? cost.withDelta(tally.groups().orElseThrow().delta()) : cost;
  }

  /** The noise of each part, in the order of the sums' parts. */
  List<Mechanism> mechanisms() {
    return mechanisms;
  }

  private static List<Mechanism> mechanisms(Tally tally, Price price) {
    if (tally.reduction() instanceof Tally.Sums sums) {
      return sums.parts().stream()
          .map(
              part ->
                  new Mechanism(
                      price, sums.parts().size(), tally.touched(), part.bound(sums.cap())))
          .toList();
    }
    return tally.reduction() instanceof Bins
        ? List.of(new Mechanism(price, 1, tally.touched(), 1))
        : List.of();
  }

  /**
   * The answer.
   *
   * @param index of the question among the sums
   */
  List<AnswerRow> answer(Sums sums, int index, NoiseSource noise) {
    List<AnswerRow> rows = new ArrayList<>();
    if (tally.reduction() instanceof Bins bins) {
      for (Group group : declared()) {
        rows.addAll(histogram(bins, group, sums, index, noise));
      }
    } else if (tally.reduction() instanceof Tally.Quantile quantile) {
      Choice choice = new Choice(quantile, lattice(), price, tally.touched());
      for (Group group : declared()) {
        rows.add(
            row(group, "percentile", choice.draw(sums, index, group, noise), Optional.empty()));
      }
    } else if (tally.isSelected()) {
      rows.addAll(selected(sums, index, noise));
    } else {
      for (Group group : declared()) {
        rows.addAll(ofParts(group, noisy(group, sums, index, noise)));
      }
    }
    List<AnswerRow> all = new ArrayList<>(chosen);
    all.addAll(limited(rows));
    return all;
  }

  /** Every group that can be, known without the data. */
  private List<Group> declared() {
    List<String> keys = tally.keys().isEmpty() ? List.of("") : tally.keys();
    List<Group> groups = new ArrayList<>();
    for (long time : times()) {
      for (String key : keys) {
        groups.add(new Group(key, time, 0));
      }
    }
    return groups;
  }

  private List<Long> times() {
    if (tally.every().isEmpty()) {
      return List.of(0L);
    }
    long length = tally.every().get().toNanos() / 1000;
    List<Long> times = new ArrayList<>();
    for (LocalDate day : question.frame().days().all()) {
      long start = WallClock.localMicros(day);
      for (long time = 0; time < WallClock.MICROS_OF_DAY; time += length) {
        times.add(start + time);
      }
    }
    return times;
  }

  /** The parts of a group, each with its noise: all that is told of the sums. */
  long[] noisy(Group group, Sums sums, int index, NoiseSource noise) {
    long[] parts = new long[mechanisms.size()];
    for (int p = 0; p < parts.length; p++) {
      parts[p] = sums.of(index, group, p) + mechanisms.get(p).draw(noise);
    }
    return parts;
  }

  private List<AnswerRow> histogram(
      Bins bins, Group group, Sums sums, int index, NoiseSource noise) {
    List<AnswerRow> rows = new ArrayList<>();
    Mechanism mechanism = mechanisms.get(0);
    Optional<BigDecimal> error = Optional.of(BigDecimal.valueOf(mechanism.error()));
    for (int bin = 0; bin <= bins.edges().size(); bin++) {
      long count = sums.of(index, new Group(group.key(), group.time(), bin), 0);
      rows.add(
          new AnswerRow(
              time(group),
              matching(bin),
              edge(bins, bin - 1),
              edge(bins, bin),
              "units",
              BigDecimal.valueOf(count + mechanism.draw(noise)),
              error));
    }
    return rows;
  }

  /** Of users, whether they match; else nothing. */
  private Optional<String> matching(int bin) {
    return question instanceof Question.Users
        ? Optional.of(bin == 0 ? "not matching" : "matching")
        : Optional.empty();
  }

  /** The value at which a bin ends; -1 is where the first begins. */
  private Optional<BigDecimal> edge(Bins bins, int edge) {
    if (question instanceof Question.Users) {
      return Optional.empty();
    }
    boolean isFeature = question instanceof Question.Feature;
    if (edge < 0) {
      return Optional.of(isFeature ? lattice().low() : BigDecimal.ZERO);
    }
    if (edge == bins.edges().size()) {
      return isFeature ? Optional.of(lattice().high()) : Optional.empty();
    }
    BigDecimal place = BigDecimal.valueOf(bins.edges().get(edge));
    return Optional.of(isFeature ? Figures.shown(lattice().value(place)) : place);
  }

  /** The bounds of the column that is asked about. */
  Lattice lattice() {
    if (question instanceof Question.Sql sql) {
      return sql.aggregate() instanceof Aggregate.QuantileOf quantile
          ? quantile.lattice()
          : ((Aggregate.MeanOf) sql.aggregate()).lattice();
    }
    return ((Question.Feature) question).lattice();
  }

  /** The groups that enough units touch, as far as the noise lets it be seen. */
  private List<AnswerRow> selected(Sums sums, int index, NoiseSource noise) {
    List<AnswerRow> rows = new ArrayList<>();
    Mechanism units = mechanisms.get(0);
    long threshold = units.threshold(tally.groups().orElseThrow().delta());
    // The order in which an engine tells groups is no part of the answer.
    List<Group> groups = new ArrayList<>(sums.groups(index));
    groups.sort(Comparator.comparing(Group::time).thenComparing(Group::key));
    for (Group group : groups) {
      long[] parts = noisy(group, sums, index, noise);
      if (parts[0] >= threshold) {
        rows.addAll(ofParts(group, parts));
      }
    }
    return rows;
  }

  private List<AnswerRow> ofParts(Group group, long[] parts) {
    if (tally.amount() instanceof Tally.Mean) {
      return List.of(ofMoments(group, parts));
    }
    int last = parts.length - 1;
    if (question instanceof Question.Sql sql) {
      return List.of(row(group, sql.aggregate().word(), parts, last));
    }
    Question.Volume volume = (Question.Volume) question;
    if (!volume.tellsCut()) {
      return List.of(row(group, volume.measure().unit(), parts, last));
    }
    return List.of(
        row(group, volume.measure().unit(), parts, last - 1),
        row(group, Part.ABOVE.text(), parts, last));
  }

  private AnswerRow row(Group group, String what, long[] parts, int part) {
    BigDecimal error = Figures.plain(mechanisms.get(part).error(), digits());
    return row(group, what, Figures.plain(parts[part], digits()), Optional.of(error));
  }

  /** The digits behind the point of a sum of whole numbers. */
  int digits() {
    return tally.amount() instanceof Tally.Added added ? added.total().digits() : 0;
  }

  private AnswerRow ofMoments(Group group, long[] parts) {
    Moments moments = new Moments(lattice(), parts, mechanisms);
    boolean isDeviation =
        question instanceof Question.Feature feature
            && feature.statistic() == Question.Moment.DEVIATION;
    return !isDeviation
        ? row(group, "mean", moments.mean(), Optional.of(moments.errorOfMean()))
        : row(group, "deviation", moments.deviation(), Optional.of(moments.errorOfDeviation()));
  }

  private AnswerRow row(Group group, String what, BigDecimal value, Optional<BigDecimal> error) {
    Optional<String> key = tally.groups().isPresent() ? Optional.of(group.key()) : Optional.empty();
    return new AnswerRow(time(group), key, Optional.empty(), Optional.empty(), what, value, error);
  }

  private Optional<LocalDateTime> time(Group group) {
    return tally.every().isEmpty() ? Optional.empty() : Optional.of(Micros.toTime(group.time()));
  }

  /** The rows with the most, where the question asks for so many; of each length of time. */
  private List<AnswerRow> limited(List<AnswerRow> rows) {
    if (!(question instanceof Question.Volume volume) || volume.limit().isEmpty()) {
      return rows;
    }
    List<AnswerRow> most = new ArrayList<>(rows);
    Comparator<AnswerRow> byTime =
        Comparator.comparing(row -> row.time().orElse(LocalDateTime.MIN));
    most.sort(byTime.thenComparing(AnswerRow::value, Comparator.reverseOrder()));
    List<AnswerRow> kept = new ArrayList<>();
    for (int i = 0; i < most.size(); i++) {
      int before = i - volume.limit().getAsInt();
      if (before < 0 || !most.get(before).time().equals(most.get(i).time())) {
        kept.add(most.get(i));
      }
    }
    return kept;
  }
}
