// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.job.Formats;
import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.ParameterException;

/** Begins the command: finds the subcommand, lets it run, and words what went wrong. */
public final class Main {
  /** What a process killed for writing to a closed pipe would return. */
  private static final int BROKEN_PIPE = 141;

  private Main() {}

  public static void main(String[] args) {
    // Libraries that log find nothing to log to, which is no news to people.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    int code = run(args, Surroundings.ofProcess());
    System.err.flush();
    // Threads of an engine may still run.
    System.exit(code);
  }

  /** Runs one command line; returns the exit code. */
  public static int run(String[] args, Surroundings surroundings) {
    boolean isDebug =
        Arrays.asList(args).contains("--debug")
            || surroundings.environment().containsKey("WEIR_DEBUG");
    Failure failure = new Failure(surroundings.err(), isDebug);
    try {
      return run(new ArrayList<>(List.of(args)), surroundings);
    } catch (WeirException e) {
      if (e.getCause() instanceof IOException cause && Failure.isBrokenPipe(cause)) {
        return BROKEN_PIPE;
      }
      return failure.show(e.getMessage(), e, e.kind().exitCode());
    } catch (ParameterException e) {
      return failure.show(Failure.ofUsage(e), e, WeirException.Kind.USAGE.exitCode());
    } catch (IOException e) {
      return Failure.isBrokenPipe(e) ? BROKEN_PIPE : failure.show(Failure.ofOutput(e), e, 1);
    } catch (RuntimeException | Error e) {
      return failure.show(Failure.ofBug(e), e, 1);
    }
  }

  private static int run(List<String> words, Surroundings surroundings) throws IOException {
    ClassLoader loader = plugins(words, surroundings.environment());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Where Spark looks for formats.
    thread.setContextClassLoader(loader);
    try {
      return run(words, surroundings, loader);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static int run(List<String> words, Surroundings surroundings, ClassLoader loader)
      throws IOException {
    Subcommands subcommands = Subcommands.load(loader);
    Session session = new Session(surroundings, subcommands, loader);
    words.removeIf("--debug"::equals);
    String first = words.isEmpty() ? "--help" : words.remove(0);
    String name =
        switch (first) {
          case "-h", "--help" -> "help";
          case "-V", "--version" -> "version";
          default -> first;
        };
    Subcommand subcommand = subcommands.taken(name, words);
    CommandLines line = CommandLines.of(subcommand, surroundings, loader);
    if (asksForHelp(words)) {
      session.print(line.help(words));
      return 0;
    }
    return subcommand.run(line.read(words), session);
  }

  /** True when help is asked for, whatever else the line says. */
  private static boolean asksForHelp(List<String> words) {
    int end = words.indexOf("--");
    List<String> before = end < 0 ? words : words.subList(0, end);
    return before.contains("--help") || before.contains("-h");
  }

  /** Takes plug-ins off the line, for they may bring the subcommand; the class loader with them. */
  private static ClassLoader plugins(List<String> words, Map<String, String> environment) {
    List<Path> jars = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith("--plugin=")) {
        jars.add(Path.of(words.remove(i--).substring("--plugin=".length())));
      } else if (words.get(i).equals("--plugin") && i + 1 < words.size()) {
        words.remove(i);
        jars.add(Path.of(words.remove(i--)));
      }
    }
    String variable = environment.getOrDefault(Given.variable("--plugin"), "");
    if (jars.isEmpty() && !variable.isEmpty()) {
      Stream.of(variable.split(",")).map(Path::of).forEach(jars::add);
    }
    ClassLoader parent = Main.class.getClassLoader();
    return jars.isEmpty() ? parent : Formats.withPlugins(jars, parent);
  }
}
