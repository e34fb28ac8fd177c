// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.WeirException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What the command line gives for the arguments and options that a subcommand declared. An option
 * that it does not give is taken from the environment: {@code --input-format} from {@code
 * WEIR_INPUT_FORMAT}.
 */
public final class Given {
  private static final Pattern ADDRESS = Pattern.compile("(?!file:)[a-z][a-z0-9+.-]*://");

  private final ParseResult line;
  private final Map<String, String> environment;

  Given(ParseResult line, Map<String, String> environment) {
    this.line = line;
    this.environment = environment;
  }

  /** The argument at a place, counted from 0. */
  public Optional<String> argument(int place) {
    return Optional.ofNullable(line.matchedPositionalValue(place, null));
  }

  /** The arguments from a place on, where the declaration has further arguments. */
  public List<String> arguments(int place) {
    return line.hasMatchedPositional(place)
        ? line.matchedPositionalValue(place, List.of())
        : List.of();
  }

  /** The value of an option. */
  public Optional<String> text(String option) {
    if (line.hasMatchedOption(option)) {
      return Optional.of(line.matchedOptionValue(option, ""));
    }
    return Optional.ofNullable(environment.get(variable(option)));
  }

  /** The values of an option that may be repeated. */
  public List<String> texts(String option) {
    if (line.hasMatchedOption(option)) {
      return line.matchedOptionValue(option, List.of());
    }
    String value = environment.get(variable(option));
    return value == null ? List.of() : List.of(value.split(","));
  }

  /** Whether a flag is set; in the environment by any value but {@code false} and nothing. */
  public boolean isSet(String flag) {
    if (line.hasMatchedOption(flag)) {
      return true;
    }
    String value = environment.getOrDefault(variable(flag), "");
    return !value.isEmpty() && !value.equalsIgnoreCase("false");
  }

  /** The value of an option that is an address of another system, such as hdfs://host/logs. */
  public Optional<String> address(String option) {
    return text(option).filter(text -> ADDRESS.matcher(text).lookingAt());
  }

  /** The value of an option as a path; empty when it is an {@link #address}. */
  public Optional<Path> path(String option) {
    Optional<String> text = address(option).isPresent() ? Optional.empty() : text(option);
    try {
      return text.map(Given::pathOf);
    } catch (IllegalArgumentException e) {
      throw WeirException.usage("Cannot set %s: it must be a path (%s).", option, text.orElse(""));
    }
  }

  private static Path pathOf(String text) {
    return text.startsWith("file:/") ? Path.of(URI.create(text)) : Path.of(text);
  }

  /** The value of an option as a whole number of at least 1. */
  public Optional<Integer> count(String option) {
    Optional<String> text = text(option);
    try {
      Optional<Integer> number = text.map(Integer::valueOf);
      if (number.isEmpty() || number.get() >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw WeirException.usage(
          "Cannot set %s: it must be a whole number of at least 1 (%s).", option, text.orElse(""));
    }
    throw WeirException.usage(
        "Cannot set %s: it must be a whole number of at least 1 (%s).", option, text.orElse(""));
  }

  /** The name of the environment variable that stands for an option. */
  static String variable(String option) {
    return "WEIR_" + option.replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }

  static String variable(OptionSpec option) {
    return variable(option.longestName());
  }
}
