// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Result;
import io.weir.model.tables.FiveTables;
import io.weir.privacy.ledger.Charge;
import io.weir.privacy.ledger.ChargeRequest;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Entry;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.Registration;
import io.weir.privacy.ledger.StoredAnswer;
import io.weir.privacy.noise.NoiseSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where private questions are asked: looks for answers that were paid for, charges the others,
 * computes their bounded sums in one pass over the data, adds noise, keeps the answers and hands
 * them out. Thread-safe if the ledger and the noise are.
 */
public final class Desk {
  /** How long who waits for an answer waits before asking for it again. */
  private static final Duration WAIT = Duration.ofMillis(100);

  private final Ledger ledger;
  private final NoiseSource noise;

  /** Reads the data of a dataset; asked when all is charged. */
  public interface Source {
    /**
     * Opens an engine over the data, lets it work, and closes it. What goes wrong with the data may
     * depend on the records, so it is told to nobody: the answer is then that of data without rows.
     */
    void read(Dataset dataset, Consumer<Engine> work);

    /**
     * What tells the file by which addresses are told their autonomous systems, such as its hash:
     * answers by another file are others. Empty where there is none.
     */
    default String systems() {
      return "";
    }

    /** The columns of a table, as far as they are known without the data. */
    default Optional<TableSchema> schema(String table) {
      return FiveTables.named(table);
    }
  }

  /** Which questions one statement can answer. */
  private record Pass(String table, Days days) {}

  /**
   * Opens the desk.
   *
   * @param noise exact, such as {@link io.weir.privacy.noise.ExactNoise}
   */
  public Desk(Ledger ledger, NoiseSource noise) {
    this.ledger = ledger;
    this.noise = noise;
  }

  /** A question with what follows from it and the dataset's declaration, worked out once. */
  private record Priced(Asked asked, Release release, ChargeRequest request) {}

  /**
   * Answers questions, in their order. All are charged, or none. Who asks one that is being
   * answered for the same analyst, by this process or another, waits and is shown its answer.
   *
   * @throws io.weir.model.WeirException of kind BUDGET when not all can be paid, of kind USAGE when
   *     the dataset, the analyst or a question is none; nothing of that depends on records
   */
  public List<Answer> ask(String name, String analyst, List<Asked> questions, Source source) {
    Registration registration = ledger.dataset(name);
    List<Priced> priced = new ArrayList<>();
    for (Asked asked : questions) {
      priced.add(priced(registration, analyst, asked, source));
    }
    Map<ChargeRequest, Priced> different = new LinkedHashMap<>();
    priced.forEach(one -> different.putIfAbsent(one.request(), one));
    List<Entry> entries = begun(List.copyOf(different.keySet()));
    return answers(registration.dataset(), priced, different, entries, source);
  }

  /** Waits until nobody answers any of them, then takes all: nobody waits holding some. */
  private List<Entry> begun(List<ChargeRequest> requests) {
    try {
      while (true) {
        Optional<List<Entry>> entries = ledger.begin(requests);
        if (entries.isPresent()) {
          return entries.get();
        }
        TimeUnit.NANOSECONDS.sleep(WAIT.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeirException.failed("Cannot answer: it was interrupted. Ask again.");
    }
  }

  /** The answers that are stored, and those that are paid for now. */
  private List<Answer> answers(
      Dataset dataset,
      List<Priced> asked,
      Map<ChargeRequest, Priced> different,
      List<Entry> entries,
      Source source) {
    Map<ChargeRequest, List<AnswerRow>> rows = new HashMap<>();
    Map<Charge, Priced> paid = new LinkedHashMap<>();
    int next = 0;
    for (Priced one : different.values()) {
      Entry entry = entries.get(next++);
      if (entry instanceof Charge charge) {
        paid.put(charge, one);
      } else {
        rows.put(one.request(), AnswerText.rows(((StoredAnswer) entry).text()));
      }
    }
    Set<ChargeRequest> fresh = new HashSet<>();
    if (!paid.isEmpty()) {
      paid.values().forEach(one -> fresh.add(one.request()));
      try (Claim claim = new Claim(ledger, paid.keySet())) {
        rows.putAll(fresh(dataset, paid, source));
        claim.kept();
      }
    }
    List<Answer> answers = new ArrayList<>();
    for (Priced one : asked) {
      // Of questions that are the same, the first is the one that is paid.
      boolean isFresh = fresh.remove(one.request());
      List<String> notes = new Notes(dataset, one.asked(), one.release()).all();
      List<AnswerRow> shown = Objects.requireNonNull(rows.get(one.request()));
      answers.add(new Answer(shown, one.release().cost(), !isFresh, notes));
    }
    return answers;
  }

  private static Priced priced(
      Registration registration, String analyst, Asked asked, Source source) {
    Dataset dataset = registration.dataset();
    Frame frame = asked.question().frame();
    // What the question asks of SQL is checked before it is paid for.
    new WallClock(frame.days(), dataset.users().zone());
    String systems = asked.needsSystems() ? source.systems() : "";
    Release release = asked.release(dataset);
    String text = asked.normalised(release) + (systems.isEmpty() ? "" : " systems=" + systems);
    source
        .schema(frame.table())
        .ifPresent(schema -> PublicColumns.requireKnown(asked.question(), schema));
    // One that cannot be written is refused, and neither paid nor in others' way.
    BoundedSql.of(dataset, frame.table(), frame.days(), List.of(release.tally()), "");
    ChargeRequest request =
        new ChargeRequest(
            analyst,
            dataset.name(),
            registration.version(),
            asked.question().kind(),
            text,
            frame.days(),
            release.cost());
    return new Priced(asked, release, request);
  }

  /** Answers what is charged; each pass over the data serves all questions that it can. */
  private Map<ChargeRequest, List<AnswerRow>> fresh(
      Dataset dataset, Map<Charge, Priced> paid, Source source) {
    Map<Pass, List<Charge>> passes = new LinkedHashMap<>();
    paid.forEach(
        (charge, one) -> {
          Frame frame = one.asked().question().frame();
          Pass pass = new Pass(frame.table(), frame.days());
          passes.computeIfAbsent(pass, p -> new ArrayList<>()).add(charge);
        });
    Map<ChargeRequest, List<AnswerRow>> answers = new HashMap<>();
    passes.forEach(
        (pass, charges) -> {
          List<Release> priced =
              charges.stream()
                  .map(charge -> Objects.requireNonNull(paid.get(charge)).release())
                  .toList();
          List<Release> releases = capped(dataset, pass, priced, source);
          List<Tally> tallies = releases.stream().map(Release::tally).toList();
          Sums sums = sums(dataset, pass, releases, tallies, source);
          Map<Charge, String> texts = new LinkedHashMap<>();
          for (int i = 0; i < charges.size(); i++) {
            List<AnswerRow> rows = releases.get(i).answer(sums, i, noise);
            texts.put(charges.get(i), AnswerText.of(rows));
            answers.put(charges.get(i).request(), rows);
          }
          ledger.store(texts);
        });
    return answers;
  }

  /** Chooses the caps that are bought, in a pass of their own; all was charged before. */
  private List<Release> capped(Dataset dataset, Pass pass, List<Release> releases, Source source) {
    List<Release> bought =
        releases.stream().filter(release -> release.choice().isPresent()).toList();
    if (bought.isEmpty()) {
      return releases;
    }
    List<CapChoice> choices =
        bought.stream().map(release -> release.choice().orElseThrow()).toList();
    List<Tally> tallies = choices.stream().map(CapChoice::tally).toList();
    Sums sums = sums(dataset, pass, bought, tallies, source);
    List<Release> all = new ArrayList<>();
    int next = 0;
    for (Release release : releases) {
      if (release.choice().isPresent()) {
        all.add(release.capped(choices.get(next).draw(sums, next, noise)));
        next++;
      } else {
        all.add(release);
      }
    }
    return all;
  }

  private static Sums sums(
      Dataset dataset, Pass pass, List<Release> releases, List<Tally> wanted, Source source) {
    Sums sums = Sums.none(releases.size());
    try {
      source.read(dataset, engine -> read(engine, dataset, pass, releases, wanted, sums));
      return sums;
    } catch (Throwable e) {
      if (e instanceof ThreadDeath || e instanceof InternalError) {
        throw e;
      }
      // Which record, file or column it was would be an answer that nobody paid for; a record can
      // also be what memory or stack are not enough for.
      return Sums.none(releases.size());
    }
  }

  /** Reads the sums of those questions that the table can answer at all. */
  private static void read(
      Engine engine,
      Dataset dataset,
      Pass pass,
      List<Release> releases,
      List<Tally> wanted,
      Sums sums) {
    List<Column> columns =
        FiveTables.named(pass.table())
            .map(TableSchema::columns)
            .orElseGet(() -> columns(engine, pass.table()));
    // Questions that differ in their price alone have the same sums.
    Map<Tally, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < releases.size(); i++) {
      if (PublicColumns.isAnswerable(releases.get(i).question(), columns)) {
        places.computeIfAbsent(wanted.get(i), tally -> new ArrayList<>()).add(i);
      }
    }
    if (!places.isEmpty()) {
      BoundedStatement statement =
          BoundedSql.of(dataset, pass.table(), pass.days(), List.copyOf(places.keySet()), secret());
      sums.read(engine, statement, List.copyOf(places.values()));
    }
  }

  private static List<Column> columns(Engine engine, String table) {
    String none = "SELECT * FROM " + SqlText.quoted(table) + " LIMIT 0";
    try (Result nothing = engine.query(none, List.of())) {
      return nothing.columns();
    }
  }

  private static String secret() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
