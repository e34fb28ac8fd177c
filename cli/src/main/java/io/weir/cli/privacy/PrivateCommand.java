// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.cli.Subcommands;
import io.weir.cli.TextColumns;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.List;
import java.util.SortedMap;

/** Tells what there is below {@code weir private}. */
@AutoService(Subcommand.class)
public final class PrivateCommand implements Subcommand {
  @Override
  public String name() {
    return "private";
  }

  @Override
  public String summary() {
    return "Answer questions with differential privacy, within budgets that a ledger keeps.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration
        .optionalArgument("COMMAND", "what to do, as below")
        .examples("weir private register campus logs/ --epsilon 1 --ledger ledger.db");
  }

  @Override
  public String details(List<String> words, ClassLoader loader) {
    TextColumns commands = new TextColumns();
    Subcommands.load(loader)
        .summariesBelow(name())
        .forEach((word, summary) -> commands.row("  " + word, summary));
    return "\nCommands:\n" + commands.text(0);
  }

  @Override
  public int run(Given given, Session session) {
    SortedMap<String, String> commands = session.subcommands().summariesBelow(name());
    if (given.argument(0).isPresent()) {
      String word = given.argument(0).get();
      throw WeirException.usage(
          "Cannot run weir private %s: there is no such command. %s See weir private --help.",
          word, Nearest.remedy(word, "Commands", commands.keySet()));
    }
    session.print(
        "Usage: weir private COMMAND [OPTIONS] [ARGUMENTS]\n"
            + details(List.of(), session.loader()));
    return 0;
  }
}
