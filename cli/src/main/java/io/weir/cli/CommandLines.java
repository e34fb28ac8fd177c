// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the command line of one subcommand, and shows its help; the others are not looked at. */
final class CommandLines {
  private static final int NARROWEST = 60;
  private static final int WIDEST = 100;

  /** What the launcher and the tests read; not options. */
  private static final List<String> NO_OPTIONS =
      List.of("WEIR_JAVA_HOME", "WEIR_JAVA_OPTIONS", "WEIR_SHARED");

  private final Subcommand subcommand;
  private final Surroundings surroundings;
  private final ClassLoader loader;
  private final Declaration declaration;
  private final CommandLine line;

  private CommandLines(
      Subcommand subcommand,
      Surroundings surroundings,
      ClassLoader loader,
      Declaration declaration,
      CommandLine line) {
    this.subcommand = subcommand;
    this.surroundings = surroundings;
    this.loader = loader;
    this.declaration = declaration;
    this.line = line;
  }

  /**
   * The command line of a subcommand.
   *
   * @param loader finds the rooms' and plug-ins' services, which bring options
   */
  static CommandLines of(Subcommand subcommand, Surroundings surroundings, ClassLoader loader) {
    CommandSpec spec = CommandSpec.create().name("weir " + subcommand.name());
    Declaration declaration = new Declaration(spec, loader);
    subcommand.declare(declaration);
    // Main acts on these before the subcommand is known.
    declaration
        .section("General")
        .repeatableOption("--plugin", "JAR", "Find formats, analyses and commands in this jar too.")
        .flag("--debug", "Show where in the program a failure came from.")
        .flag("-h --help", "Show this help.");
    CommandLine line = new CommandLine(spec);
    line.setExpandAtFiles(false);
    return new CommandLines(subcommand, surroundings, loader, declaration, line);
  }

  /** Reads the words after the subcommand's name. */
  Given read(List<String> words) {
    refuseUnknownVariables();
    try {
      return new Given(line.parseArgs(words.toArray(new String[0])), surroundings.environment());
    } catch (UnmatchedArgumentException e) {
      String option = e.getUnmatched().get(0).replaceAll("=.*", "");
      Optional<String> remedy = subcommand.remedy(option, plain(words), loader);
      if (remedy.isEmpty()) {
        throw e;
      }
      throw WeirException.of(
          WeirException.Kind.USAGE,
          "Cannot run weir %s: there is no option %s. %s"
              .formatted(subcommand.name(), option, remedy.get()),
          e);
    }
  }

  private static List<String> plain(List<String> words) {
    return words.stream().filter(word -> !word.startsWith("-")).toList();
  }

  /** A variable WEIR_… that is no option of any subcommand is a typing error. */
  private void refuseUnknownVariables() {
    TreeSet<String> unknown = new TreeSet<>();
    for (String name : surroundings.environment().keySet()) {
      if (name.startsWith("WEIR_") && !NO_OPTIONS.contains(name)) {
        unknown.add(name);
      }
    }
    variables().forEach(unknown::remove);
    if (unknown.isEmpty()) {
      return;
    }
    List<String> known =
        Subcommands.load(loader).all().stream()
            .flatMap(other -> of(other, surroundings, loader).variables())
            .toList();
    known.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw WeirException.usage(
          "Cannot use the environment variable %s: there is no option of that name. %s",
          unknown.first(),
          Nearest.to(unknown.first(), known)
              .map(near -> "Did you mean " + near + "?")
              .orElse("Unset it."));
    }
  }

  /** The arguments and options, for the shell's completion. */
  CommandSpec spec() {
    return line.getCommandSpec();
  }

  private Stream<String> variables() {
    return line.getCommandSpec().options().stream().map(Given::variable);
  }

  /**
   * The help of the subcommand.
   *
   * @param words the words of the line, of which some may ask for details
   */
  String help(List<String> words) {
    boolean hasColor = surroundings.isScreen(Surroundings.Screen.OUT) && surroundings.hasColor();
    line.setColorScheme(Help.defaultColorScheme(hasColor ? Help.Ansi.ON : Help.Ansi.OFF));
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    int columns = surroundings.columns() == 0 ? WIDEST : surroundings.columns();
    usage.width(Math.max(NARROWEST, Math.min(WIDEST, columns)));
    usage.abbreviateSynopsis(true);
    usage.description(subcommand.summary());
    usage.descriptionHeading("%n");
    usage.parameterListHeading("%n");
    usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, this::options);
    return line.getUsageMessage() + subcommand.details(plain(words), loader) + examples();
  }

  private String options(Help help) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<OptionSpec>> section : declaration.sections().entrySet()) {
      text.append("\n").append(section.getKey()).append(":\n");
      Help.Layout layout = help.createDefaultLayout();
      layout.addOptions(section.getValue(), help.parameterLabelRenderer());
      text.append(layout);
    }
    return text.toString();
  }

  private String examples() {
    StringBuilder text = new StringBuilder();
    for (String example : declaration.examples()) {
      text.append(text.isEmpty() ? "\nExamples:\n" : "").append("  ").append(example).append('\n');
    }
    return text.toString();
  }
}
