// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.benchmarks.generate.ServerLogGenerator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class ServerLogComparisonTest {
  /** The comparison itself stops when answers differ. */
  @Test
  @EnabledIfSystemProperty(named = "weir.full", matches = "true")
  void bothWaysAnswerTheSame(@TempDir Path directory) throws Exception {
    ServerLogGenerator.main(new String[] {"to=" + directory, "megabytes=1"});
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      ServerLogComparison.main(new String[] {"logs=" + directory, "runs=1"});
    } finally {
      System.setOut(before);
    }
    assertThat(bytes.toString(UTF_8))
        .contains("| squid, 1 MB | ten columns | Weir |")
        .contains("| tstat, 1 MB | bytes by name, top 10 | Spark text, split |")
        .contains("| bind, 1 MB | queries by client, top 10 | Spark text, split |");
  }
}
