// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.EngineOptions;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.cli.TextColumns;
import io.weir.model.engine.Catalog;
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
            (catalog, engine) -> {
              for (String table : tables(given, dataset, catalog)) {
                Inspection inspection = Inspection.of(engine, dataset, table);
                inspection.counts().forEach((what, counts) -> add(text, table, what, counts));
                suspicions.addAll(inspection.suspicions());
              }
            });
    session.print(text.text(session.surroundings().columns()));
    suspicions.forEach(session::tell);
    return 0;
  }

  private static Set<String> tables(Given given, Dataset dataset, Catalog catalog) {
    Set<String> columns = dataset.users().columns().keySet();
    Optional<String> wanted = given.text("--table");
    if (wanted.isPresent()) {
      return Set.of(wanted.get());
    }
    Set<String> tables = new LinkedHashSet<>();
    boolean hasFlows =
        catalog.views().containsKey(FLOWS)
            || catalog.relations().stream().anyMatch(relation -> relation.name().equals(FLOWS));
    if (hasFlows || columns.isEmpty()) {
      tables.add(FLOWS);
    }
    tables.addAll(columns);
    return tables;
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
