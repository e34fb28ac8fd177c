// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

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

  /** Declares the options, in the section that was begun last. */
  public static void declare(Declaration declaration) {
    declaration
        .repeatableOption(
            "--kafka",
            "KEY=VALUE",
            "A setting of Kafka's clients, such as those of TLS and SASL, or compression.type=zstd.")
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
  public static Map<String, String> of(Given given) {
    Map<String, String> all = ofFile(given);
    for (String setting : given.texts("--kafka")) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw WeirException.usage(
            "Cannot read --kafka %s: it must be KEY=VALUE, such as security.protocol=SSL.",
            // What follows may be a password.
            setting.replaceFirst("=.*", "=…"));
      }
      all.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return all;
  }
}
