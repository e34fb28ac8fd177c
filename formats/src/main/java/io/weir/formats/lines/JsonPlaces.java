// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The members that the objects of records had so far, each with those that came behind it: the next
 * record has most likely one of them there. Not thread-safe.
 *
 * @param <T> what a reader knows of a member
 */
public final class JsonPlaces<T> {
  /** When there are more, all are forgotten: such records have no order. */
  private static final int MOST = 128;

  /** What it costs to note a value that may come again, in records where it does. */
  private static final int TRIAL = 8;

  private static final int MOST_HOPE = 64;
  private static final int MOST_JOINS = 4;

  /**
   * A member of a key.
   *
   * @param <T> what a reader knows of it
   */
  public static final class Place<T> {
    private final @Nullable JsonLead lead;
    private final @Nullable T target;
    private final boolean isPassed;
    private @Nullable JsonLead run;
    private Place<T> runLast = this;
    private int hope = 4 * TRIAL;
    private int joins = MOST_JOINS;
    private @Nullable Place<T> next;
    private @Nullable Place<T> other;

    private Place(@Nullable JsonLead lead, @Nullable T target, boolean isPassed) {
      this.lead = lead;
      this.target = target;
      this.isPassed = isPassed;
    }

    /** What a reader knows of the member. */
    public @Nullable T target() {
      return target;
    }

    /** Whether its value is of no interest. */
    public boolean isPassed() {
      return isPassed;
    }

    /**
     * The last of the members at an index that are of no interest and have the values that they had
     * before, of which this is the first; null when that is not so. They end {@link #runLength}
     * behind the index.
     */
    public @Nullable Place<T> lastSame(byte[] bytes, int at, int end) {
      JsonLead same = run;
      if (same == null) {
        return null;
      }
      if (same.stands(bytes, at, end) && bytes[at + same.length()] == ',') {
        hope = Math.min(MOST_HOPE, hope + 1);
        return runLast;
      }
      run = null;
      if (runLast != this) {
        joins--;
      }
      return null;
    }

    /** How long the members of {@link #lastSame} are. */
    public int runLength() {
      return run == null ? 0 : run.length();
    }

    /** Notes the value that the member has in {@code bytes[at .. behind)}, if it may come again. */
    public void note(byte[] bytes, int at, int behind) {
      if (run == null && hope >= TRIAL) {
        hope -= TRIAL;
        run = new JsonLead(bytes, at, behind);
        runLast = this;
      }
    }

    /**
     * Notes that the same values were at an index as before, and behind them again those of another
     * member, if they may come again so.
     */
    public void join(Place<T> more, byte[] bytes, int at, int behind) {
      if (joins > 0 && hope == MOST_HOPE && more.hope == MOST_HOPE) {
        run = new JsonLead(bytes, at, behind);
        runLast = more.runLast;
      }
    }

    /** What stands before its value. */
    public JsonLead lead() {
      return Objects.requireNonNull(lead);
    }

    /** The member that came behind this one last; a place of nothing when there was none. */
    public @Nullable Place<T> next() {
      return next;
    }

    /** The member at an index, if it is one that came behind this one before. */
    public @Nullable Place<T> behind(byte[] bytes, int at, int end) {
      Place<T> expected = next;
      if (expected == null || expected.lead().stands(bytes, at, end)) {
        return expected;
      }
      expected = other;
      return expected != null && expected.lead().stands(bytes, at, end) ? expected : null;
    }
  }

  private final Place<T> start = new Place<>(null, null, false);
  private final List<Place<T>> known = new ArrayList<>();

  /** Stands for the beginning of an object. */
  public Place<T> start() {
    return start;
  }

  /** The member with such a lead, noted as one behind another; null when there is none yet. */
  public @Nullable Place<T> find(Place<T> before, JsonLead lead) {
    for (Place<T> place : known) {
      if (place.lead().isSame(lead)) {
        follow(before, place);
        return place;
      }
    }
    return null;
  }

  /**
   * Notes a member that is not known yet.
   *
   * @param isPassed whether its value is of no interest
   */
  public Place<T> add(Place<T> before, JsonLead lead, @Nullable T target, boolean isPassed) {
    if (known.size() == MOST) {
      known.clear();
      start.next = null;
      start.other = null;
    }
    Place<T> place = new Place<>(lead, target, isPassed);
    known.add(place);
    follow(before, place);
    return place;
  }

  private void follow(Place<T> before, Place<T> place) {
    if (before.next != place) {
      before.other = before.next;
      before.next = place;
    }
  }
}
