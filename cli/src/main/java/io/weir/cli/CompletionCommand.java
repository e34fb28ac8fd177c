// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import com.google.auto.service.AutoService;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Makes the shell complete what is typed. */
@AutoService(Subcommand.class)
public final class CompletionCommand implements Subcommand {
  @Override
  public String name() {
    return "completion";
  }

  @Override
  public String summary() {
    return "Print the script that makes bash or zsh complete weir's commands and options.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration.examples("source <(weir completion)");
  }

  @Override
  public int run(Given given, Session session) {
    CommandLine weir = new CommandLine(CommandSpec.create().name("weir"));
    for (Subcommand subcommand : session.subcommands().all()) {
      CommandSpec spec = CommandSpec.create().name(subcommand.name());
      subcommand.declare(new Declaration(spec));
      weir.addSubcommand(subcommand.name(), spec);
    }
    session.print(AutoComplete.bash("weir", weir));
    return 0;
  }
}
