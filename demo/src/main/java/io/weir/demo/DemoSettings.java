// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the demonstration runs.
 *
 * @param capture of NetFlow; absent: the one in this jar
 * @param speed how many times faster than its own times it is played
 * @param servers brokers; absent: one in this process
 * @param kafka settings of Kafka's clients
 */
record DemoSettings(
    Optional<Path> capture, double speed, Optional<String> servers, Map<String, String> kafka) {
  DemoSettings {
    kafka = Map.copyOf(kafka);
  }
}
