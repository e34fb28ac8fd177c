// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import com.google.auto.service.AutoService;
import io.weir.job.Analyses;
import io.weir.job.Formats;
import io.weir.model.TableSchema;
import io.weir.model.engine.Engine.ExportFormat;
import io.weir.model.engine.EngineProvider;
import io.weir.model.tables.FiveTables;
import io.weir.output.OutputForm;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

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
      CommandSpec declared =
          CommandLines.of(subcommand, session.surroundings(), session.loader()).spec();
      CommandSpec completed = CommandSpec.create().name(subcommand.name());
      for (OptionSpec option : declared.options()) {
        completed.addOption(
            values(option.paramLabel(), session)
                .map(values -> option.toBuilder().completionCandidates(values).build())
                .orElse(option));
      }
      for (PositionalParamSpec argument : declared.positionalParameters()) {
        completed.addPositional(
            values(argument.paramLabel(), session)
                .map(values -> argument.toBuilder().completionCandidates(values).build())
                .orElse(argument));
      }
      add(weir, subcommand.name(), completed);
    }
    for (String name : session.subcommands().summaries().keySet()) {
      if (!weir.getSubcommands().containsKey(name)) {
        weir.addSubcommand(name, CommandSpec.create().name(name));
      }
    }
    session.print(AutoComplete.bash("weir", weir));
    return 0;
  }

  /** Commands of two words are below that of the first, which comes before them. */
  private static void add(CommandLine weir, String name, CommandSpec completed) {
    int space = name.indexOf(' ');
    String last = name.substring(space + 1);
    CommandLine above =
        space < 0
            ? weir
            : Objects.requireNonNull(weir.getSubcommands().get(name.substring(0, space)));
    above.addSubcommand(last, completed.name(last));
  }

  /** What the shell offers for a value, by the word that help has for it. */
  private static Optional<List<String>> values(String label, Session session) {
    ClassLoader loader = session.loader();
    Stream<String> values =
        switch (label) {
          case "ANALYSIS" -> Analyses.find(loader).stream().map(analysis -> analysis.spec().name());
          case "COMMAND" -> session.subcommands().summaries().keySet().stream();
          case "ENGINE" ->
              // Spark is built when it is asked for.
              Stream.concat(
                      Stream.of("spark"),
                      ServiceLoader.load(EngineProvider.class, loader).stream()
                          .map(provider -> provider.get().name()))
                  .distinct();
          case "FORM" -> Arrays.stream(OutputForm.values()).map(OutputForm::word);
          case "FORMAT" -> Formats.find(loader).stream().map(format -> format.spec().name());
          case "KIND" -> ListCommand.KINDS.stream();
          case "TABLE" -> FiveTables.ALL.stream().map(TableSchema::name);
          case "TIME|FORM" ->
              Arrays.stream(ExportFormat.values())
                  .map(form -> form.name().toLowerCase(Locale.ROOT));
          default -> Stream.of();
        };
    List<String> offered = values.toList();
    return offered.isEmpty() ? Optional.empty() : Optional.of(offered);
  }
}
