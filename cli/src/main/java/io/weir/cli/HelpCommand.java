// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import com.google.auto.service.AutoService;
import io.weir.job.Analyses;
import java.util.ArrayList;
import java.util.List;

/** Shows what there is, or all of one command. */
@AutoService(Subcommand.class)
public final class HelpCommand implements Subcommand {
  private static final String HEAD =
      """
      Usage: weir COMMAND [OPTIONS] [ARGUMENTS]

      Asks questions of network traffic: Zeek logs, captures, and what else weir list formats shows.
      Whatever the tool that wrote them, records appear in five tables: packets, flows, named_flows,
      dns and http.

      Commands:
      """;
  private static final String EXAMPLES =
      """

      Examples:
        The hosts that served most bytes, from a directory of Zeek logs:
          weir query "SELECT s_ip, sum(s_bytes) FROM named_flows GROUP BY 1 ORDER BY 2 DESC LIMIT 10" logs/
        The names that failed to resolve, from a capture, as CSV:
          weir query "SELECT * FROM dns WHERE resp_code = 'NXDOMAIN'" capture.pcap -f csv
        A question that has a name, for each hour:
          weir run top-talkers logs/ --set every=1h --set limit=3
        What a file is and which tables it fills:
          weir detect unknown.log.gz
        A month of logs as Parquet, a directory a day:
          weir convert logs/ --from 2026-03-01 --to 2026-03-31 --to parquet -o archive/

      weir help COMMAND, or weir COMMAND --help, shows the options; weir help ANALYSIS its parameters. weir schema shows the columns.
      """;

  @Override
  public String name() {
    return "help";
  }

  @Override
  public String summary() {
    return "Show what there is, or all about one command.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration.furtherArguments(
        "COMMAND", "a command, of one word or two, or an analysis; default: all");
  }

  @Override
  public int run(Given given, Session session) {
    List<String> words = new ArrayList<>(given.arguments(0));
    if (!words.isEmpty() && isAnalysis(words.get(0), session)) {
      words.add(0, "run");
    }
    if (!words.isEmpty()) {
      Subcommand asked = session.subcommands().taken(words.remove(0), words);
      session.print(CommandLines.of(asked, session.surroundings(), session.loader()).help(words));
      return 0;
    }
    TextColumns commands = new TextColumns();
    session
        .subcommands()
        .summaries()
        .forEach((name, summary) -> commands.row("  " + name, summary));
    session.print(HEAD + commands.text(session.surroundings().columns()) + EXAMPLES);
    return 0;
  }

  /** Whether a word is an analysis's name, and no command's. */
  private static boolean isAnalysis(String word, Session session) {
    return !session.subcommands().summaries().containsKey(word)
        && Analyses.find(session.loader()).stream()
            .anyMatch(analysis -> analysis.spec().name().equalsIgnoreCase(word));
  }
}
