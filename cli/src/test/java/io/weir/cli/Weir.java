// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.cli.Surroundings.Screen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the command in the process. */
public final class Weir {
  private final Map<String, String> environment = new TreeMap<>(Map.of("LANG", "C.UTF-8"));
  private List<Screen> screens = List.of();
  private byte[] in = new byte[0];

  /** What a run left. */
  public record Outcome(int code, String out, String err) {
    /** The last line on standard error. */
    public String lastError() {
      return err.strip().replaceAll("(?s).*\\R", "");
    }
  }

  /** Lets somebody watch. */
  public Weir on(Screen... watched) {
    screens = List.of(watched);
    return this;
  }

  /** Sets an environment variable. */
  public Weir with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Gives standard input. */
  public Weir reading(String text) {
    in = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** Runs one command line. */
  public Outcome run(Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] args = new String[words.length];
    for (int i = 0; i < args.length; i++) {
      args[i] = words[i].toString();
    }
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(in),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            screens,
            0);
    int code = Main.run(args, surroundings);
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
