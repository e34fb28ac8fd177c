// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.cli.Main;
import io.weir.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code weir run … --live} printed, and how it ended; it runs in this process. */
record LiveCommand(int code, String out, String err) {
  /** Runs a command line whose words are divided by blanks. */
  static LiveCommand run(String line, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LiveCommand done = run(out, line, more);
    return new LiveCommand(done.code(), out.toString(UTF_8), done.err());
  }

  /** The same, with the answer to this stream. */
  static LiveCommand run(OutputStream out, String line, String... more) {
    Engines.keepSpark();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words =
        Stream.concat(Stream.of(line.split(" ", -1)), Stream.of(more)).toArray(String[]::new);
    int code =
        Main.run(
            words,
            new Surroundings(
                InputStream.nullInputStream(),
                out,
                new PrintStream(err, true, UTF_8),
                Map.of(),
                List.of(),
                0));
    return new LiveCommand(code, "", err.toString(UTF_8));
  }

  /** The last line on standard error. */
  String lastLine() {
    List<String> lines = err.lines().toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }
}
