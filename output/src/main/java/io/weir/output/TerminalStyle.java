// SPDX-License-Identifier: Apache-2.0
package io.weir.output;

/**
 * How a table may look where it is shown.
 *
 * @param width columns of the terminal, beyond which cells are cut; 0 where nothing is cut, as in a
 *     file
 * @param charset what the terminal can show
 * @param color whether NULL is shown as a dim word, else it is blank
 */
public record TerminalStyle(int width, Charset charset, Color color) {
  /** What lines are drawn with. */
  public enum Charset {
    ASCII,
    UNICODE
  }

  /** Whether escape sequences may be used. */
  public enum Color {
    PLAIN,
    ANSI
  }

  /** For a file or a pipe: nothing cut, no colors. */
  public static final TerminalStyle FILE = new TerminalStyle(0, Charset.UNICODE, Color.PLAIN);
}
