// SPDX-License-Identifier: Apache-2.0
package io.weir.demo;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.cli.KafkaOptions;
import io.weir.cli.Session;
import io.weir.cli.Subcommand;
import io.weir.model.WeirException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shows the live side of Weir at work. */
@AutoService(Subcommand.class)
public final class LiveCommand implements Subcommand {
  private static final double SPEED = 20;
  private static final Pattern SERVERS =
      Pattern.compile("(?:[^/,:=\\s]+|\\[[0-9a-fA-F:.]+\\]):\\d+(?:,[^/,=\\s]+:\\d+)*");

  /** Made by the service loader. */
  public LiveCommand() {}

  @Override
  public String name() {
    return "live";
  }

  @Override
  public String summary() {
    return "Show all of the live side in one process: NetFlow in, answers out.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration
        .section("Demonstration")
        .flag(
            "--demo",
            "Play a real capture of NetFlow to a collector, store the flows in a topic, and show each"
                + " finished minute of top-talkers and each alert of port-scan; then compare with"
                + " the answers on the capture itself.")
        .option(
            "--kafka",
            "HOST:PORT",
            "Use the brokers there, and a topic that is deleted at the end; default: a broker in"
                + " this process.")
        .option("--kafka-config", "FILE", "Settings of Kafka's clients, KEY=VALUE a line.")
        .option("--capture", "FILE", "Play this capture of NetFlow; default: one that Weir has.")
        .option("--speed", "F", "Play F times faster than its own times say. Default: 20.");
    declaration.examples(
        "weir live --demo",
        "weir live --demo --kafka localhost:9092",
        "weir run top-talkers kafka://localhost:9092/flows --live --set every=1m"
            + "   # an analysis on a topic of yours");
  }

  @Override
  public int run(Given given, Session session) throws IOException {
    if (!given.isSet("--demo")) {
      throw WeirException.usage(
          "Cannot run weir live without --demo: it shows how the parts work together. To run an"
              + " analysis on a topic or a growing directory: weir run ANALYSIS INPUT --live.");
    }
    Optional<String> servers = given.text("--kafka");
    if (servers.isPresent() && !SERVERS.matcher(servers.get()).matches()) {
      throw WeirException.usage(
          "Cannot set --kafka: it must be HOST:PORT, or several with commas (%s). Settings of the"
              + " client go into a file: --kafka-config.",
          servers.get());
    }
    DemoSettings settings =
        new DemoSettings(
            given.path("--capture"),
            speed(given.text("--speed")),
            servers,
            KafkaOptions.ofFile(given));
    return Demo.run(settings, session);
  }

  private static double speed(Optional<String> text) {
    try {
      double speed = text.map(Double::parseDouble).orElse(SPEED);
      if (speed > 0 && Double.isFinite(speed)) {
        return speed;
      }
    } catch (NumberFormatException e) {
      throw refused(text.orElse(""));
    }
    throw refused(text.orElse(""));
  }

  private static WeirException refused(String text) {
    return WeirException.usage("Cannot set --speed: it must be a number above 0 (%s).", text);
  }
}
