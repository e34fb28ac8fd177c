// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.broker.Broker;
import io.weir.cli.Main;
import io.weir.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  private record Run(int code, String out, String err) {}

  private static Run run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            out,
            new PrintStream(err, true, UTF_8),
            Map.of(),
            List.of(),
            0);
    return new Run(Main.run(words, surroundings), out.toString(UTF_8), err.toString(UTF_8));
  }

  /** With a broker, a collector and Spark of its own, at a speed that saves the test's time. */
  @Test
  @Timeout(180)
  void streamAndFileAnswerTheSame() {
    Run demo = run("live", "--demo", "--speed", "100");
    assertThat(demo.err())
        .contains(
            "A Kafka broker is in this process",
            "Collector: received 38 datagrams, decoded 694 flows, stored 694, dropped 0\n",
            "No record came later than the lateness of one minute\n",
            "port-scan: the 6 rows of the stream and of the file are identical\n",
            "top-talkers: the 34 rows of the stream and of the file are identical\n",
            "7 minutes finished; ");
    assertThat(demo.out().lines().filter(line -> line.startsWith("window_start"))).hasSize(7);
    assertThat(demo.out().lines().filter(line -> line.startsWith("ALERT")))
        .hasSize(6)
        .first()
        .asString()
        .startsWith("ALERT  port-scan start at ")
        .contains("c_ip 10.20.0.12", "targets 20", "ports 22");
    assertThat(demo.code()).isZero();
  }

  @Test
  @Timeout(180)
  @EnabledIfSystemProperty(named = "weir.full", matches = "true")
  void brokersGivenAreUsedAndHaveNoTopicOfItAfterwards(@TempDir Path directory) throws Exception {
    try (Broker broker = Broker.start(directory)) {
      Run demo = run("live", "--demo", "--speed", "100", "--kafka", broker.bootstrapServers());
      assertThat(demo.err())
          .contains("The topic is kafka://" + broker.bootstrapServers() + "/weir-demo-")
          .contains("top-talkers: the 34 rows of the stream and of the file are identical\n");
      assertThat(demo.code()).isZero();
      String topic = demo.err().replaceAll("(?s).*?/(weir-demo-[0-9-]+),.*", "$1");
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        assertThat(admin.listTopics().names().get()).doesNotContain(topic);
      }
    }
  }

  @Test
  void whatIsWrongIsToldWithARemedy() {
    assertThat(run("live")).isEqualTo(new Run(2, "", run("live").err()));
    assertThat(run("live").err()).startsWith("Cannot run weir live without --demo");
    assertThat(run("live", "--demo", "--speed", "0").err())
        .startsWith("Cannot set --speed: it must be a number above 0 (0).");
    assertThat(run("live", "--demo", "--kafka", "security.protocol=SSL").err())
        .startsWith("Cannot set --kafka: it must be HOST:PORT");
    Run missing = run("live", "--demo", "--capture", "no-such.pcap");
    assertThat(missing.err()).startsWith("Cannot play no-such.pcap: ");
    assertThat(missing.code()).isEqualTo(2);
    Run noBroker = run("live", "--demo", "--kafka", "127.0.0.1:1");
    assertThat(noBroker.err()).contains("Cannot use the topic kafka://127.0.0.1:1/weir-demo-");
    assertThat(noBroker.code()).isEqualTo(1);
  }
}
