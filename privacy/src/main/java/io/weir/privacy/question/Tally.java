// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import io.weir.privacy.ledger.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one question needs of the data, and all that its privacy rests on: each unit has one value
 * in each group it touches, at most {@code touched} groups count, and a value changes a group's
 * sums by no more than its parts' bounds. The SQL and the noise are both made of this.
 *
 * @param where conditions that a row must meet, all of them
 * @param every length of time of a group; a day is a multiple of it
 * @param groups what divides rows into groups, besides the time
 * @param touched groups (or of histograms, groups of units' values) in which a unit counts, at most
 * @param most groups that a unit can have rows in, of those that are answered
 * @param amount what of a row makes up its unit's value
 * @param reduction what becomes of the units' values of a group
 */
record Tally(
    List<Condition> where,
    Optional<Duration> every,
    Optional<Groups> groups,
    int touched,
    int most,
    Amount amount,
    Reduction reduction) {
  Tally {
    where = List.copyOf(where);
  }

  Optional<Groups.Key> by() {
    return groups.map(Groups::by);
  }

  /** The declared groups; none where there are no groups, or they are selected. */
  List<String> keys() {
    return groups.map(Groups::keys).orElse(List.of());
  }

  /** Whether a unit counts in each group that it touches, so that none need be chosen. */
  boolean hasAllGroups() {
    return touched >= most && !isSelected();
  }

  /** Whether the groups are not known beforehand. */
  boolean isSelected() {
    return groups.map(Groups::areSelected).orElse(false);
  }

  /** What tallies must share to be computed from one value a unit and group. */
  record Shape(Optional<Duration> every, Optional<Groups.Key> by) {
    boolean isWhole() {
      return every.isEmpty() && by.isEmpty();
    }
  }

  Shape shape() {
    return new Shape(every, by());
  }

  /** What of the rows makes up a unit's value in a group. */
  sealed interface Amount {}

  /** The sum of bytes, or the number of rows. */
  record Traffic(Measure measure) implements Amount {}

  /** The sum of a value over rows, where it is known and above 0. */
  record Added(Aggregate.Total total) implements Amount {}

  /** The mean of a column, where it is known; a unit of which it is never known has no value. */
  record Mean(Lattice lattice) implements Amount {}

  /** 1 if there is a row that meets the conditions, else 0. */
  record Presence() implements Amount {}

  /** What becomes of the values of a group's units. */
  sealed interface Reduction {}

  /**
   * They are summed.
   *
   * @param cap the most that a unit's value can be
   */
  record Sums(long cap, List<Part> parts) implements Reduction {
    Sums {
      parts = List.copyOf(parts);
    }
  }

  /**
   * They are counted between edges.
   *
   * @param edges where a bin ends and the next begins, growing
   * @param idle what becomes of units none of whose rows meets the conditions
   */
  record Bins(List<Long> edges, Idle idle) implements Reduction {
    Bins {
      edges = List.copyOf(edges);
    }
  }

  /** Units none of whose rows meets the conditions. */
  enum Idle {
    /** They have the value 0. */
    COUNTED,
    LEFT_OUT
  }

  /**
   * They are counted on a fine grid, of which a quantile is chosen.
   *
   * @param step of the grid, which divides {@link Lattice#STEPS}
   */
  record Quantile(long step, int permille) implements Reduction {
    /** Steps of the grid between the bounds. */
    static final int PLACES = 1024;
  }

  /** What a question needs of the data of a dataset with these units. */
  static Tally of(Question question, Users users) {
    Frame frame = question.frame();
    int units = users.unit().isDaily() ? 1 : frame.days().count();
    int lengths = frame.every().isEmpty() ? 1 : Math.multiplyExact(frame.perDay(), units);
    if (question instanceof Question.Volume volume) {
      return ofVolume(volume, lengths);
    }
    if (question instanceof Question.VolumeHistogram histogram) {
      Bins bins = new Bins(histogram.edges(), Idle.COUNTED);
      Amount amount = new Traffic(histogram.measure());
      return plain(frame, histogram.touched(), lengths, amount, bins);
    }
    if (question instanceof Question.Feature feature) {
      Amount amount = new Mean(feature.lattice());
      return plain(frame, feature.touched(), lengths, amount, reduction(feature.statistic()));
    }
    if (question instanceof Question.Sql sql) {
      return ofSql(sql, lengths);
    }
    Question.Users matching = (Question.Users) question;
    Bins bins = new Bins(List.of(1L), Idle.COUNTED);
    return plain(frame, matching.touched(), lengths, new Presence(), bins);
  }

  private static Tally ofVolume(Question.Volume volume, int lengths) {
    Frame frame = volume.frame();
    boolean isSelected = volume.groups().map(Groups::areSelected).orElse(false);
    Part part = volume.measure() == Measure.USERS ? Part.UNITS : Part.VALUES;
    List<Part> parts = new ArrayList<>();
    if (isSelected && part != Part.UNITS) {
      parts.add(Part.UNITS);
    }
    parts.add(part);
    if (volume.tellsCut()) {
      parts.add(Part.ABOVE);
    }
    // Of a cap that is not chosen yet, what belongs to each 1 of it is known.
    long cap = volume.bound() instanceof Question.Declared declared ? declared.cap() : 1;
    int most = most(volume.groups(), lengths);
    return new Tally(
        frame.where(),
        frame.every(),
        volume.groups(),
        touched(volume.touched(), most),
        most,
        new Traffic(volume.measure()),
        new Sums(cap, parts));
  }

  private static Tally ofSql(Question.Sql sql, int lengths) {
    boolean isSelected = sql.groups().map(Groups::areSelected).orElse(false);
    List<Part> parts = isSelected ? List.of(Part.UNITS, Part.VALUES) : List.of(Part.VALUES);
    Amount amount;
    Reduction reduction;
    if (sql.aggregate() instanceof Aggregate.RowCount count) {
      amount = new Traffic(Measure.FLOWS);
      reduction = new Sums(count.cap(), parts);
    } else if (sql.aggregate() instanceof Aggregate.Total total) {
      amount = new Added(total);
      reduction = new Sums(total.places(), parts);
    } else if (sql.aggregate() instanceof Aggregate.QuantileOf quantile) {
      amount = new Mean(quantile.lattice());
      reduction = reduction(new Question.Percentile(quantile.permille()));
    } else {
      amount = new Mean(((Aggregate.MeanOf) sql.aggregate()).lattice());
      reduction = reduction(Question.Moment.MEAN);
    }
    int most = most(sql.groups(), lengths);
    return new Tally(
        sql.frame().where(),
        sql.frame().every(),
        sql.groups(),
        touched(sql.touched(), most),
        most,
        amount,
        reduction);
  }

  /** The groups that there can be, of keys and lengths of time. */
  private static int most(Optional<Groups> divided, int lengths) {
    int keys =
        divided
            .map(groups -> groups.areSelected() ? Integer.MAX_VALUE : groups.keys().size())
            .orElse(1);
    return (int) Math.min((long) keys * lengths, Integer.MAX_VALUE);
  }

  private static Tally plain(
      Frame frame, OptionalInt wanted, int most, Amount amount, Reduction reduction) {
    int touched = touched(wanted, most);
    return new Tally(
        frame.where(), frame.every(), Optional.empty(), touched, most, amount, reduction);
  }

  private static int touched(OptionalInt wanted, int most) {
    int touched = wanted.orElse(Question.USUAL_TOUCHED);
    if (touched < 1) {
      throw WeirException.usage(
          "Cannot let a unit count in %d groups: it must be 1 at least.", touched);
    }
    return Math.min(touched, most);
  }

  private static Reduction reduction(Question.Statistic statistic) {
    if (statistic instanceof Question.Percentile percentile) {
      return new Quantile(Lattice.STEPS / Quantile.PLACES, percentile.permille());
    }
    if (statistic instanceof Question.Histogram histogram) {
      List<Long> edges = new ArrayList<>();
      for (int i = 1; i < histogram.bins(); i++) {
        edges.add(Lattice.STEPS * i / histogram.bins());
      }
      return new Bins(edges, Idle.LEFT_OUT);
    }
    return statistic == Question.Moment.MEAN
        ? new Sums(Lattice.STEPS, List.of(Part.UNITS, Part.CENTRED))
        : new Sums(Lattice.STEPS, List.of(Part.UNITS, Part.CENTRED, Part.SQUARES));
  }
}
