// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.cli.EngineOptions;
import io.weir.cli.Session;
import io.weir.model.WeirException;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.FileContents;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.noise.ExactNoise;
import io.weir.privacy.noise.NoiseSource;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.Asked;
import io.weir.privacy.question.Desk;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The desk over the files of registered datasets, which must still be those that were registered.
 * Thread-safe.
 */
public final class RegisteredDesk {
  private final Ledger ledger;
  private final Session session;
  private final EngineOptions engines;
  private final Map<EngineOptions, DatasetSource> sources = new ConcurrentHashMap<>();
  private final Desk desk;

  /**
   * Opens it.
   *
   * @param engines with what answers are computed, as far as a dataset's registration says nothing
   *     of it; the operator's to say, not the analyst's
   * @throws WeirException of kind USAGE when there is no such engine
   */
  public RegisteredDesk(Ledger ledger, Session session, EngineOptions engines) {
    this.ledger = ledger;
    this.session = session;
    this.engines = engines;
    source(engines);
    this.desk = new Desk(ledger, noise(session));
  }

  /** Weir's own noise, but for a library that is plugged in; which is told. */
  private static NoiseSource noise(Session session) {
    for (NoiseSource other : ServiceLoader.load(NoiseSource.class, session.loader())) {
      session.tell("Noise by " + other.getClass().getName() + ".");
      return other;
    }
    return ExactNoise.secure();
  }

  /**
   * Checks that what questions need beside the data is there.
   *
   * @throws WeirException of kind USAGE when it is not
   */
  static void requireLookUps(List<Asked> questions, EngineOptions engines) {
    boolean isThere = engines.settings().options().value("asn-db").isPresent();
    if (!isThere && questions.stream().anyMatch(Asked::needsSystems)) {
      throw WeirException.usage(
          "Cannot tell autonomous systems: no file of prefixes is named. Whoever registers the dataset"
              + " names one with --asn-db.");
    }
  }

  /**
   * Answers questions, in their order. All are charged, or none.
   *
   * @throws WeirException of kind BUDGET when not all can be paid, of kind USAGE when it cannot be
   *     asked; nothing of that depends on records
   */
  public List<Answer> ask(String dataset, String analyst, List<Asked> questions) {
    Dataset registered = ledger.dataset(dataset).dataset();
    requireLookUps(registered, questions);
    return desk.ask(dataset, analyst, questions, requireReady(registered));
  }

  private DatasetSource source(EngineOptions with) {
    return sources.computeIfAbsent(with, options -> new DatasetSource(session, options));
  }

  /**
   * Checks that what questions need beside the data is there.
   *
   * @throws WeirException of kind USAGE when it is not
   */
  public void requireLookUps(Dataset dataset, List<Asked> questions) {
    requireLookUps(questions, engines.with(dataset.running()));
  }

  /**
   * Checks that the files of a dataset are those that were registered, and that those of look-ups
   * that it is registered with can be read. What is wrong is told in words for the operator.
   *
   * @throws WeirException of kind USAGE when they are not, FAILED when they cannot be read
   */
  public void requireReady(String dataset) {
    requireReady(ledger.dataset(dataset).dataset());
  }

  private DatasetSource requireReady(Dataset dataset) {
    DatasetSource source = source(engines.with(dataset.running()));
    FileContents.requireRegistered(
        dataset.name(), Reading.files(dataset.inputs(), session), ledger.files(dataset.name()));
    return source;
  }
}
