// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.model.WeirException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Kafka's own settings on the command line: TLS, SASL and whatever else its client has. */
public final class KafkaOptions {
  private KafkaOptions() {}

  static void declare(Declaration declaration) {
    declaration
        .section("Kafka")
        .repeatableOption(
            "--kafka",
            "KEY=VALUE",
            "A setting of Kafka's client, such as security.protocol=SSL or compression.type=zstd.")
        .option("--kafka-config", "FILE", "A file of such settings, KEY=VALUE a line.");
  }

  /** The settings of the file that {@code --kafka-config} names; none when it is not given. */
  public static Map<String, String> ofFile(Given given) {
    Map<String, String> all = new TreeMap<>();
    Optional<Path> file = given.path("--kafka-config");
    if (file.isPresent()) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file.get())) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw WeirException.usage(
            "Cannot read Kafka's settings from %s: %s. Name a file of KEY=VALUE lines with"
                + " --kafka-config.",
            file.get(), e.toString());
      }
      properties.stringPropertyNames().forEach(key -> all.put(key, properties.getProperty(key)));
    }
    return all;
  }

  /** The settings given; those on the line win over the file's. */
  static Map<String, String> of(Given given) {
    Map<String, String> all = ofFile(given);
    for (String setting : given.texts("--kafka")) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw WeirException.usage(
            "Cannot set --kafka: it must be KEY=VALUE, as compression.type=zstd (%s).", setting);
      }
      all.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return all;
  }
}
