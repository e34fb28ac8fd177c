// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.weir.cli.json.Json;
import io.weir.model.WeirException;
import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.Registration;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.Asked;
import io.weir.privacy.question.ExpectedNoise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Questions, from the bytes of a request to the JSON of their answers or of their cost. */
final class Asking {
  private static final long MOST_NUMBERS = 100_000;

  private final Ledger ledger;
  private final VisibleDatasets datasets;
  private final PrivateService.Answering answering;

  Asking(Ledger ledger, VisibleDatasets datasets, PrivateService.Answering answering) {
    this.ledger = ledger;
    this.datasets = datasets;
    this.answering = answering;
  }

  /** A request that may be answered. */
  record Accepted(Analyst analyst, Registration registration, QuestionRequest request) {
    boolean isDryRun() {
      return request.isDryRun();
    }

    private Dataset dataset() {
      return registration.dataset();
    }
  }

  /**
   * Reads and checks a request.
   *
   * @throws Refusal when it cannot be answered
   */
  Accepted accept(Analyst analyst, byte[] body) {
    QuestionRequest request = QuestionRequest.of(body);
    Registration registration = datasets.named(analyst, request.dataset());
    requireRight(analyst, request);
    requireAskable(request, registration.dataset());
    answering.require(registration.dataset(), request.questions());
    return new Accepted(analyst, registration, request);
  }

  private static void requireRight(Analyst analyst, QuestionRequest request) {
    for (Asked asked : request.questions()) {
      String kind = asked.question().kind();
      try {
        analyst.requireRight(request.dataset(), kind);
      } catch (WeirException e) {
        throw Refusal.of(Refusal.FORBIDDEN, e.getMessage()).about(request.dataset(), kind);
      }
    }
  }

  /** Checks what the declaration tells; and that the answer has a size to be sent at once. */
  private static void requireAskable(QuestionRequest request, Dataset dataset) {
    long numbers = 0;
    for (int i = 0; i < request.questions().size(); i++) {
      try {
        numbers += request.questions().get(i).numbers(dataset);
      } catch (WeirException e) {
        throw QuestionRequest.numbered(e, i, request.questions().size());
      }
    }
    if (numbers > MOST_NUMBERS) {
      throw Refusal.of(
          Refusal.WRONG,
          "Cannot answer with %d numbers at once: that is too many. Ask for %d at most in a request."
              .formatted(numbers, MOST_NUMBERS));
    }
  }

  /** What the answers would cost. */
  Json expected(Accepted accepted) {
    Map<Days, Json> left = new HashMap<>();
    List<Json> expected = new ArrayList<>();
    for (Asked asked : accepted.request().questions()) {
      List<Json> noises = new ArrayList<>();
      ExpectedNoise.of(asked, accepted.dataset())
          .forEach(noise -> noises.add(Written.noise(noise)));
      expected.add(
          Json.Fields.NONE
              .with("kind", asked.question().kind())
              .with("cost", Written.cost(asked.cost(accepted.dataset())))
              .with("noise", Written.all(noises))
              .with("left", left(left, accepted, asked)));
    }
    return head(accepted).with("expected", Written.all(expected));
  }

  /** The answers; they are charged. */
  Json answers(Accepted accepted) {
    List<Asked> questions = accepted.request().questions();
    List<Answer> answers =
        answering.ask(accepted.dataset().name(), accepted.analyst().name(), questions);
    Map<Days, Json> left = new HashMap<>();
    List<Json> all = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Asked asked = questions.get(i);
      Json.Fields fields = Json.Fields.NONE.with("kind", asked.question().kind());
      for (var field : Written.answer(answers.get(i)).all().entrySet()) {
        fields = fields.with(field.getKey(), field.getValue());
      }
      all.add(fields.with("left", left(left, accepted, asked)));
    }
    return head(accepted).with("answers", Written.all(all));
  }

  private static Json.Fields head(Accepted accepted) {
    return Json.Fields.NONE
        .with("dataset", accepted.dataset().name())
        .with("version", accepted.registration().version());
  }

  /** What is left on the day asked about that has the least; told once for the same days. */
  private Json left(Map<Days, Json> known, Accepted accepted, Asked asked) {
    return known.computeIfAbsent(
        asked.question().frame().days(),
        days -> {
          String dataset = accepted.dataset().name();
          String analyst = accepted.analyst().name();
          return Json.Fields.NONE
              .with("dataset", Written.cap(ledger.balance(dataset, days).left()))
              .with("analyst", Written.cap(ledger.balance(dataset, analyst, days).left()));
        });
  }
}
