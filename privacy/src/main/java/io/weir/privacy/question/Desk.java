// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Result;
import io.weir.model.tables.FiveTables;
import io.weir.privacy.ledger.Charge;
import io.weir.privacy.ledger.ChargeRequest;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.Registration;
import io.weir.privacy.ledger.StoredAnswer;
import io.weir.privacy.noise.NoiseSource;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Where private questions are asked: looks for answers that were paid for, charges the others,
 * computes their bounded sums in one pass over the data, adds noise, keeps the answers and hands
 * them out. Thread-safe if the ledger and the noise are.
 */
public final class Desk {
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

  /**
   * Answers questions, in their order. All are charged, or none.
   *
   * @throws io.weir.model.WeirException of kind BUDGET when not all can be paid, of kind USAGE when
   *     the dataset, the analyst or a question is none; nothing of that depends on records
   */
  public List<Answer> ask(String name, String analyst, List<Asked> questions, Source source) {
    Registration registration = ledger.dataset(name);
    Dataset dataset = registration.dataset();
    Map<Integer, Answer> answers = new TreeMap<>();
    Map<ChargeRequest, Integer> unpaid = new LinkedHashMap<>();
    Map<Integer, Integer> repeated = new TreeMap<>();
    for (int i = 0; i < questions.size(); i++) {
      Asked asked = questions.get(i);
      ChargeRequest request = request(registration, analyst, asked, source);
      Optional<StoredAnswer> stored = ledger.stored(request);
      if (stored.isPresent()) {
        List<AnswerRow> rows = AnswerText.rows(stored.get().text());
        answers.put(i, answer(dataset, asked, rows, true));
      } else {
        Integer first = unpaid.putIfAbsent(request, i);
        if (first != null) {
          repeated.put(i, first);
        }
      }
    }
    if (!unpaid.isEmpty()) {
      List<Charge> charges = ledger.charge(List.copyOf(unpaid.keySet()));
      answers.putAll(fresh(dataset, questions, List.copyOf(unpaid.values()), charges, source));
    }
    repeated.forEach(
        (again, first) -> {
          List<AnswerRow> rows = Objects.requireNonNull(answers.get(first)).rows();
          answers.put(again, answer(dataset, questions.get(again), rows, true));
        });
    return List.copyOf(answers.values());
  }

  private static ChargeRequest request(
      Registration registration, String analyst, Asked asked, Source source) {
    Dataset dataset = registration.dataset();
    // What the question asks of SQL is checked before it is paid for.
    new WallClock(asked.question().frame().days(), dataset.users().zone());
    String systems = asked.needsSystems() ? source.systems() : "";
    String text = asked.normalised(dataset) + (systems.isEmpty() ? "" : " systems=" + systems);
    source
        .schema(asked.question().frame().table())
        .ifPresent(schema -> PublicColumns.requireKnown(asked.question(), schema));
    requireWritable(dataset, asked);
    return new ChargeRequest(
        analyst,
        dataset.name(),
        registration.version(),
        asked.question().kind(),
        text,
        asked.question().frame().days(),
        asked.cost(dataset));
  }

  /** A question that cannot be written in SQL is refused, and neither paid nor in others' way. */
  private static void requireWritable(Dataset dataset, Asked asked) {
    Frame frame = asked.question().frame();
    BoundedSql.of(
        dataset, frame.table(), frame.days(), List.of(asked.release(dataset).tally()), "");
  }

  private Map<Integer, Answer> fresh(
      Dataset dataset,
      List<Asked> questions,
      List<Integer> places,
      List<Charge> charges,
      Source source) {
    Map<Pass, List<Integer>> passes = new LinkedHashMap<>();
    for (int c = 0; c < places.size(); c++) {
      Frame frame = questions.get(places.get(c)).question().frame();
      Pass pass = new Pass(frame.table(), frame.days());
      passes.computeIfAbsent(pass, p -> new ArrayList<>()).add(c);
    }
    Map<Integer, Answer> answers = new TreeMap<>();
    passes.forEach(
        (pass, members) -> {
          List<Release> releases =
              capped(
                  dataset,
                  pass,
                  members.stream().map(c -> questions.get(places.get(c)).release(dataset)).toList(),
                  source);
          List<Tally> tallies = releases.stream().map(Release::tally).toList();
          Sums sums = sums(dataset, pass, releases, tallies, source);
          for (int m = 0; m < members.size(); m++) {
            int c = members.get(m);
            List<AnswerRow> rows = releases.get(m).answer(sums, m, noise);
            ledger.store(charges.get(c), AnswerText.of(rows));
            Asked asked = questions.get(places.get(c));
            answers.put(places.get(c), answer(dataset, asked, rows, false));
          }
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
    List<Integer> places = new ArrayList<>();
    List<Tally> tallies = new ArrayList<>();
    for (int i = 0; i < releases.size(); i++) {
      if (PublicColumns.isAnswerable(releases.get(i).question(), columns)) {
        places.add(i);
        tallies.add(wanted.get(i));
      }
    }
    if (!tallies.isEmpty()) {
      BoundedStatement statement =
          BoundedSql.of(dataset, pass.table(), pass.days(), tallies, secret());
      sums.read(engine, statement, places);
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

  private static Answer answer(
      Dataset dataset, Asked asked, List<AnswerRow> rows, boolean isStored) {
    List<String> notes = new Notes(dataset, asked).all();
    return new Answer(rows, asked.cost(dataset), isStored, notes);
  }
}
