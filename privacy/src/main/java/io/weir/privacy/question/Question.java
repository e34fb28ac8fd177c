// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A question about users' traffic, with the public bounds that limit what one unit of privacy can
 * change of the answer.
 *
 * <p>Where a unit can count in several groups (keys or lengths of time), {@code touched} is how
 * many of them count; empty: as many as there can be, but no more than 10.
 */
public sealed interface Question {
  /** The most bins of a histogram. */
  int MOST_BINS = 1_000;

  /** Groups that count, where nobody says how many. */
  int USUAL_TOUCHED = 10;

  /** Which rows it is about. */
  Frame frame();

  /** The word for what is asked, such as {@code volume}. */
  String kind();

  /**
   * Traffic, in total or by group.
   *
   * @param groups empty: the total
   * @param bound the most that a unit counts in each group; 1 for {@link Measure#USERS}
   * @param tellsCut whether it is also told how many values were above it, for a share of the price
   * @param limit answer for so many groups with the most; empty: for all
   */
  record Volume(
      Frame frame,
      Measure measure,
      Optional<Groups> groups,
      Bound bound,
      boolean tellsCut,
      OptionalInt touched,
      OptionalInt limit)
      implements Question {
    public Volume {
      bound = measure == Measure.USERS ? new Declared(1) : bound;
      if (tellsCut && (measure == Measure.USERS || limit.isPresent())) {
        throw WeirException.usage(
            "Cannot tell what a cap cuts of %s: only sums of volumes have such a number. Leave cut"
                + " out.",
            limit.isPresent() ? "a ranking" : "users");
      }
      if (limit.isPresent() && limit.getAsInt() < 1) {
        throw WeirException.usage(
            "Cannot answer for %d groups with the most: ask for 1 at least.", limit.getAsInt());
      }
    }

    /** With a declared cap, of whose effect nothing is told. */
    public Volume(
        Frame frame,
        Measure measure,
        Optional<Groups> groups,
        long cap,
        OptionalInt touched,
        OptionalInt limit) {
      this(
          frame,
          measure,
          groups,
          new Declared(measure == Measure.USERS ? 1 : cap),
          false,
          touched,
          limit);
    }

    /** The same with another bound. */
    Volume with(Bound other) {
      return new Volume(frame, measure, groups, other, tellsCut, touched, limit);
    }

    @Override
    public String kind() {
      return limit.isPresent() ? "top" : "volume";
    }
  }

  /** The most that a unit counts in a group. */
  sealed interface Bound {}

  /**
   * A public number.
   *
   * @param cap 1 to 1 PB
   */
  record Declared(long cap) implements Bound {
    public Declared {
      if (cap < 1 || cap > Taken.MOST_BYTES) {
        throw WeirException.usage(
            "Cannot cap what a unit counts at %d: the cap must be from 1 to %d.",
            cap, Taken.MOST_BYTES);
      }
    }
  }

  /**
   * A power of 2 that about so many of the units' values do not exceed, chosen for a tenth of the
   * price.
   *
   * @param permille of the values, 1 to 999
   */
  record Bought(int permille) implements Bound {
    public Bought {
      if (permille < 1 || permille > 999) {
        throw WeirException.usage(
            "Cannot choose a cap for %d permille of the values: it must lie between 0.1 and 99.9"
                + " percent.",
            permille);
      }
    }
  }

  /**
   * How many units have how much traffic. Units without any that meets the conditions have 0: those
   * with rows on the days asked about, or with lengths of time those with rows in that length.
   *
   * @param edges where a bin ends and the next begins; the first begins at 0, the last has no end
   */
  record VolumeHistogram(Frame frame, Measure measure, List<Long> edges, OptionalInt touched)
      implements Question {
    public VolumeHistogram {
      edges = List.copyOf(edges);
      checkEdges(edges);
      if (measure == Measure.USERS) {
        throw WeirException.usage(
            "Cannot make a histogram of users: each counts once. Ask of all, upload, download or"
                + " flows.");
      }
    }

    @Override
    public String kind() {
      return "histogram";
    }

    private static void checkEdges(List<Long> edges) {
      boolean isGrowing = !edges.isEmpty() && edges.get(0) > 0;
      for (int i = 1; i < edges.size(); i++) {
        isGrowing &= edges.get(i - 1) < edges.get(i);
      }
      if (!isGrowing || edges.size() >= MOST_BINS) {
        throw WeirException.usage(
            "Cannot make bins of %d edges: they must be above 0, growing, and fewer than %d.",
            edges.size(), MOST_BINS);
      }
    }
  }

  /**
   * A statistic over units of the mean that each has of a numeric column, over its rows that meet
   * the conditions and have a value.
   *
   * @param lattice the column and its public bounds
   */
  record Feature(Frame frame, Lattice lattice, Statistic statistic, OptionalInt touched)
      implements Question {
    @Override
    public String kind() {
      return "feature";
    }
  }

  /**
   * How many units have a row that meets the conditions, and how many have others only: of those
   * with rows on the days asked about, or with lengths of time those with rows in that length.
   */
  record Users(Frame frame, OptionalInt touched) implements Question {
    @Override
    public String kind() {
      return "users";
    }
  }

  /**
   * What a SELECT of one table asks.
   *
   * @param groups empty: all rows that meet the conditions
   */
  record Sql(Frame frame, Aggregate aggregate, Optional<Groups> groups, OptionalInt touched)
      implements Question {
    public Sql {
      if (aggregate instanceof Aggregate.QuantileOf
          && groups.map(Groups::areSelected).orElse(false)) {
        throw WeirException.usage(
            "Cannot tell a quantile of keys that are not declared: nothing is left to select them"
                + " by. Set --keys.");
      }
    }

    @Override
    public String kind() {
      return "sql";
    }
  }

  /** What is told of many values. */
  sealed interface Statistic {}

  /** Statistics without a setting. */
  enum Moment implements Statistic {
    MEAN,
    /** The standard deviation of the values asked about, not of a larger population. */
    DEVIATION
  }

  /**
   * The least value that so many do not exceed.
   *
   * @param permille of the values, 1 to 999
   */
  record Percentile(int permille) implements Statistic {
    public Percentile {
      if (permille < 1 || permille > 999) {
        throw WeirException.usage(
            "Cannot tell a percentile of %d permille: it must lie between 0.1 and 99.9 percent.",
            permille);
      }
    }
  }

  /**
   * How many values lie in each of so many bins of equal width.
   *
   * @param bins 2 to {@link #MOST_BINS}
   */
  record Histogram(int bins) implements Statistic {
    public Histogram {
      if (bins < 2 || bins > MOST_BINS) {
        throw WeirException.usage("Cannot make %d bins: make from 2 to %d.", bins, MOST_BINS);
      }
    }
  }
}
