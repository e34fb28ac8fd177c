// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.output.TerminalStyle;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the command finds around it: streams, environment, and what they are connected to.
 *
 * @param columns of the terminal; 0 when not known
 */
public record Surroundings(
    InputStream in,
    OutputStream out,
    PrintStream err,
    Map<String, String> environment,
    List<Screen> screens,
    int columns) {

  /** A stream that a person watches. */
  public enum Screen {
    OUT,
    ERR
  }

  public Surroundings {
    environment = Map.copyOf(environment);
    screens = List.copyOf(screens);
  }

  /**
   * Those of this process. The launcher tells which streams are terminals: the JDK knows of input
   * and output together only.
   */
  public static Surroundings ofProcess() {
    String told = System.getProperty("weir.terminal", "");
    List<Screen> screens =
        Stream.of(Screen.values())
            .filter(screen -> told.contains(screen.name().toLowerCase(Locale.ROOT)))
            .toList();
    return new Surroundings(
        System.in,
        new FileOutputStream(FileDescriptor.out),
        System.err,
        System.getenv(),
        screens,
        Integer.getInteger("weir.columns", 0));
  }

  public boolean isScreen(Screen screen) {
    return screens.contains(screen);
  }

  /** How a table looks on standard output. */
  public TerminalStyle style() {
    if (!isScreen(Screen.OUT)) {
      return TerminalStyle.FILE;
    }
    return new TerminalStyle(
        columns > 0 ? columns : 80,
        isUnicode() ? TerminalStyle.Charset.UNICODE : TerminalStyle.Charset.ASCII,
        hasColor() ? TerminalStyle.Color.ANSI : TerminalStyle.Color.PLAIN);
  }

  /** Whether escape sequences are welcome (no-color.org). */
  public boolean hasColor() {
    return !environment.containsKey("NO_COLOR")
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  public boolean isUnicode() {
    String locale =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("")
            .toLowerCase(Locale.ROOT);
    return locale.contains("utf-8") || locale.contains("utf8");
  }
}
