// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.benchmarks.generate.FlowJsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class FlowJsonComparisonTest {
  /** The comparison itself stops when answers differ. */
  @Test
  @EnabledIfSystemProperty(named = "weir.full", matches = "true")
  void bothWaysAnswerTheSame(@TempDir Path directory) throws Exception {
    FlowJsonGenerator.main(new String[] {"to=" + directory, "megabytes=1"});
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      FlowJsonComparison.main(new String[] {"flows=" + directory, "runs=1"});
    } finally {
      System.setOut(before);
    }
    assertThat(bytes.toString(UTF_8))
        .contains("| goflow2, 1 MB | six columns | DuckDB read_json |")
        .contains("| pmacct, 1 MB | bytes by client, top 10 | Weir |")
        .contains("| suricata, 1 MB | bytes by client, top 10 | Weir |");
  }
}
