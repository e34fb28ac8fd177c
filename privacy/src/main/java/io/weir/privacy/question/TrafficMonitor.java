// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.ledger.Days;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Private questions as methods, which have the names that DPMon's have, for programs that move from
 * there. What DPMon takes from the data is said here by who asks: days, the most that a user
 * counts, the bounds of values, the edges of bins. Each answer is charged as {@link Desk#ask} does
 * it; many questions are answered in one pass there.
 *
 * <pre>{@code
 * TrafficMonitor monitor = new TrafficMonitor(desk, source, "campus", "ada", terms);
 * Answer answer = monitor.volumeOnDomain("www.example.org");
 * }</pre>
 */
public final class TrafficMonitor {
  private static final String FLOWS = "flows";
  private static final String NAMED_FLOWS = "named_flows";
  private static final OptionalInt USUAL = OptionalInt.empty();

  private final Desk desk;
  private final Desk.Source source;
  private final String dataset;
  private final String analyst;
  private final Terms terms;

  /**
   * What all questions have in common; public.
   *
   * @param days that are asked about
   * @param measure what volumes are of: bytes, or flows
   * @param cap the most of it that a unit counts
   * @param way who began the flows that count; empty: either end
   * @param price of each answer
   */
  public record Terms(
      Days days, Measure measure, long cap, Optional<Condition.Way> way, Price price) {
    /** The same about flows that went one way. */
    public Terms with(Condition.Way other) {
      return new Terms(days, measure, cap, Optional.of(other), price);
    }
  }

  /**
   * Asks a dataset.
   *
   * @param source reads its files, which must be those that were registered
   * @param dataset its name in the ledger
   * @param analyst who asks, and pays
   */
  public TrafficMonitor(
      Desk desk, Desk.Source source, String dataset, String analyst, Terms terms) {
    this.desk = desk;
    this.source = source;
    this.dataset = dataset;
    this.analyst = analyst;
    this.terms = terms;
  }

  /** The volume of flows with a server's address. */
  public Answer volumeOnIp(String address) {
    return volume(new Condition.Server(address));
  }

  /** The volume of flows with the servers of an autonomous system; the engine must know them. */
  public Answer volumeOnAsn(long number) {
    return volume(new Condition.ServerAs(number));
  }

  /** The volume of flows with a server's name. */
  public Answer volumeOnDomain(String name) {
    return volume(new Condition.Domain(name));
  }

  /**
   * The volume of flows with names that begin or end so, or have this in them.
   *
   * @param pattern such as {@code *.example.org}
   */
  public Answer volumeOnDomainPattern(String pattern) {
    return volume(new Condition.DomainPattern(pattern));
  }

  private Answer volume(Condition server) {
    Frame frame = frame(table(server), server);
    return ask(
        new Question.Volume(
            frame, terms.measure(), Optional.empty(), terms.cap(), USUAL, OptionalInt.empty()));
  }

  /**
   * How many units have how much.
   *
   * @param edges where a bin ends and the next begins, growing
   */
  public Answer volumeHistogram(List<Long> edges) {
    return ask(new Question.VolumeHistogram(frame(FLOWS), terms.measure(), edges, USUAL));
  }

  /**
   * The same of flows with a server; units without any have 0.
   *
   * @param server an address, an autonomous system, a name or a pattern of names
   */
  public Answer volumeHistogramSpecific(List<Long> edges, Condition server) {
    Frame frame = frame(table(server), server);
    return ask(new Question.VolumeHistogram(frame, terms.measure(), edges, USUAL));
  }

  /**
   * A statistic over units of the mean that each has of a numeric column.
   *
   * @param table such as {@code named_flows}, or a native one with a declared user column
   * @param column its name, and the bounds that values are cut to
   * @param where conditions on flows, all of which hold
   */
  public Answer flowFeature(
      String table, Lattice column, Question.Statistic statistic, Condition... where) {
    return ask(new Question.Feature(frame(table, where), column, statistic, USUAL));
  }

  /** How many units have no flow with a server, and how many have one, in this order. */
  public Answer userCountSpecific(Condition server) {
    return ask(new Question.Users(frame(table(server), server), USUAL));
  }

  private static String table(Condition server) {
    boolean isOfName =
        server instanceof Condition.Domain || server instanceof Condition.DomainPattern;
    return isOfName ? NAMED_FLOWS : FLOWS;
  }

  private Frame frame(String table, Condition... where) {
    List<Condition> conditions = new ArrayList<>(Arrays.asList(where));
    terms.way().ifPresent(conditions::add);
    return new Frame(table, terms.days(), conditions, Optional.empty());
  }

  private Answer ask(Question question) {
    return desk.ask(dataset, analyst, List.of(new Asked(question, terms.price())), source).get(0);
  }
}
