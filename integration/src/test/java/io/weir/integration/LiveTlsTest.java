// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.broker.Broker;
import io.weir.integration.LiveTopics.Encoding;
import io.weir.integration.LiveTopics.Flow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A broker that speaks TLS only, with a certificate that the test makes. */
@EnabledIfSystemProperty(named = "weir.full", matches = "true")
class LiveTlsTest {
  private static final String PASSWORD = "not-a-secret";
  private static final List<Flow> FLOWS = LiveTopics.inOrder(1000);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  private void keytool(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("-storepass", PASSWORD, "-alias", "broker", "-noprompt"));
    Path log = directory.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private void makeCertificates() throws IOException, InterruptedException {
    String keys = directory.resolve("keys.p12").toString();
    String certificate = directory.resolve("broker.crt").toString();
    keytool(
        "-genkeypair",
        "-keystore",
        keys,
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=IP:127.0.0.1",
        "-validity",
        "30");
    keytool("-exportcert", "-keystore", keys, "-file", certificate);
    keytool(
        "-importcert",
        "-keystore",
        directory.resolve("trusted.p12").toString(),
        "-file",
        certificate);
  }

  private Map<String, String> ofBroker(int port) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    int controller = Broker.freePort();
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put("listeners", "SSL://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("advertised.listeners", "SSL://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "SSL:SSL,CONTROLLER:PLAINTEXT");
    settings.put("security.inter.broker.protocol", "SSL");
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", directory.resolve("keys.p12").toString());
    settings.put("ssl.keystore.password", PASSWORD);
    settings.put("ssl.truststore.type", "PKCS12");
    settings.put("ssl.truststore.location", directory.resolve("trusted.p12").toString());
    settings.put("ssl.truststore.password", PASSWORD);
    return settings;
  }

  private Map<String, String> ofClient() {
    return Map.of(
        "security.protocol",
        "SSL",
        "ssl.truststore.type",
        "PKCS12",
        "ssl.truststore.location",
        directory.resolve("trusted.p12").toString(),
        "ssl.truststore.password",
        PASSWORD);
  }

  @Test
  void flowsAreReadOverTls() throws Exception {
    makeCertificates();
    int port = Broker.freePort();
    Path config = directory.resolve("tls.properties");
    Properties properties = new Properties();
    properties.putAll(ofClient());
    try (var out = Files.newBufferedWriter(config)) {
      properties.store(out, null);
    }
    try (Broker broker = Broker.start(directory.resolve("kafka"), port, ofBroker(port))) {
      Map<String, Object> producer = new TreeMap<>(ofClient());
      producer.put("bootstrap.servers", broker.bootstrapServers());
      LiveTopics.send(producer, "flows", Encoding.COMPACT, FLOWS);
      String topic = "kafka://" + broker.bootstrapServers() + "/flows";
      LiveCommand done =
          LiveCommand.run(
              "run",
              "protocols",
              topic,
              "--live",
              "--set",
              "every=1m",
              "--trigger",
              "end",
              "--kafka-config",
              config.toString());
      assertThat(done.code()).as(done.err()).isZero();
      assertThat(done.lastLine()).isEqualTo("read 1000, rejected 0, late 0");
      LiveCommand untrusted =
          LiveCommand.run(
              "run",
              "protocols",
              topic,
              "--live",
              "--set",
              "every=1m",
              "--trigger",
              "end",
              "--kafka",
              "security.protocol=SSL");
      assertThat(untrusted.code()).isEqualTo(1);
      assertThat(untrusted.err()).startsWith("Cannot read " + topic + ": ").hasLineCount(1);
    }
  }
}
