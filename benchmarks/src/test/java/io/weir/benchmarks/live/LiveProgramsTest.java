// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.benchmarks.micro.NetflowDecoding;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class LiveProgramsTest {
  private interface Program {
    void run(String[] arguments) throws Exception;
  }

  private static String output(Program program, String... arguments) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      program.run(arguments);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(UTF_8);
  }

  @Test
  void allWaysReadEveryFlowOfATopicOfJson() throws Exception {
    String output =
        output(
            TopicReading::main, "encoding=benchmark-json", "flows=2000", "distinct=100", "runs=1");

    assertThat(output).contains("2,000 flows in the topic", "weir: ", "spark: ", "consumer: ");
  }

  @Test
  @EnabledIfSystemProperty(named = "weir.full", matches = "true")
  void readsEveryFlowOfATopicOfBatches() throws Exception {
    String output = output(TopicReading::main, "flows=20000", "distinct=100", "runs=1");

    assertThat(output).contains("20,000 flows in the topic", "weir: ", "consumer: ");
  }

  @Test
  @EnabledIfSystemProperty(named = "weir.full", matches = "true")
  void collectsWhatIsSent() throws Exception {
    String output =
        output(Collecting::main, "datagrams=50", "most=60", "try=1", "seconds=1", "exporters=2");

    assertThat(output).contains("for longer: 50 datagrams/s").doesNotContain("NOT ALL COUNTED");
  }

  @Test
  @EnabledIfSystemProperty(named = "weir.full", matches = "true")
  void tellsTheDelayOfWindows() throws Exception {
    String output = output(Latency::main, "rate=1000", "seconds=8", "warm=1", "distinct=100");

    assertThat(output).contains("p50 ", "late 0");
  }

  @Test
  void decodesEveryFlow() {
    assertThat(new NetflowDecoding().decode()).isPositive();
  }
}
