// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a subcommand is given to work with.
 *
 * @param subcommands all there are
 * @param loader finds the rooms' and plug-ins' services
 */
public record Session(Surroundings surroundings, Subcommands subcommands, ClassLoader loader) {
  /** Shows a text on standard output. */
  public void print(String text) {
    PrintStream out = new PrintStream(surroundings.out(), false, StandardCharsets.UTF_8);
    out.print(text);
    out.flush();
  }

  /** Shows a line on standard error. */
  public void tell(String line) {
    surroundings.err().println(line);
  }
}
