// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.weir.cli.json.Json;
import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Charge;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.RefusedRequest;
import io.weir.privacy.ledger.Registration;
import io.weir.privacy.ledger.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a ledger tells: datasets, what was spent, and to operators what was asked and refused. */
final class Accounts {
  private final Ledger ledger;
  private final VisibleDatasets datasets;
  private final RefusalTrail trail;

  Accounts(Ledger ledger, VisibleDatasets datasets, RefusalTrail trail) {
    this.ledger = ledger;
    this.datasets = datasets;
    this.trail = trail;
  }

  Json datasets(Analyst analyst) {
    List<Registration> all = datasets.all(analyst);
    return Json.Fields.NONE.with(
        "datasets", Written.all(all.stream().map(Written::dataset).toList()));
  }

  Json budget(Analyst analyst, QueryParameters parameters) {
    Dataset dataset = datasets.named(analyst, parameters.text("dataset").orElse("")).dataset();
    Json.Fields budget =
        Json.Fields.NONE
            .with("dataset", dataset.name())
            .with("cap", Written.cap(dataset.cap()))
            .with(
                "spent",
                Written.spendings(ledger.spendings(dataset.name()), dataset.cap(), dataset));
    Optional<String> other = parameters.text("analyst");
    if (analyst.role() == Role.ANALYST && !other.orElse(analyst.name()).equals(analyst.name())) {
      throw forbidden("Cannot show what others spent: that is for operators. Leave analyst out.");
    }
    Optional<Analyst> of =
        analyst.role() == Role.ANALYST ? Optional.of(analyst) : other.map(ledger::analyst);
    if (of.isPresent()) {
      String name = of.get().name();
      Json own =
          Json.Fields.NONE
              .with("name", name)
              .with("allotment", Written.cap(of.get().allotment()))
              .with(
                  "spent",
                  Written.spendings(
                      ledger.spendings(dataset.name(), name), of.get().allotment(), dataset));
      budget = budget.with("analyst", own);
    }
    return budget;
  }

  Json audit(Analyst analyst, QueryParameters parameters) {
    requireOperator(
        analyst, "Cannot show who asked what: that is for operators. Use an operator's token.");
    Optional<String> name = parameters.text("dataset");
    List<Registration> of =
        name.isPresent() ? List.of(datasets.named(analyst, name.get())) : datasets.all(analyst);
    Optional<String> who = parameters.text("analyst");
    long after = parameters.after();
    List<Charge> charges =
        of.stream()
            .flatMap(registration -> ledger.charges(registration.dataset().name()).stream())
            .filter(charge -> charge.id() > after)
            .filter(charge -> who.isEmpty() || who.get().equals(charge.request().analyst()))
            .sorted(Comparator.comparing(Charge::id))
            .limit(parameters.limit())
            .toList();
    return Json.Fields.NONE.with(
        "charges", Written.all(charges.stream().map(Written::charge).toList()));
  }

  Json refusals(Analyst analyst, QueryParameters parameters) {
    requireOperator(
        analyst, "Cannot show what was refused: that is for operators. Use an operator's token.");
    trail.write();
    Optional<String> who = parameters.text("analyst");
    List<RefusedRequest> refused =
        ledger.refusals(parameters.after()).stream()
            .filter(one -> one.dataset().isEmpty() || analyst.maySee(one.dataset()))
            .filter(one -> who.isEmpty() || who.get().equals(one.analyst()))
            .limit(parameters.limit())
            .toList();
    return Json.Fields.NONE.with(
        "refusals", Written.all(refused.stream().map(Written::refusal).toList()));
  }

  private static void requireOperator(Analyst analyst, String otherwise) {
    if (analyst.role() != Role.OPERATOR) {
      throw forbidden(otherwise);
    }
  }

  private static Refusal forbidden(String message) {
    return Refusal.of(Refusal.FORBIDDEN, message);
  }
}
