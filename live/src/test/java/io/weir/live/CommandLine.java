// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.cli.Main;
import io.weir.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * What one command line did.
 *
 * @param err what it told a person
 */
record CommandLine(int code, String err) {
  static CommandLine run(String... words) {
    return run(new ByteArrayOutputStream(), words);
  }

  /**
   * Runs a command line.
   *
   * @param err gets what it tells, as it tells it
   */
  static CommandLine run(ByteArrayOutputStream err, String... words) {
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            new ByteArrayOutputStream(),
            new PrintStream(err, true, UTF_8),
            Map.of(),
            List.of(),
            0);
    int code = Main.run(words, surroundings);
    return new CommandLine(code, err.toString(UTF_8));
  }
}
