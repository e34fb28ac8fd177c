// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.cli.TextColumns;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.RefusedRequest;
import io.weir.privacy.ledger.SqlLedger;
import java.util.Optional;

/** Shows what was refused. */
@AutoService(Subcommand.class)
public final class RefusalsCommand implements Subcommand {
  private static final String NONE = "-";

  @Override
  public String name() {
    return "private refusals";
  }

  @Override
  public String summary() {
    return "Show which private questions were refused, to whom and why.";
  }

  @Override
  public void declare(Declaration declaration) {
    LedgerOption.declare(declaration);
    declaration
        .section("Shown")
        .option("--analyst", "NAME", "Only what was refused to this analyst.")
        .examples("weir private refusals --ledger ledger.db");
  }

  @Override
  public int run(Given given, Session session) {
    Optional<String> analyst = given.text("--analyst");
    TextColumns text =
        new TextColumns()
            .row("at", "reason", "times", "analyst", "from", "dataset", "kind", "question");
    try (Ledger ledger = SqlLedger.open(LedgerOption.address(given))) {
      for (RefusedRequest refused : ledger.refusals(0)) {
        if (analyst.isEmpty() || analyst.get().equals(refused.analyst())) {
          text.row(
              refused.at().toString(),
              refused.reason().word(),
              String.valueOf(refused.times()),
              said(refused.analyst()),
              said(refused.from()),
              said(refused.dataset()),
              said(refused.kind()),
              said(refused.question()));
        }
      }
    }
    session.print(text.text(session.surroundings().columns()));
    return 0;
  }

  private static String said(String text) {
    return text.isEmpty() ? NONE : text;
  }
}
