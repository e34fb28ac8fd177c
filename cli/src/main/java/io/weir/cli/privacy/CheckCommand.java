// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.EngineOptions;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.cli.TextColumns;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.SqlLedger;
import io.weir.privacy.question.Inspection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells the operator whether a dataset's declaration fits its records. */
@AutoService(Subcommand.class)
public final class CheckCommand implements Subcommand {
  private static final String FLOWS = "flows";

  @Override
  public String name() {
    return "private check";
  }

  @Override
  public String summary() {
    return "Tell the operator whether directions and users look right; what it shows is not private.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration.argument("DATASET", "its name in the ledger");
    LedgerOption.declare(declaration);
    declaration.option(
        "--table", "TABLE", "Only this one. Default: flows, and those with a user column.");
    declaration.examples("weir private check campus");
  }

  @Override
  public int run(Given given, Session session) {
    Dataset dataset;
    try (Ledger ledger = SqlLedger.open(LedgerOption.address(given))) {
      dataset = ledger.dataset(given.argument(0).orElse("")).dataset();
    }
    TextColumns text =
        new TextColumns().row("table", "what", "rows", "clients or users", "servers");
    List<String> suspicions = new ArrayList<>();
    new DatasetSource(session, EngineOptions.USUAL.with(dataset.running()))
        .open(
            dataset,
            (tables, engine) -> {
              for (String table : wanted(given, dataset, tables)) {
                Inspection inspection = Inspection.of(engine, dataset, table);
                inspection.counts().forEach((what, counts) -> add(text, table, what, counts));
                suspicions.addAll(inspection.suspicions());
              }
            });
    session.print(text.text(session.surroundings().columns()));
    suspicions.forEach(session::tell);
    return 0;
  }

  private static Set<String> wanted(Given given, Dataset dataset, List<String> tables) {
    Optional<String> table = given.text("--table");
    if (table.isPresent()) {
      return Set.of(table.get());
    }
    Set<String> columns = dataset.users().columns().keySet();
    Set<String> wanted = new LinkedHashSet<>();
    if (columns.isEmpty() || tables.contains(FLOWS)) {
      wanted.add(FLOWS);
    }
    wanted.addAll(columns);
    return wanted;
  }

  private static void add(TextColumns text, String table, String what, Inspection.Counts counts) {
    text.row(
        table,
        what,
        String.valueOf(counts.rows()),
        String.valueOf(counts.clients()),
        String.valueOf(counts.servers()));
  }
}
