// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.cli.TextColumns;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.Role;
import io.weir.privacy.ledger.SqlLedger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says who may ask. */
@AutoService(Subcommand.class)
public final class AnalystCommand implements Subcommand {
  private static final List<String> ACTIONS = List.of("add", "list", "revoke");
  private static final int USUAL_DAYS = 90;

  @Override
  public String name() {
    return "private analyst";
  }

  @Override
  public String summary() {
    return "Let somebody ask, within an allotment; list who may; revoke it.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration
        .argument("ACTION", "add, list or revoke; who is there already gets a new token by add")
        .optionalArgument("NAME", "the analyst");
    LedgerOption.declare(declaration);
    CapOptions.declare(declaration, "Allotment: the most this analyst spends on a unit");
    declaration
        .section("Right")
        .option(
            "--expires", "DAY", "From the begin of this day on (UTC) no more. Default: in 90 days.")
        .repeatableOption("--dataset", "DATASET", "Only this dataset may be asked about.")
        .repeatableOption(
            "--kind", "KIND", "Only this kind of question, such as volume, may be asked.")
        .option(
            "--role",
            "ROLE",
            "analyst (asks, the default) or operator (sees what all asked and spent, asks nothing"
                + " and has no allotment).")
        .examples(
            "weir private analyst add ada --epsilon 0.5 --expires 2026-12-31",
            "weir private analyst add olga --role operator",
            "weir private analyst revoke ada");
  }

  @Override
  public int run(Given given, Session session) {
    String action = given.argument(0).orElse("");
    Optional<String> name = given.argument(1).map(text -> Names.checked(text, "analyst"));
    if (!ACTIONS.contains(action)) {
      throw WeirException.usage(
          "Cannot %s analysts: there is no such action. %s",
          action, Nearest.remedy(action, "Actions", ACTIONS));
    }
    if (name.isPresent() == action.equals("list")) {
      throw WeirException.usage(
          "Cannot %s analysts: NAME is %s. See weir private analyst --help.",
          action, name.isPresent() ? "one too many" : "missing");
    }
    try (Ledger ledger = SqlLedger.open(LedgerOption.address(given))) {
      switch (action) {
        case "add" -> session.print(added(name.orElseThrow(), given, ledger));
        case "revoke" -> {
          ledger.revoke(name.orElseThrow());
          session.print(name.orElseThrow() + " may ask no more.\n");
        }
        default -> session.print(list(ledger.analysts()).text(session.surroundings().columns()));
      }
    }
    return 0;
  }

  private static String added(String name, Given given, Ledger ledger) {
    Instant expires =
        given
            .text("--expires")
            .map(day -> Names.day("--expires", day))
            .orElseGet(() -> LocalDate.now(ZoneOffset.UTC).plusDays(USUAL_DAYS))
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    Role role = Role.named(given.text("--role").orElse(Role.ANALYST.word()));
    Analyst analyst =
        new Analyst(
            name,
            role,
            expires,
            role == Role.OPERATOR ? nothing(given) : CapOptions.of(given).cap(),
            words(given.texts("--dataset")),
            words(given.texts("--kind")));
    return ledger.add(analyst) + "\n";
  }

  /** The allotment of who asks nothing. */
  private static Cap nothing(Given given) {
    for (String option : List.of("--epsilon", "--rho", "--delta", "--kind")) {
      boolean isGiven =
          option.equals("--kind") ? !given.texts(option).isEmpty() : given.text(option).isPresent();
      if (isGiven) {
        throw WeirException.usage(
            "Cannot give an operator %s: operators ask nothing. Leave it out, or --role.", option);
      }
    }
    return new Cap.Pure(Epsilon.ZERO);
  }

  private static SortedSet<String> words(List<String> lists) {
    return lists.stream()
        .flatMap(list -> Arrays.stream(list.split(",", -1)))
        .map(word -> Names.checked(word.strip(), "dataset or kind"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static TextColumns list(List<Analyst> analysts) {
    TextColumns text =
        new TextColumns().row("analyst", "role", "expires", "allotment", "datasets", "kinds");
    for (Analyst analyst : analysts) {
      text.row(
          analyst.name(),
          analyst.role().word(),
          analyst.expires().toString(),
          analyst.allotment().toString(),
          orAll(analyst.datasets()),
          orAll(analyst.kinds()));
    }
    return text;
  }

  private static String orAll(SortedSet<String> words) {
    return words.isEmpty() ? "all" : String.join(", ", words);
  }
}
