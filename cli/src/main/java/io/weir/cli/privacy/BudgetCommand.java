// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.cli.TextColumns;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.budget.Loss;
import io.weir.privacy.ledger.Charge;
import io.weir.privacy.ledger.ChargeRequest;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.Spending;
import io.weir.privacy.ledger.SqlLedger;
import java.util.List;
import java.util.Optional;

/** Shows what was spent and what is left. */
@AutoService(Subcommand.class)
public final class BudgetCommand implements Subcommand {
  @Override
  public String name() {
    return "private budget";
  }

  @Override
  public String summary() {
    return "Show what was spent on a dataset and what is left, day by day.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration.argument("DATASET", "its name");
    LedgerOption.declare(declaration);
    declaration
        .section("Shown")
        .option(
            "--analyst", "NAME", "Of this analyst's allotment, in place of the dataset's budget.")
        .flag("--charges", "Each question that was charged, in place of the sums.")
        .examples("weir private budget campus", "weir private budget campus --analyst ada");
  }

  @Override
  public int run(Given given, Session session) {
    String name = given.argument(0).orElse("");
    Optional<String> analyst = given.text("--analyst");
    try (Ledger ledger = SqlLedger.open(LedgerOption.address(given))) {
      TextColumns text =
          given.isSet("--charges")
              ? charges(ledger.charges(name), analyst)
              : sums(ledger, ledger.dataset(name).dataset(), analyst);
      session.print(text.text(session.surroundings().columns()));
    }
    return 0;
  }

  private static TextColumns sums(Ledger ledger, Dataset dataset, Optional<String> analyst) {
    Cap cap = analyst.map(name -> ledger.analyst(name).allotment()).orElse(dataset.cap());
    List<Spending> spendings =
        analyst
            .map(name -> ledger.spendings(dataset.name(), name))
            .orElseGet(() -> ledger.spendings(dataset.name()));
    TextColumns text = new TextColumns().row("days", "spent", "left", "spent means");
    for (Spending spending : spendings) {
      text.row(
          spending.days().map(Object::toString).orElse("all"),
          spending.spent().toString(),
          cap.left(spending.spent()).toString(),
          Loss.of(spending.spent(), dataset.delta()).toString());
    }
    boolean isDaily = dataset.users().unit().isDaily();
    if (isDaily || spendings.isEmpty()) {
      text.row(
          isDaily ? "each other" : "all",
          "nothing",
          cap.toString(),
          new Loss(Epsilon.ZERO, Delta.ZERO).toString());
    }
    return text;
  }

  private static TextColumns charges(List<Charge> charges, Optional<String> analyst) {
    TextColumns text = new TextColumns().row("charge", "at", "analyst", "days", "cost", "question");
    for (Charge charge : charges) {
      ChargeRequest request = charge.request();
      if (analyst.isEmpty() || analyst.get().equals(request.analyst())) {
        text.row(
            String.valueOf(charge.id()),
            charge.at().toString(),
            request.analyst(),
            request.days().toString(),
            request.cost().toString(),
            request.question());
      }
    }
    return text;
  }
}
