// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words what went wrong for a person, on one line. */
final class Failure {
  private final PrintStream err;
  private final boolean isDebug;

  Failure(PrintStream err, boolean isDebug) {
    this.err = err;
    this.isDebug = isDebug;
  }

  /** Shows a failure on standard error and returns the exit code. */
  int show(String message, Throwable failure, int code) {
    err.println(message.strip().replaceAll("\\s*\\R\\s*", " "));
    if (isDebug) {
      failure.printStackTrace(err);
    }
    return code;
  }

  /** What is wrong with a command line. */
  static String ofUsage(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    if (e instanceof UnmatchedArgumentException unmatched) {
      return ofUnmatched(unmatched, command);
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      boolean isOption = missing.getMissing().get(0).isOption();
      String form = isOption ? "" : "Write %s%s. ".formatted(command, arguments(e));
      return "Cannot run %s: %s. %sSee %s --help."
          .formatted(command, ofMissing(missing.getMissing()), form, command);
    }
    if (e instanceof OverwrittenOptionException twice && twice.getOverwritten() != null) {
      return "Cannot run %s: %s is given twice. Give it once."
          .formatted(command, name(twice.getOverwritten()));
    }
    String reason = String.valueOf(e.getMessage());
    return "Cannot run %s: %s%s. See %s --help."
        .formatted(
            command,
            reason.substring(0, 1).toLowerCase(Locale.ROOT),
            reason.substring(1).replaceAll("\\.$", ""),
            command);
  }

  private static String ofUnmatched(UnmatchedArgumentException e, String command) {
    String word = e.getUnmatched().get(0);
    if (!word.startsWith("-")) {
      return "Cannot run %s: it takes no further argument (%s). See %s --help."
          .formatted(command, word, command);
    }
    String option = word.replaceAll("=.*", "");
    List<String> known =
        e.getCommandLine().getCommandSpec().options().stream()
            .map(OptionSpec::longestName)
            .toList();
    // What was cut short is meant before what looks alike.
    String near =
        known.stream()
            .filter(name -> option.length() > 3 && name.startsWith(option))
            .findFirst()
            .or(() -> Nearest.to(option, known))
            .map(o -> "Did you mean " + o + "? ")
            .orElse("");
    return "Cannot run %s: there is no option %s. %sSee %s --help."
        .formatted(command, option, near, command);
  }

  /** The arguments of the command, as help names them. */
  private static String arguments(ParameterException e) {
    return e.getCommandLine().getCommandSpec().positionalParameters().stream()
        .map(argument -> " " + argument.paramLabel())
        .collect(Collectors.joining());
  }

  private static String ofMissing(List<ArgSpec> missing) {
    ArgSpec first = missing.get(0);
    String label = first.paramLabel().replaceAll("[\\[\\].]", "");
    return first.isOption() ? "%s needs a %s".formatted(name(first), label) : label + " is missing";
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  /** What is shown when the answer cannot be written. */
  static String ofOutput(IOException e) {
    String where = e instanceof FileSystemException file ? " (" + file.getFile() + ")" : "";
    String reason = WeirException.reason(e).replaceFirst("\\.$", "");
    return "Cannot write the answer: %s%s.".formatted(reason, where);
  }

  /** What is shown of a failure nobody foresaw. */
  static String ofBug(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return "Cannot go on: the memory of the JVM is exhausted. Set WEIR_JAVA_OPTIONS=-Xmx… higher,"
          + " or ask for fewer rows.";
    }
    String reason = e.getMessage() == null ? "" : ": " + e.getMessage();
    return "Cannot go on: %s%s. This is a bug in Weir; --debug shows where."
        .formatted(e.getClass().getSimpleName(), reason);
  }

  /** True when the reader of standard output has gone, as {@code head} does. */
  static boolean isBrokenPipe(IOException e) {
    return e.getMessage() != null && e.getMessage().contains("Broken pipe");
  }
}
