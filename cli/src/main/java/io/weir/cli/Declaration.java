// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The arguments and options of one subcommand, as it declares them. Every value is a text; the
 * subcommand reads it from {@link Given}.
 *
 * <p>Made of picocli's model directly: its annotations would cost a tenth of a start.
 */
public final class Declaration {
  private final CommandSpec spec;
  private final ClassLoader loader;
  private final Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
  private final List<String> examples = new ArrayList<>();
  private String section = "Options";
  private int arguments;

  Declaration(CommandSpec spec, ClassLoader loader) {
    this.spec = spec;
    this.loader = loader;
  }

  /** Finds what rooms and plug-ins bring, where a subcommand declares by what there is. */
  public ClassLoader loader() {
    return loader;
  }

  /** The heading in help of the options that follow. */
  public Declaration section(String heading) {
    section = heading;
    return this;
  }

  /** An argument that must be given. */
  public Declaration argument(String label, String help) {
    return positional(label, help, "1", String.valueOf(arguments++), String.class);
  }

  /** An argument that may be left away. */
  public Declaration optionalArgument(String label, String help) {
    return positional(label, help, "0..1", String.valueOf(arguments++), String.class);
  }

  /** All further arguments. */
  public Declaration furtherArguments(String label, String help) {
    return positional(label, help, "0..*", arguments + "..*", List.class);
  }

  private Declaration positional(
      String label, String help, String arity, String index, Class<?> type) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel(label)
            .arity(arity)
            .required(arity.equals("1"))
            .index(index)
            .type(type)
            .auxiliaryTypes(String.class)
            .description(escaped(help))
            .build());
    return this;
  }

  /**
   * An option with a value.
   *
   * @param names the long name, with a short one before it where there is one: {@code "-f
   *     --format"}
   */
  public Declaration option(String names, String label, String help) {
    return add(
        OptionSpec.builder(names.split(" "))
            .paramLabel(label)
            .type(String.class)
            .description(escaped(help))
            .build());
  }

  /** An option with a value that may be given several times. */
  public Declaration repeatableOption(String names, String label, String help) {
    return add(
        OptionSpec.builder(names.split(" "))
            .paramLabel(label)
            .arity("1")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(escaped(help))
            .build());
  }

  /** An option without a value. */
  public Declaration flag(String names, String help) {
    return add(
        OptionSpec.builder(names.split(" "))
            .type(boolean.class)
            .description(escaped(help))
            .build());
  }

  private Declaration add(OptionSpec option) {
    spec.addOption(option);
    sections.computeIfAbsent(section, key -> new ArrayList<>()).add(option);
    return this;
  }

  /** True when an option of this name is declared. */
  public boolean has(String name) {
    return spec.findOption(name) != null;
  }

  /** Examples for help, a line each. */
  public Declaration examples(String... lines) {
    examples.addAll(List.of(lines));
    return this;
  }

  Map<String, List<OptionSpec>> sections() {
    return sections;
  }

  List<String> examples() {
    return examples;
  }

  /** Picocli formats what it shows. */
  private static String escaped(String help) {
    return help.replace("%", "%%").replace("@|", "@ |");
  }
}
