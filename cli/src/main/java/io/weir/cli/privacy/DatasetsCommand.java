// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.cli.TextColumns;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.Registration;
import io.weir.privacy.ledger.SqlLedger;
import io.weir.privacy.ledger.Users;
import java.util.List;
import java.util.Locale;

/** Shows the registered datasets. */
@AutoService(Subcommand.class)
public final class DatasetsCommand implements Subcommand {
  @Override
  public String name() {
    return "private datasets";
  }

  @Override
  public String summary() {
    return "Show the registered datasets, or all that is declared of one.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration.optionalArgument("DATASET", "its name; default: all");
    LedgerOption.declare(declaration);
    declaration.examples("weir private datasets", "weir private datasets campus");
  }

  @Override
  public int run(Given given, Session session) {
    int screen = session.surroundings().columns();
    try (Ledger ledger = SqlLedger.open(LedgerOption.address(given))) {
      TextColumns text =
          given.argument(0).isPresent()
              ? one(ledger.dataset(given.argument(0).get()), ledger)
              : all(ledger.datasets());
      session.print(text.text(screen));
    }
    return 0;
  }

  private static TextColumns all(List<Registration> datasets) {
    TextColumns text = new TextColumns().row("dataset", "version", "unit", "cap", "budget");
    for (Registration registration : datasets) {
      Dataset dataset = registration.dataset();
      text.row(
          dataset.name(),
          String.valueOf(registration.version()),
          dataset.users().unit().word(),
          dataset.cap().toString(),
          dataset.budget());
    }
    return text;
  }

  private static TextColumns one(Registration registration, Ledger ledger) {
    Dataset dataset = registration.dataset();
    TextColumns text =
        new TextColumns()
            .row("dataset", dataset.name())
            .row("version", String.valueOf(registration.version()))
            .row("files", String.valueOf(ledger.files(dataset.name()).size()));
    dataset.inputs().forEach(input -> text.row("input", input));
    dataset.reading().forEach((option, value) -> text.row("read with", option + " " + value));
    dataset.running().forEach((option, value) -> text.row("run with", option + " " + value));
    text.row("budget", dataset.isOverlap() ? "that of " + dataset.budget() : "its own");
    text.row("cap of a unit", dataset.cap().toString());
    text.row("delta of (epsilon, delta)", dataset.delta().toString());
    Users users = dataset.users();
    text.row("unit", users.unit().word()).row("zone of days", users.zone().getId());
    users.columns().forEach((table, column) -> text.row("user of " + table, column));
    text.row("IPv6 prefix of a user", String.valueOf(users.ipv6PrefixLength()));
    if (users.unit().isCustomer()) {
      text.row("customers' prefixes", String.valueOf(users.customers().size()));
      text.row("addresses of none", word(users.outside()));
    }
    Direction direction = dataset.direction();
    text.row("direction by", word(direction.source()));
    direction.insiders().forEach(network -> text.row("insiders", network));
    return text.row("flows between insiders", word(direction.internal()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
