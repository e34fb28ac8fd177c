// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.cli.EngineOptions;
import io.weir.cli.Session;
import io.weir.model.WeirException;
import io.weir.privacy.ledger.FileContents;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.Registration;
import io.weir.privacy.noise.ExactNoise;
import io.weir.privacy.noise.NoiseSource;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.Asked;
import io.weir.privacy.question.Desk;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The desk over the files of registered datasets, which must still be those that were registered.
 * Thread-safe.
 */
public final class RegisteredDesk {
  private final Ledger ledger;
  private final Session session;
  private final EngineOptions engines;
  private final DatasetSource source;
  private final Desk desk;

  /**
   * Opens it.
   *
   * @throws WeirException of kind USAGE when there is no such engine
   */
  public RegisteredDesk(Ledger ledger, Session session, EngineOptions engines) {
    this.ledger = ledger;
    this.session = session;
    this.engines = engines;
    this.source = new DatasetSource(session, engines);
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
  public static void requireLookUps(List<Asked> questions, EngineOptions engines) {
    boolean isThere = engines.settings().options().value("asn-db").isPresent();
    if (!isThere && questions.stream().anyMatch(Asked::needsSystems)) {
      throw WeirException.usage(
          "Cannot tell autonomous systems: no file of prefixes is named. Name one with --asn-db.");
    }
  }

  /**
   * Answers questions, in their order. All are charged, or none.
   *
   * @throws WeirException of kind BUDGET when not all can be paid, of kind USAGE when it cannot be
   *     asked; nothing of that depends on records
   */
  public List<Answer> ask(String dataset, String analyst, List<Asked> questions) {
    requireLookUps(questions, engines);
    requireRegistered(ledger.dataset(dataset));
    return desk.ask(dataset, analyst, questions, source);
  }

  private void requireRegistered(Registration registration) {
    String name = registration.dataset().name();
    FileContents.requireRegistered(
        name, Reading.files(registration.dataset().inputs(), session), ledger.files(name));
  }
}
